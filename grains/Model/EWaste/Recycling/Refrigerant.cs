using System.Collections.Frozen;
using System.Collections.Immutable;

namespace YPort.Twin.Model.EWaste.Recycling;

/// <summary>A refrigerant and the gases that it is mixed of, by mass.</summary>
/// <param name="Name">In ASHRAE's designation, lower case: "r-410a".</param>
/// <remarks>Source of the mixtures: ANSI/ASHRAE Standard 34, nominal compositions (read in secondary copies).</remarks>
public sealed record Refrigerant(string Name, ImmutableArray<(string Gas, decimal Share)> Gases)
{
    static readonly FrozenDictionary<string, Refrigerant> ByName = new Refrigerant[]
    {
        new("r-32", [("hfc-32", 1)]),
        new("r-125", [("hfc-125", 1)]),
        new("r-134a", [("hfc-134a", 1)]),
        new("r-143a", [("hfc-143a", 1)]),
        new("r-404a", [("hfc-125", 0.44m), ("hfc-143a", 0.52m), ("hfc-134a", 0.04m)]),
        new("r-407c", [("hfc-32", 0.23m), ("hfc-125", 0.25m), ("hfc-134a", 0.52m)]),
        new("r-410a", [("hfc-32", 0.5m), ("hfc-125", 0.5m)]),
        new("r-507a", [("hfc-125", 0.5m), ("hfc-143a", 0.5m)]),
    }.ToFrozenDictionary(one => one.Name, StringComparer.Ordinal);

    public static IEnumerable<Refrigerant> All => ByName.Values;

    /// <summary>Null when it is none that is known; "R134a", "R-134a" and "HFC-134a" are one.</summary>
    public static Refrigerant? Named(string material) => Designation(material) is { } name ? ByName.GetValueOrDefault(name) : null;

    /// <summary>Named like a refrigerant, known or not: R and a number, or a number of a fluorocarbon.</summary>
    public static bool IsOne(string material) => Designation(material) is not null;

    static string? Designation(string material)
    {
        var name = material.ToLowerInvariant();
        foreach (var family in (ReadOnlySpan<string>)["hcfc", "hfc", "cfc", "hfo", "r"])
            if (name.StartsWith(family, StringComparison.Ordinal) && name[family.Length..].TrimStart('-') is [>= '0' and <= '9', ..] number)
                return $"r-{number}";
        return null;
    }
}

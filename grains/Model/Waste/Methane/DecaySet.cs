using System.Collections.Frozen;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>One edition's parameters of decay; a report uses one set throughout. Types without an entry make no gas.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="MethaneShare">F: methane in landfill gas as it forms, by volume.</param>
/// <remarks>
/// k for a tropical, moist and wet climate and DOC are the same in both (2006 IPCC Guidelines, volume 5, tables 3.3 and 2.4). DOCf is one for all
/// waste in 2006 (section 3.2.3) and by type in the 2019 Refinement (volume 5, table 3.0).
/// </remarks>
public sealed record DecaySet(string Name, FrozenDictionary<WasteType, Decay> Types, Parameter MethaneShare)
{
    public const string Ipcc2006 = "IPCC 2006", Refinement2019 = "IPCC 2019 Refinement";

    public static IReadOnlyList<string> Names { get; } = [Ipcc2006, Refinement2019];

    /// <summary>A set out of the registry, or every fault there is: null exactly when there are faults.</summary>
    public static (DecaySet? Set, IReadOnlyList<WasteFault> Faults) Of(FactorRegistry registry, string name, Instant? knownAt = null)
    {
        if (!Names.Contains(name)) return (null, [new(name, "There is no such set of decay parameters.", $"Choose one of: {string.Join(", ", Names)}.")]);
        FactorLookup factors = new(registry, knownAt);
        var types = WasteType.All.Where(type => type.Decomposes is not null).ToFrozenDictionary(type => type,
            type => new Decay(factors.Rate($"fod-k-{type}"), factors.Share($"doc-{type}"), factors.Share(name == Ipcc2006 ? "docf-2006" : $"docf-2019-{type.Decomposes}")));
        var methane = factors.Share("landfill-gas-f");
        return factors.Faults.Count == 0 ? (new(name, types, methane), []) : (null, [.. factors.Faults.Distinct()]);
    }
}

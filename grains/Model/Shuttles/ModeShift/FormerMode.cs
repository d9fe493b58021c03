using System.Collections.Frozen;

namespace YPort.Twin.Model.Shuttles.ModeShift;

/// <summary>How a passenger would have travelled without the shuttle, and where the factors of that stand.</summary>
/// <param name="Vehicle">Series of its emissions per vehicle-kilometre; null where it has none, or none are claimed.</param>
/// <param name="Persons">Series of how many persons share them.</param>
public sealed record FormerMode(string Name, string? Vehicle, string? Persons)
{
    /// <summary>Would not have travelled: saves nothing, and emits what the shuttle does.</summary>
    public const string Induced = "induced";

    static readonly FrozenDictionary<string, FormerMode> ByName = new FormerMode[]
    {
        new("walk", null, null),
        new("bicycle", null, null),
        new(Induced, null, null),
        // Whatever it was: nothing is claimed for what is not known.
        new("other", null, null),
        new("car-gasoline", "th-car-gasoline", "occupancy-car"),
        new("car-diesel", "th-car-diesel", "occupancy-car"),
        // Most taxis burn gas, for which the source is unclear; a gasoline car's figure is the lower of the two, so it claims less.
        new("taxi", "th-car-gasoline", "occupancy-taxi"),
        new("motorcycle", "th-motorcycle", "occupancy-motorcycle"),
        new("tuk-tuk", "th-tuk-tuk", "occupancy-tuk-tuk"),
        new("bus", "th-bus-diesel", "occupancy-bus"),
    }.ToFrozenDictionary(mode => mode.Name, StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Null when there is none of that name.</summary>
    public static FormerMode? Named(string name) => ByName.GetValueOrDefault(name);

    public override string ToString() => Name;
}

using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Shuttles.ModeShift;

/// <summary>What a person's kilometre by a former mode emits: the vehicle's, shared by those in it.</summary>
/// <remarks>
/// g/pkm = g/vkm / persons per vehicle. Limits: exhaust only, of the average vehicle; neither its making nor the fuel's. The factors for Bangkok are of carbon dioxide
/// alone, so that a little less is claimed than CO2e would be.
/// </remarks>
/// <param name="Vehicle">Per vehicle-kilometre. <paramref name="Persons"/> in the vehicle; both null where a mode has no emissions or none are claimed.</param>
public sealed record ModeBaseline(FormerMode Mode, Factor? Vehicle, Factor? Persons)
{
    static readonly Unit Kilometre = Unit.Parse("km"), Gram = Unit.Parse("g"), One = Unit.Parse("1");

    public decimal GramsPerPassengerKilometre => Vehicle is null || Persons is null ? 0 : Vehicle.Apply(1, Kilometre, Gram) / Persons.Unit.Convert(Persons.Value, One);

    public bool CanBeClosed => Vehicle?.CanBeClosed != false && Persons?.CanBeClosed != false;

    /// <summary>As of a day of travel; null with what is lacking, in words, where the registry has no factor.</summary>
    public static (ModeBaseline? Baseline, string? Lacks) On(DateOnly day, FormerMode mode, FactorRegistry registry, Instant? knownAt = null)
    {
        if (mode is not { Vehicle: { } series, Persons: { } shared }) return (new(mode, null, null), null);
        var (vehicle, persons) = (registry.On(day, series, knownAt), registry.On(day, shared, knownAt));
        return vehicle is null ? (null, Lacking(series)) : persons is not { Value: > 0 } ? (null, Lacking(shared)) : (new(mode, vehicle, persons), null);

        string Lacking(string what) => $"a factor of series {what} for {mode}";
    }
}

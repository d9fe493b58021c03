using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What the register knows of a vehicle; each null when nobody said.</summary>
/// <param name="CapacityPersons">Seats and standing room.</param>
/// <param name="BatteryMilliwattHours">Usable capacity.</param>
/// <param name="TopSpeedMillimetresPerSecond">No pair of fixes implies a faster vehicle; see ShuttleMeasures for what holds without it.</param>
/// <param name="Route">Vehicles of one route share their headways.</param>
/// <param name="Loop">The way it drives round and round, in order; the last point leads back to the first. See <see cref="LoopRules"/>.</param>
/// <param name="FormerModes">How its passengers would have travelled without it, as declared; each split with days of its own. See <see cref="FormerModeSplits"/>.</param>
[GenerateSerializer, Immutable, Alias("shuttle-facts")]
public sealed record ShuttleFacts(
    [property: Id(0)] int? CapacityPersons = null, [property: Id(1)] long? BatteryMilliwattHours = null,
    [property: Id(2)] long? TopSpeedMillimetresPerSecond = null, [property: Id(3)] string? Route = null, [property: Id(4)] IReadOnlyList<LoopPoint>? Loop = null,
    [property: Id(5)] IReadOnlyList<FormerModeSplit>? FormerModes = null)
{
    // Lists compare by reference; the register asks whether two descriptions say the same.
    public bool Equals(ShuttleFacts? other) => other is not null && CapacityPersons == other.CapacityPersons && BatteryMilliwattHours == other.BatteryMilliwattHours
        && TopSpeedMillimetresPerSecond == other.TopSpeedMillimetresPerSecond && Route == other.Route && (Loop ?? []).SequenceEqual(other.Loop ?? [])
        && (FormerModes ?? []).SequenceEqual(other.FormerModes ?? []);
    public override int GetHashCode() => HashCode.Combine(CapacityPersons, BatteryMilliwattHours, TopSpeedMillimetresPerSecond, Route, Loop?.Count, FormerModes?.Count);
}

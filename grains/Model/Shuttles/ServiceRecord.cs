using System.Collections.Immutable;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What one vehicle, or several, did in a time: sums of the ledger, and what is made of them.</summary>
/// <param name="Sums">In steps by measure's name; a measure of which nothing was told is not in it.</param>
/// <param name="Driven">Steps of vehicle-distance by who drove and whether anyone was aboard.</param>
public sealed record ServiceRecord(ImmutableDictionary<string, Int128> Sums, ImmutableSortedDictionary<(string Mode, string Service), Int128> Driven, ImmutableArray<Charge> Charges, ImmutableArray<Carried> Carried)
{
    /// <summary>In the measure's unit; null when nothing was told.</summary>
    public decimal? Of(Measure measure) => Sums.TryGetValue(measure.Name, out var steps) ? measure.InUnit(steps) : null;

    /// <summary>Null when nothing was told of one of its sums, or there is nothing to divide by.</summary>
    public decimal? Of(Ratio ratio) =>
        Sums.TryGetValue(ratio.Numerator.Name, out var above) && Sums.TryGetValue(ratio.Denominator.Name, out var below) ? ratio.Of(above, below) : null;

    /// <summary>It carried or charged something that is known.</summary>
    public bool DidAnything => !Charges.IsEmpty || !Carried.IsEmpty;

    /// <summary>Sums add up; a quotient of them is of sums through sums, never averaged.</summary>
    public static ServiceRecord Together(IReadOnlyCollection<ServiceRecord> vehicles) => new(
        vehicles.SelectMany(vehicle => vehicle.Sums).GroupBy(sum => sum.Key, StringComparer.Ordinal).ToImmutableDictionary(same => same.Key, Sum, StringComparer.Ordinal),
        vehicles.SelectMany(vehicle => vehicle.Driven).GroupBy(sum => sum.Key).ToImmutableSortedDictionary(same => same.Key, Sum),
        [.. vehicles.SelectMany(vehicle => vehicle.Charges)], [.. vehicles.SelectMany(vehicle => vehicle.Carried)]);

    static Int128 Sum<T>(IEnumerable<KeyValuePair<T, Int128>> parts) => parts.Aggregate(Int128.Zero, (sum, part) => checked(sum + part.Value));
}

using System.Collections.Concurrent;
using System.Numerics;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>
/// Distance driven, worked out from the rule's statement. A pair of neighbouring fixes up to five minutes apart carries the way between them, in whole
/// millimetres, spread evenly over its time: measured up to 90 s, else estimated. It carries nothing, not even time, where the way is longer than the
/// vehicle can have come: top speed and a tenth, plus 20 m. It stood where the way is at most 5 m and 0.5 m/s.
/// </summary>
/// <param name="Pairs">Pairs that bear on each quarter hour: so many millimetres two geodesics may differ.</param>
/// <param name="Impossible">Pairs farther apart than the vehicle can have come.</param>
/// <param name="Nearest">How near any pair comes to one of the rule's bounds, in metres; a pair nearer than two geodesics differ could fall on either side.</param>
sealed record DrivenByHand(SortedDictionary<long, Amount> Quarters, IReadOnlyDictionary<long, int> Pairs, int Impossible, double Nearest)
{
    const double Second = 1e6;
    static readonly ConcurrentDictionary<string, DrivenByHand> Worked = new();

    public static DrivenByHand Of(RecordedVehicle vehicle) => Worked.GetOrAdd(vehicle.Twin, _ => Work(vehicle));

    static DrivenByHand Work(RecordedVehicle vehicle)
    {
        SortedDictionary<long, Amount> quarters = [];
        Dictionary<long, int> pairs = [];
        var (impossible, nearest) = (0, double.PositiveInfinity);
        foreach (var ((from, here), (to, there)) in vehicle.Fixes.Zip(vehicle.Fixes.Skip(1)))
        {
            var seconds = (to - from) / Second;
            if (seconds > 300) continue;
            var way = Chord.Metres(here, there);
            var farthest = vehicle.TopMetresPerSecond * seconds * 1.1 + 20;
            foreach (var bound in new[] { farthest, 5, 0.5 * seconds }) nearest = Math.Min(nearest, Math.Abs(way - bound));
            if (way > farthest)
            {
                impossible++;
                continue;
            }
            var stood = way <= 5 && way <= 0.5 * seconds;
            ByHand.Spread(quarters, from, to, stood ? 0 : (BigInteger)Math.Round(way * 1000, MidpointRounding.ToEven), seconds <= 90);
            for (var quarter = from / 900_000_000; quarter * 900_000_000 < to; quarter++) pairs[quarter] = pairs.GetValueOrDefault(quarter) + 1;
        }
        return new(quarters, pairs, impossible, nearest);
    }
}

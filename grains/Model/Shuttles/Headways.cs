using System.Runtime.InteropServices;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>Sums of the headways at one stop of a route in a quarter hour. Sums of sums are sums: nothing is averaged twice.</summary>
/// <param name="Window">That of the later departure.</param>
/// <param name="Count">How many headways.</param>
/// <param name="SquaredMilliseconds">Sum of their squares, in ms².</param>
public readonly record struct HeadwaySum(Window Window, string Route, string Stop, long TotalMilliseconds, long Count, Int128 SquaredMilliseconds)
{
    /// <summary>One headway, in the later departure's window.</summary>
    public static HeadwaySum Between(Instant earlier, Instant later, string route, string stop)
    {
        var gap = Visits.Milliseconds(later) - Visits.Milliseconds(earlier);
        return new(Window.Of(later), route, stop, gap, 1, (Int128)gap * gap);
    }

    /// <summary>Adds another time or stop; window, route and stop stay this one's.</summary>
    public HeadwaySum Plus(in HeadwaySum other) => checked(this with
    {
        TotalMilliseconds = TotalMilliseconds + other.TotalMilliseconds,
        Count = Count + other.Count,
        SquaredMilliseconds = SquaredMilliseconds + other.SquaredMilliseconds,
    });

    /// <summary>Mean headway in seconds; null without any.</summary>
    public decimal? MeanSeconds => Count == 0 ? null : TotalMilliseconds / 1000m / Count;

    /// <summary>How long one waits who comes at any moment, in seconds: E[h²] / 2 E[h]; half the mean headway if all are equal.</summary>
    /// <remarks>Source: Welding, The Instability of a Close-Interval Service, Operational Research Quarterly 8 (3), 1957, pages 133-142.</remarks>
    public decimal? MeanWaitSeconds => TotalMilliseconds == 0 ? null : (decimal)SquaredMilliseconds / TotalMilliseconds / 2000m;

    /// <summary>What irregularity adds to the wait, in seconds; 0 if all headways are equal.</summary>
    public decimal? ExcessWaitSeconds => MeanWaitSeconds - MeanSeconds / 2;

    /// <summary>Standard deviation over mean, of these headways; 0 is a metronome, about 1 is chance.</summary>
    public double? CoefficientOfVariation => TotalMilliseconds == 0 ? null
        : Math.Sqrt(Math.Max(0, (double)((Int128)Count * SquaredMilliseconds - (Int128)TotalMilliseconds * TotalMilliseconds))) / TotalMilliseconds;
}

/// <summary>The time between departures at a stop, over all vehicles of a route: a pure function of the set of departures.</summary>
public static class Headways
{
    /// <summary>A longer gap is a break in service and no headway.</summary>
    public static readonly TimeSpan ServiceBreak = TimeSpan.FromMinutes(60);

    /// <summary>A vehicle that departs again so soon has not been round but opened its doors once more: its first departure counts.</summary>
    public static readonly TimeSpan SameDeparture = TimeSpan.FromSeconds(60);

    /// <summary>Departures from so long before the first window on bear on it.</summary>
    public static readonly TimeSpan LooksBack = ServiceBreak + SameDeparture;

    /// <summary>The departures that each headway lies between, by route, stop and time; those whose later one lies in [from, to).</summary>
    /// <param name="departures">As in <see cref="Of"/>.</param>
    /// <param name="heard">What each of them says.</param>
    public static IEnumerable<(T Earlier, T Later)> Pairs<T>(IEnumerable<T> departures, Func<T, (Instant At, TwinId Vehicle, string Stop, string Route)> heard, Window from, Window to)
    {
        foreach (var stop in departures.Select(one => (One: one, Heard: heard(one))).GroupBy(one => (one.Heard.Route, one.Heard.Stop)))
        {
            Dictionary<TwinId, Instant> last = [];
            (T One, Instant At)? before = null;
            foreach (var (one, departure) in stop.OrderBy(one => one.Heard.At).ThenBy(one => one.Heard.Vehicle))
            {
                var again = last.TryGetValue(departure.Vehicle, out var own) && departure.At - own <= SameDeparture;
                last[departure.Vehicle] = departure.At;
                if (again) continue;
                var window = Window.Of(departure.At);
                if (before is { } earlier && departure.At - earlier.At <= ServiceBreak && window >= from && window < to) yield return (earlier.One, one);
                before = (one, departure.At);
            }
        }
    }

    /// <param name="departures">All standing departures of the vehicles concerned from <see cref="LooksBack"/> before the first window to the end of the last; in any order.</param>
    /// <returns>By window, route and stop: the headways that ended in [from, to). Only where there are any.</returns>
    public static IReadOnlyList<HeadwaySum> Of(IEnumerable<(Instant At, TwinId Vehicle, string Stop, string Route)> departures, Window from, Window to)
    {
        Dictionary<(Window, string, string), HeadwaySum> sums = [];
        foreach (var (earlier, later) in Pairs(departures, departure => departure, from, to))
        {
            var one = HeadwaySum.Between(earlier.At, later.At, later.Route, later.Stop);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (one.Window, one.Route, one.Stop), out _);
            sum = one.Plus(sum);
        }
        return [.. sums.Values.OrderBy(sum => sum.Window).ThenBy(sum => sum.Route, StringComparer.Ordinal).ThenBy(sum => sum.Stop, StringComparer.Ordinal)];
    }
}

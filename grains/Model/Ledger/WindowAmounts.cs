using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Ledger;

/// <summary>
/// The ledger's arithmetic: what a measure amounts to in each quarter hour, as a pure function of the set of readings.
/// At every moment the best source that knows counts; between sources nothing is added twice.
/// </summary>
public static class WindowAmounts
{
    /// <summary>Appends the rows of the windows [from, to) that are not empty.</summary>
    /// <param name="samples">A channel's standing samples by time, one per moment, withdrawn ones left out: all within the windows and,
    /// on either side, the nearest beyond (up to the channel's longest joined gap).</param>
    /// <exception cref="OverflowException">An amount exceeds 64 bits.</exception>
    public static void Compute(TwinRegister register, Measure measure, Window from, Window to, Func<Channel, ReadOnlySpan<Sample>> samples, ICollection<LedgerRow> rows)
    {
        var tallies = new Tally[to.Index - from.Index];
        // What no better source has covered yet, in order.
        List<(long From, long To)> free = [(from.Start.Microseconds, to.Start.Microseconds)];
        foreach (var channel in measure.Sources)
        {
            if (free.Count == 0) break;
            var known = samples(channel);
            var isLast = channel == measure.Sources[^1] && channel.Nature != ChannelNature.IntervalAmount;
            for (var i = First(known, channel, from); i < known.Length; i++)
            {
                if (Beyond(known, i, channel, to)) break;
                var pair = channel.Nature == ChannelNature.IntervalAmount ? PairRules.OfInterval(known[i], channel.LongestJoined)
                    : i + 1 < known.Length ? PairRules.Of(register, measure, channel, known[i], known[i + 1]) : null;
                if (pair is { } found) Take(found, free, tallies, from, keepFree: isLast);
            }
        }
        for (var i = 0; i < tallies.Length; i++) tallies[i].AddRows(register.Id, measure, new(from.Index + i), rows);
    }

    // The pair that reaches into the first window begins at the last sample at or before its start.
    static int First(ReadOnlySpan<Sample> samples, Channel channel, Window from)
    {
        var (low, high) = (0, samples.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (samples[middle].At <= from.Start) low = middle + 1;
            else high = middle;
        }
        return channel.Nature == ChannelNature.IntervalAmount ? low : Math.Max(0, low - 1);
    }

    // Interval amounts are ordered by their end, so a later one may still begin earlier.
    static bool Beyond(ReadOnlySpan<Sample> samples, int i, Channel channel, Window to) => channel.Nature == ChannelNature.IntervalAmount
        ? samples[i].At - channel.LongestJoined >= to.Start
        : samples[i].At >= to.Start;

    // Gives the pair what is free of its span, window by window. A last source's own pairs never overlap: nothing asks again what it took.
    static void Take(in Pair pair, List<(long From, long To)> free, Tally[] tallies, Window first, bool keepFree)
    {
        for (var i = FirstAfter(free, pair.From); i < free.Count && free[i].From < pair.To; i++)
        {
            var (start, end) = free[i];
            var (a, b) = (Math.Max(start, pair.From), Math.Min(end, pair.To));
            if (a >= b) continue;
            for (var at = a; at < b;)
            {
                var window = Window.Of(new(at));
                var until = Math.Min(b, window.End.Microseconds);
                tallies[window.Index - first.Index].Add(pair, at, until);
                at = until;
            }
            if (keepFree) continue;
            free.RemoveAt(i--);
            if (start < a) free.Insert(++i, (start, a));
            if (b < end) free.Insert(++i, (b, end));
        }
    }

    static int FirstAfter(List<(long From, long To)> free, long time)
    {
        var (low, high) = (0, free.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (free[middle].To <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

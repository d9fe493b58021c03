using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage;

/// <summary>Answers from hours of samples; a store only has to find the hours.</summary>
abstract class HourHistory : IHistory
{
    public async Task<IReadOnlyList<IReadOnlyList<Sample>>> Hours(IReadOnlyList<HourKey> keys, CancellationToken stop)
    {
        if (keys.Count == 0) return [];
        var words = await Find(keys, stop);
        return [.. words.Select(LastWords)];
    }

    public async Task<IReadOnlyList<Sample>> Around(TwinId twin, Channel channel, Instant from, Instant to, TimeSpan reach, CancellationToken stop)
    {
        var (least, most) = (from - reach, to + reach);
        var (first, last) = (HistoryPart.HourOf(from), HistoryPart.HourOf(to));
        while (true)
        {
            var samples = LastWords(await Find(twin, channel, first, last, HistoryPart.HourOf(least), HistoryPart.HourOf(most), stop));
            // An hour whose every sample was withdrawn holds no neighbour: look beyond it.
            var (nextFirst, nextLast) = samples.Count == 0 ? (first, last)
                : (Math.Min(first, HistoryPart.HourOf(samples[0].At)), Math.Max(last, HistoryPart.HourOf(samples[^1].At)));
            samples.RemoveAll(sample => sample.Withdrawn);
            var before = samples.FindLastIndex(sample => sample.At < from);
            var after = samples.FindIndex(sample => sample.At > to);
            if ((before >= 0 || nextFirst == first) && (after >= 0 || nextLast == last))
            {
                var start = before >= 0 && samples[before].At >= least ? before : before + 1;
                var end = after < 0 ? samples.Count : samples[after].At <= most ? after + 1 : after;
                return samples[start..end];
            }
            (first, last) = (nextFirst, nextLast);
        }
    }

    public async Task<IReadOnlyList<StoredReading>> Words(TwinId twin, Channel channel, Instant from, Instant to, int most, CancellationToken stop)
    {
        var words = await Words(twin, channel, HistoryPart.HourOf(from), HistoryPart.HourOf(to), stop);
        words.RemoveAll(word => word.Sample.At < from || word.Sample.At > to);
        // Hours come in order, and their words as a rule.
        if (!IsInOrder(words)) words.Sort((one, other) => one.Sample.At.CompareTo(other.Sample.At) is not 0 and var byTime ? byTime : one.Sample.Offset.CompareTo(other.Sample.Offset));
        return words.Count <= most ? words : words[..most];
    }

    static bool IsInOrder(List<StoredReading> words)
    {
        for (var i = 1; i < words.Count; i++)
            if (words[i - 1].Sample.At > words[i].Sample.At || (words[i - 1].Sample.At == words[i].Sample.At && words[i - 1].Sample.Offset > words[i].Sample.Offset)) return false;
        return true;
    }

    /// <summary>Every word on each hour, in any order.</summary>
    protected abstract Task<IReadOnlyList<List<Sample>>> Find(IReadOnlyList<HourKey> keys, CancellationToken stop);

    /// <summary>Every word on the hours first to last and on the nearest hour that has any on either side, not beyond least and most; in any order.</summary>
    protected abstract Task<List<Sample>> Find(TwinId twin, Channel channel, int first, int last, int least, int most, CancellationToken stop);

    /// <summary>Every word on the hours first to last with who sent it, in any order.</summary>
    protected abstract Task<List<StoredReading>> Words(TwinId twin, Channel channel, int first, int last, CancellationToken stop);

    static List<Sample> LastWords(List<Sample> words)
    {
        words.Sort((one, other) => one.At.CompareTo(other.At) is not 0 and var byTime ? byTime : other.Offset.CompareTo(one.Offset));
        var kept = 0;
        for (var i = 0; i < words.Count; i++)
            if (kept == 0 || words[kept - 1].At != words[i].At) words[kept++] = words[i];
        words.RemoveRange(kept, words.Count - kept);
        return words;
    }
}

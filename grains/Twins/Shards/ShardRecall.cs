using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// Answers what was committed, from the shard's own memory and from history together. Memory is read first: what moves to history
/// meanwhile is then seen twice, never not at all, and the higher offset counts.
/// </summary>
sealed class ShardRecall(ShardBook book, IHistory history)
{
    // A twin's memory begins this long before its newest sample; its own trimming decides what stays.
    static readonly TimeSpan TailReach = TimeSpan.FromMinutes(45);

    public async Task<TwinMemory?> Load(TwinId id)
    {
        if (!book.Twins.TryGetValue(id, out var twin)) return null;
        var (register, last) = (twin.Register, twin.LastOffset);
        var news = book.Unsaved.SelectMany(one => one.Content.Readings.Select((entry, i) => (entry.Reading, Offset: one.Segment.FirstOffset + i)))
            .Where(word => word.Reading.Twin == id).GroupBy(word => word.Reading.Channel, word => new Sample(word.Reading, word.Offset))
            .Select(group => new ChannelNews(group.Key, [.. group])).ToImmutableArray();
        var tails = ImmutableArray.CreateBuilder<TailMemory>();
        foreach (var (channel, entry) in twin.Channels.ToArray())
        {
            if (entry.LatestAt is not { } latest) continue;
            var samples = await Around(id, channel, latest - TailReach, latest);
            var from = channel.Nature == ChannelNature.IntervalAmount || samples.IsEmpty ? latest - TailReach : samples[0].At;
            tails.Add(new(channel, from, samples));
        }
        return new(register, last, tails.ToImmutable(), news);
    }

    public async Task<ImmutableArray<Sample>> Around(TwinId id, Channel channel, Instant from, Instant to)
    {
        if (!book.Twins.TryGetValue(id, out var twin) || !twin.Channels.TryGetValue(channel, out var entry)) return [];
        var recent = entry.Recent.Values.ToArray();
        var stored = await history.Around(id, channel, from, to, channel.LongestJoined, CancellationToken.None);
        if (recent.Length == 0) return [.. stored];

        SortedDictionary<long, Sample> merged = [];
        foreach (var sample in stored) merged[sample.At.Microseconds] = sample;
        foreach (var sample in recent)
            if (!merged.TryGetValue(sample.At.Microseconds, out var other) || other.Offset < sample.Offset) merged[sample.At.Microseconds] = sample;
        return Nearest([.. merged.Values.Where(sample => !sample.Withdrawn)], from, to);
    }

    /// <summary>The item as it was set aside, if nobody has dealt with it.</summary>
    public async Task<Quarantined?> OpenQuarantined(int shard, long offset, IQuarantine quarantine)
    {
        var unsaved = book.Unsaved.ToArray();
        var stored = await quarantine.Find(shard, offset, CancellationToken.None);
        if (stored?.Resolved is not null) return null;
        var item = stored?.Item.Item;
        foreach (var one in unsaved)
            for (var note = 0; note < one.Content.Notes.Count; note++)
            {
                if (one.NoteOffset(note) == offset && one.Content.Notes[note] is Quarantined found) item = found;
                if (one.Content.Notes[note] is QuarantineResolved resolved && resolved.ItemOffset == offset) return null;
            }
        return item;
    }

    static ImmutableArray<Sample> Nearest(List<Sample> samples, Instant from, Instant to)
    {
        var first = samples.FindIndex(sample => sample.At >= from);
        first = first < 0 ? samples.Count : first;
        var end = samples.FindIndex(sample => sample.At > to);
        end = end < 0 ? samples.Count : end;
        return [.. samples[Math.Max(0, first - 1)..Math.Min(samples.Count, end + 1)]];
    }
}

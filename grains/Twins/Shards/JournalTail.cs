using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;

namespace YPort.Twin.Twins.Shards;

/// <summary>What a shard's journal holds beyond its projections, with the chain checked link by link from the one's end to the other's.</summary>
static class JournalTail
{
    /// <exception cref="InvalidDataException">A segment is missing, does not follow the one before, or the chain does not end where its head says.</exception>
    public static async IAsyncEnumerable<Segment> Read(IJournal journal, int shard, ShardSnapshot snapshot, JournalHead head)
    {
        var (next, hash) = (snapshot.Watermark, snapshot.Hash);
        await foreach (var segment in journal.Read(shard, next, CancellationToken.None))
        {
            if (segment.FirstOffset != next) throw new InvalidDataException($"Shard {shard}: offset {next} expected, the next segment begins at {segment.FirstOffset}.");
            if (!segment.Follows(hash.Span)) throw new InvalidDataException($"Shard {shard}: the segment at offset {next} does not follow the one before: its hash does not fit.");
            yield return segment;
            (next, hash) = (segment.NextOffset, segment.Hash);
        }
        if (next != head.NextOffset || !hash.Span.SequenceEqual(head.LastHash.Span))
            throw new InvalidDataException($"Shard {shard}: the journal ends at offset {next}, its head says {head.NextOffset}. Run `twin verify` on a copy of the store.");
    }
}

using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;

namespace YPort.Twin.Cli.Verify;

/// <summary>Rereads one shard: the chain first, then everything made of it.</summary>
sealed class ShardCheck(IJournal journal, IProjections projections, ProjectionCheck check, Findings findings)
{
    public async Task Run(int shard, CancellationToken stop)
    {
        var snapshot = await projections.Read(shard, stop);
        var refolded = new RefoldedShard(shard, findings);
        var whole = await Chain(shard, snapshot, refolded, stop);
        // What was made of a chain with a hole in it says nothing more.
        if (whole) await check.Run(snapshot, refolded, stop);
    }

    async Task<bool> Chain(int shard, ShardSnapshot snapshot, RefoldedShard refolded, CancellationToken stop)
    {
        var head = await journal.Head(shard, stop);
        var (next, epoch, hash, whole) = (0L, 0L, SegmentHash.Genesis, true);
        var watermarkIsAnEnd = snapshot.Watermark == 0 && snapshot.Hash.Span.SequenceEqual(hash.Span);
        await foreach (var segment in journal.Read(shard, 0, stop))
        {
            var place = $"shard {shard}, segment at offset {segment.FirstOffset}";
            if (segment.FirstOffset != next) Break($"shard {shard}: offset {next} expected, the next segment begins at {segment.FirstOffset}.");
            else if (!segment.Follows(hash.Span)) findings.Differ($"{place}: its hash does not fit; it, or the segment before it, is not as it was written.");
            if (segment.Epoch < epoch) findings.Differ($"{place}: written in epoch {segment.Epoch}, after one of epoch {epoch}.");
            (next, epoch, hash) = (segment.NextOffset, Math.Max(epoch, segment.Epoch), segment.Hash);
            if (next == snapshot.Watermark) watermarkIsAnEnd = snapshot.Hash.Span.SequenceEqual(hash.Span);
            findings.Segments++;
            findings.Entries += segment.Count;

            try
            {
                var content = SegmentPayload.Decode(segment.Payload.Span);
                if (content.Count != segment.Count) Break($"{place}: holds {content.Count} entries, says {segment.Count}.");
                refolded.Take(segment, content, snapshot.Watermark);
            }
            catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException or System.Text.Json.JsonException or ArgumentException or IndexOutOfRangeException or OverflowException)
            {
                Break($"{place}: cannot be read: {unreadable.Message}");
            }
        }
        if (head is null && next > 0) findings.Differ($"shard {shard}: has segments up to offset {next}, but no head.");
        if (head is not null && (head.NextOffset != next || !head.LastHash.Span.SequenceEqual(hash.Span)))
            findings.Differ($"shard {shard}: the journal ends at offset {next}, its head says {head.NextOffset}{(head.NextOffset == next ? " with another hash" : "")}.");
        if (head?.Epoch < epoch) findings.Differ($"shard {shard}: a segment of epoch {epoch}, while the head is at {head.Epoch}.");
        if (!watermarkIsAnEnd) Break($"shard {shard}: the watermark {snapshot.Watermark} is not the end of a segment with the hash it was saved with.");
        return whole;

        void Break(string what)
        {
            findings.Differ(what);
            whole = false;
        }
    }
}

using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Load.Limits;

/// <summary>One shard's writer: encodes, hashes and appends as its grain would.</summary>
sealed class Chain(IJournal journal, int shard, JournalHead head)
{
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00Z");

    readonly SegmentContent _content = new(
        [.. Enumerable.Range(0, Disks.ReadingsTogether).Select(i => new JournalReading(
            new(TwinId.Parse($"roof-{i % 100}"), BuildingChannels.PvPower, Noon + TimeSpan.FromSeconds(i), 1_000_000 + i * 7919 % 100_000), "load", Noon))], []);

    long _next = head.NextOffset;
    ReadOnlyMemory<byte> _hash = head.LastHash;

    public static async Task<Chain> Open(IJournal journal, int shard) => new(journal, shard, await journal.Open(shard, CancellationToken.None));

    public async Task Append()
    {
        var segment = Segment.Seal(shard, _next, head.Epoch, Noon, _content, _hash.Span);
        if (!await journal.Append(segment, CancellationToken.None)) throw new InvalidOperationException($"Shard {shard} was fenced.");
        (_next, _hash) = (segment.NextOffset, segment.Hash);
    }
}

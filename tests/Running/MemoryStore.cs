using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using YPort.Twin.Storage;

namespace YPort.Twin.Tests.Running;

/// <summary>A store in memory, for tests only: what the real ones must do, in the plainest way.</summary>
public sealed class MemoryStore : Store
{
    readonly MemoryProjections _projections = new();
    readonly MemoryJournal _journal = new();

    public override IJournal Journal => _journal;
    public override IJournalTime JournalTime => _journal;
    public override IProjections Projections => _projections;
    public override IHistory History => _projections;
    public override IEvents Events => _projections.Events;
    public override ILedger Ledger => _projections;
    public override IHeldLedgers HeldLedgers => _projections;
    public override IQuarantine Quarantine => _projections;
    public override long JournalCommits => _journal.Commits;

    public override ValueTask DisposeAsync() => default;
}

sealed class MemoryJournal : IJournal, IJournalTime
{
    readonly Lock _lock = new();
    readonly Dictionary<int, JournalHead> _heads = [];
    readonly Dictionary<int, List<Segment>> _segments = [];
    long _commits;

    public long Commits => Interlocked.Read(ref _commits);

    public Task<JournalHead> Open(int shard, CancellationToken stop)
    {
        lock (_lock)
        {
            var head = _heads.GetValueOrDefault(shard) ?? new(0, 0, SegmentHash.Genesis);
            return Task.FromResult(_heads[shard] = head with { Epoch = head.Epoch + 1 });
        }
    }

    public Task<bool> Append(Segment segment, CancellationToken stop)
    {
        lock (_lock)
        {
            if (!_heads.TryGetValue(segment.Shard, out var head) || head.Epoch != segment.Epoch || head.NextOffset != segment.FirstOffset) return Task.FromResult(false);
            if (!_segments.TryGetValue(segment.Shard, out var chain)) _segments[segment.Shard] = chain = [];
            chain.Add(segment);
            _heads[segment.Shard] = head with { NextOffset = segment.NextOffset, LastHash = segment.Hash };
            _commits++;
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<Segment> Read(int shard, long fromOffset, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        Segment[] chain;
        lock (_lock) chain = [.. _segments.GetValueOrDefault(shard, []).Where(segment => segment.NextOffset > fromOffset)];
        await Task.CompletedTask;
        foreach (var segment in chain) yield return segment;
    }

    public Task<long> OffsetAt(int shard, Instant at, CancellationToken stop)
    {
        lock (_lock) return Task.FromResult(_segments.GetValueOrDefault(shard, []).LastOrDefault(segment => segment.CommittedAt <= at)?.NextOffset ?? 0);
    }

    public Task<Instant?> CommittedAt(int shard, long offset, CancellationToken stop)
    {
        lock (_lock) return Task.FromResult(_segments.GetValueOrDefault(shard, []).FirstOrDefault(segment => segment.FirstOffset <= offset && segment.NextOffset > offset)?.CommittedAt);
    }

    public Task<JournalHead?> Head(int shard, CancellationToken stop)
    {
        lock (_lock) return Task.FromResult(_heads.GetValueOrDefault(shard));
    }
}

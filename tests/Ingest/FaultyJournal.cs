using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;

namespace YPort.Twin.Tests.Ingest;

/// <summary>A real journal whose answers get lost when a test says so.</summary>
sealed class FaultyJournal(IJournal journal) : IJournal
{
    readonly Dictionary<int, (int Times, bool AfterCommit)> _faults = [];

    /// <param name="afterCommit">The worst case: it is durable, and nobody hears so.</param>
    public void Fail(int shard, int times, bool afterCommit)
    {
        lock (_faults) _faults[shard] = (times, afterCommit);
    }

    public async Task<bool> Append(Segment segment, CancellationToken stop)
    {
        bool? fault;
        lock (_faults)
        {
            var (times, after) = _faults.GetValueOrDefault(segment.Shard);
            fault = times > 0 ? after : null;
            if (times > 0) _faults[segment.Shard] = (times - 1, after);
        }
        if (fault == false) throw new IOException("The disk did not answer.");
        var committed = await journal.Append(segment, stop);
        return fault == true ? throw new IOException("The answer was lost.") : committed;
    }

    public Task<JournalHead> Open(int shard, CancellationToken stop) => journal.Open(shard, stop);

    public IAsyncEnumerable<Segment> Read(int shard, long fromOffset, CancellationToken stop) => journal.Read(shard, fromOffset, stop);

    public Task<JournalHead?> Head(int shard, CancellationToken stop) => journal.Head(shard, stop);
}

using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;

namespace YPort.Twin.Tests.Mqtt.Wire;

/// <summary>A real journal on a disk as slow as a test says.</summary>
sealed class SlowJournal(IJournal journal) : IJournal
{
    volatile Func<Task>? _before;
    volatile int _failures;

    /// <summary>What every commit waits for first; null for nothing.</summary>
    public Func<Task>? Before
    {
        get => _before;
        set => _before = value;
    }

    /// <summary>So many commits fail before they begin.</summary>
    public int Failures
    {
        get => _failures;
        set => _failures = value;
    }

    public async Task<bool> Append(Segment segment, CancellationToken stop)
    {
        if (_before is { } before) await before();
        if (_failures > 0 && Interlocked.Decrement(ref _failures) >= 0) throw new IOException("The disk did not answer.");
        return await journal.Append(segment, stop);
    }

    public Task<JournalHead> Open(int shard, CancellationToken stop) => journal.Open(shard, stop);

    public IAsyncEnumerable<Segment> Read(int shard, long fromOffset, CancellationToken stop) => journal.Read(shard, fromOffset, stop);

    public Task<JournalHead?> Head(int shard, CancellationToken stop) => journal.Head(shard, stop);
}

using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Journal;

namespace YPort.Twin.Twins.Shards;

/// <summary>What arrives while a commit is in flight; it is the next commit.</summary>
sealed class OpenSegment
{
    readonly List<JournalReading> _readings = [];
    readonly List<JournalNote> _notes = [];
    readonly TaskCompletionSource<long> _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // A failed segment may have no one left to hear of it.
    public OpenSegment() => _ = _committed.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);

    public int Count => _readings.Count + _notes.Count;

    /// <summary>The first offset, once it is durable.</summary>
    /// <exception cref="TwinBusyException">The outcome is unknown or the shard is fenced; send again.</exception>
    public Task<long> Committed => _committed.Task;

    public void Add(in JournalReading reading) => _readings.Add(reading);

    /// <summary>Offset of the note once committed: first offset + all readings + its place.</summary>
    public Func<long, long> Add(JournalNote note)
    {
        var place = _notes.Count;
        _notes.Add(note);
        return first => first + _readings.Count + place;
    }

    public SegmentContent Content => new(_readings, _notes);

    public void Succeed(long firstOffset) => _committed.TrySetResult(firstOffset);

    public void Fail(Exception why) => _committed.TrySetException(why);
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>A committed segment that the projections do not hold yet.</summary>
sealed record CommittedSegment(Segment Segment, SegmentContent Content)
{
    public long NoteOffset(int note) => Segment.FirstOffset + Content.Readings.Count + note;
}

/// <summary>What a shard knows of everything committed: twins, identities, balances. A pure fold of its journal, in order.</summary>
sealed class ShardBook
{
    readonly Queue<CommittedSegment> _unsaved = [];

    public Dictionary<TwinId, TwinEntry> Twins { get; } = [];

    /// <summary>Balances of all that is committed.</summary>
    public Balances Feeds { get; } = new();

    /// <summary>Balances at the watermark.</summary>
    public Balances SavedFeeds { get; } = new();

    /// <summary>Segments above the watermark, oldest first.</summary>
    public IReadOnlyCollection<CommittedSegment> Unsaved => _unsaved;

    public int UnsavedEntries { get; private set; }

    public void Restore(ShardSnapshot snapshot)
    {
        foreach (var twin in snapshot.Twins)
        {
            TwinEntry entry = new(twin.Register) { LastOffset = twin.Offset };
            foreach (var (name, latest) in twin.Latest)
                if (Channels.Named(name) is { } channel) entry.Channel(channel).Restore(latest);
            Twins[entry.Id] = entry;
        }
        Feeds.Restore(snapshot.Feeds);
        SavedFeeds.Restore(snapshot.Feeds);
    }

    /// <summary>Takes in what was committed, in order of offsets.</summary>
    /// <returns>The twins that have news.</returns>
    public HashSet<TwinEntry> Commit(Segment segment, SegmentContent content)
    {
        HashSet<TwinEntry> touched = [];
        var offset = segment.FirstOffset;
        foreach (var entry in content.Readings) touched.Add(Take(entry, offset++));
        foreach (var note in content.Notes) Take(note, offset++, touched);
        Feeds.Take(content);
        _unsaved.Enqueue(new(segment, content));
        UnsavedEntries += content.Count;
        return touched;
    }

    /// <summary>History holds these segments now: forgets their words where no later one came.</summary>
    public void Saved(IReadOnlyList<CommittedSegment> segments, IEnumerable<FeedBalance> feeds)
    {
        SavedFeeds.Restore(feeds);
        foreach (var (segment, content) in segments)
        {
            _unsaved.Dequeue();
            UnsavedEntries -= content.Count;
            foreach (var note in content.Notes)
                if (note is Happened { Event: var said } && Twins[said.Twin].RecentEvents is var words && words.TryGetValue(said.Id, out var word) && word.Offset < segment.NextOffset)
                    words.Remove(said.Id);
        }
        foreach (var (_, content) in segments)
            foreach (var (reading, _, _) in content.Readings) Twins[reading.Twin].Channel(reading.Channel).Recent.Forget(segments[^1].Segment.NextOffset);
    }

    TwinEntry Take(in JournalReading entry, long offset)
    {
        var reading = entry.Reading;
        if (!Twins.TryGetValue(reading.Twin, out var twin))
            throw new InvalidDataException($"The journal holds a reading of \"{reading.Twin}\" at offset {offset} before the twin was registered.");
        Sample sample = new(reading, offset);
        twin.Channel(reading.Channel).Commit(sample);
        ref var news = ref CollectionsMarshal.GetValueRefOrAddDefault(twin.Undelivered, reading.Channel, out _);
        (news ??= ImmutableArray.CreateBuilder<Sample>()).Add(sample);
        twin.LastOffset = offset;
        return twin;
    }

    TwinEntry Take(TwinEvent said, long offset)
    {
        if (!Twins.TryGetValue(said.Twin, out var twin))
            throw new InvalidDataException($"The journal holds an event at \"{said.Twin}\" at offset {offset} before the twin was registered.");
        EventWord word = new(said, offset);
        twin.RecentEvents[said.Id] = word;
        twin.PendingEvents.Remove(said.Id);
        twin.UndeliveredEvents.Add(word);
        twin.LastOffset = offset;
        return twin;
    }

    void Take(JournalNote note, long offset, HashSet<TwinEntry> touched)
    {
        if (note is Happened happened) touched.Add(Take(happened.Event, offset));
        if (note is not Registered registered) return;
        if (!Twins.TryGetValue(registered.Twin, out var twin))
            Twins[registered.Twin] = twin = new(new(registered.Twin, ImmutableArray.Create(registered.Entry)));
        else twin.Register = twin.Register.With(registered.Entry);
        (twin.LastOffset, twin.RegisterUndelivered) = (offset, true);
        touched.Add(twin);
    }
}

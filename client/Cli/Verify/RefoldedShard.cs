using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Cli.Verify;

/// <summary>A shard made anew from its journal alone, with the rules of the journal checked on the way.</summary>
sealed class RefoldedShard(int shard, Findings findings)
{
    readonly Dictionary<(TwinId, Channel, Instant), int> _revisions = [];
    readonly Dictionary<string, FeedBalance> _feeds = new(StringComparer.Ordinal);
    readonly Dictionary<long, (QuarantinedItem Item, long ResolvedAtOffset, ResolvedItem? Resolved)> _quarantined = [];

    public Dictionary<TwinId, RefoldedTwin> Twins { get; } = [];

    public IReadOnlyCollection<FeedBalance> Feeds => _feeds.Values;

    /// <summary>Set-aside items by offset, with what became of them at the watermark.</summary>
    public IEnumerable<(QuarantinedItem Item, ResolvedItem? Resolved)> Quarantined(long before) =>
        _quarantined.Values.Where(one => one.Item.Offset < before).OrderBy(one => one.Item.Offset)
            .Select(one => (one.Item, one.ResolvedAtOffset < before ? one.Resolved : null));

    /// <param name="watermark">Balances stand there, the rest may be asked for at any offset.</param>
    public void Take(Segment segment, SegmentContent content, long watermark)
    {
        var offset = segment.FirstOffset;
        foreach (var entry in content.Readings)
        {
            Take(entry.Reading, offset++);
            if (segment.NextOffset <= watermark) Count(new(entry.Feed, 1, 0, 0, 0, entry.ReceivedAt, entry.Reading.At));
        }
        foreach (var note in content.Notes)
        {
            if (Take(note, offset++) is { } balance && segment.NextOffset <= watermark) Count(balance);
        }
    }

    void Take(in Reading reading, long offset)
    {
        var twin = Twin(reading.Twin, offset);
        if (!twin.IsRegistered) findings.Differ($"shard {shard}, offset {offset}: a reading of \"{reading.Twin}\" before the twin was registered.");
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_revisions, (reading.Twin, reading.Channel, reading.At), out var known);
        var next = known ? last + 1 : 0;
        if (reading.Revision != next)
            findings.Differ(reading.Revision < next
                ? $"shard {shard}, offset {offset}: {reading.Twin}/{reading.Channel} at {reading.At} revision {reading.Revision} stands in the journal twice."
                : $"shard {shard}, offset {offset}: {reading.Twin}/{reading.Channel} at {reading.At} has revision {reading.Revision} where {next} follows.");
        last = Math.Max(last, reading.Revision);
        twin.Add(reading.Channel, new Sample(reading, offset));
    }

    void Take(TwinEvent said, long offset)
    {
        var twin = Twin(said.Twin, offset);
        if (!twin.IsRegistered) findings.Differ($"shard {shard}, offset {offset}: an event at \"{said.Twin}\" before the twin was registered.");
        if (twin.LastWord(said.Id, offset) is { } word)
        {
            if (said.Revision != word.Revision + 1)
                findings.Differ($"shard {shard}, offset {offset}: event {said.Id} at {said.Twin} has revision {said.Revision} where {word.Revision + 1} follows.");
            if (said.Type != word.Type || said.At != word.At || said.Subject != word.Subject)
                findings.Differ($"shard {shard}, offset {offset}: a revision of event {said.Id} at {said.Twin} has another type, time or subject.");
        }
        else if (said.Revision != 0) findings.Differ($"shard {shard}, offset {offset}: event {said.Id} at {said.Twin} begins with revision {said.Revision}.");
        twin.Add(new EventWord(said, offset));
    }

    FeedBalance? Take(JournalNote note, long offset)
    {
        switch (note)
        {
            case Registered registered:
                Twin(registered.Twin, offset).Add(offset, registered.Entry);
                return null;
            case Happened happened:
                Take(happened.Event, offset);
                return new(happened.Feed, 1, 0, 0, 0, happened.ReceivedAt, happened.Event.At);
            case DuplicatesAnswered duplicates:
                return new(duplicates.Feed, 0, duplicates.Count, 0, 0, null, null);
            case Quarantined item:
                _quarantined[offset] = (new(shard, offset, item), 0, null);
                return new(item.Feed, 0, 0, 1, 0, item.ReceivedAt, null);
            case QuarantineResolved resolution:
                Resolve(resolution, offset);
                return resolution.Outcome == QuarantineOutcome.Replayed ? new(resolution.Feed, 0, 0, -1, 0, null, null) : new(resolution.Feed, 0, 0, 0, 1, null, null);
            default:
                findings.Differ($"shard {shard}, offset {offset}: a note of a kind this program does not know ({note.GetType().Name}); verify with the newer program.");
                return null;
        }
    }

    void Resolve(QuarantineResolved resolution, long offset)
    {
        ref var item = ref CollectionsMarshal.GetValueRefOrNullRef(_quarantined, resolution.ItemOffset);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref item))
            findings.Differ($"shard {shard}, offset {offset}: resolves the quarantined item {resolution.ItemOffset}, which does not exist.");
        else if (item.Resolved is not null)
            findings.Differ($"shard {shard}, offset {offset}: resolves the quarantined item {resolution.ItemOffset} a second time.");
        else item = item with { ResolvedAtOffset = offset, Resolved = new(resolution.ItemOffset, resolution) };
    }

    RefoldedTwin Twin(TwinId id, long offset)
    {
        if (Twins.TryGetValue(id, out var twin)) return twin;
        if (id.Shard != shard) findings.Differ($"shard {shard}, offset {offset}: \"{id}\" belongs to shard {id.Shard}.");
        return Twins[id] = new(id);
    }

    void Count(FeedBalance more)
    {
        ref var balance = ref CollectionsMarshal.GetValueRefOrAddDefault(_feeds, more.Feed, out var known);
        balance = known ? balance!.Plus(more) : more;
    }
}

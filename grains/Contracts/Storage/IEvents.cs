using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Contracts.Storage;

/// <summary>Accepted events below their shard's watermark. Of several words on one event only the last is given; none is ever overwritten.</summary>
public interface IEvents
{
    /// <summary>The last word on each event asked for, withdrawn ones included; null where there is none.</summary>
    Task<IReadOnlyList<EventWord?>> Find(IReadOnlyList<EventKey> keys, CancellationToken stop);

    /// <summary>
    /// The twin's standing events in [from, to], and of the types that hold (<see cref="EventTypes.Holding"/>) the last before and the first
    /// after by type and subject; by time.
    /// </summary>
    /// <param name="below">Only from words below this journal offset, as if nothing had been said since; null: from all.</param>
    Task<IReadOnlyList<EventWord>> Around(TwinId twin, Instant from, Instant to, long? below, CancellationToken stop);

    /// <summary>All of the twin's standing events about those subjects, by time.</summary>
    /// <param name="below">As in <see cref="Around"/>.</param>
    Task<IReadOnlyList<EventWord>> About(TwinId twin, IReadOnlyCollection<string> subjects, long? below, CancellationToken stop);

    /// <summary>When the twin's newest event was, withdrawn or not; null when it never had one.</summary>
    Task<Instant?> NewestAt(TwinId twin, CancellationToken stop);

    /// <summary>Standing events of a set by time, then twin and id; for people and for figures over many twins.</summary>
    Task<IReadOnlyList<StoredEvent>> List(EventQuestion question, CancellationToken stop);
}

public readonly record struct EventKey(TwinId Twin, string Id);

/// <summary>One accepted word on an event.</summary>
public sealed record StoredEvent(TwinId Twin, EventWord Word, string Feed);

/// <param name="Twin">Only at this twin; null for all of the set.</param>
/// <param name="Types">Only of these types; empty for all.</param>
/// <param name="Subject">Only about this, such as a lot; null for all.</param>
/// <param name="From">First moment, included.</param>
/// <param name="To">Excluded.</param>
/// <param name="After">Only after this one in the order of the list; null for the first page.</param>
/// <param name="Most">At most so many.</param>
/// <param name="Below">Only from words below this journal offset, as in <see cref="IEvents.Around"/>; offsets are of a shard, so it is asked with a twin. Null: from all.</param>
public sealed record EventQuestion(
    CitySet Set, TwinId? Twin, IReadOnlyList<string> Types, string? Subject, Instant From, Instant To, (Instant At, TwinId Twin, string Id)? After, int Most, long? Below = null);

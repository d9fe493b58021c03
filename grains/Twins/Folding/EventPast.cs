using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Folding;

/// <summary>The events that a fold needs: the newest in memory, older ones and those of a subject from the shard.</summary>
sealed class EventPast(TwinMemory memory, ITwinRecall recall)
{
    static readonly Instant End = Instant.Parse("9999-12-31T23:59:59Z");

    EventTail _tail = new(memory.Events, memory.NewestEventAt is { } newest ? EventTail.BeginOf(newest) : null);

    public IReadOnlyList<EventWord> Tail => _tail.Words;

    /// <summary>The time of the newest event that was ever told, withdrawn or not.</summary>
    public Instant? Newest { get; private set; } = memory.NewestEventAt;

    /// <summary>Takes events in and marks what they bear on.</summary>
    /// <param name="horizon">Up to where anything is known of the twin.</param>
    public async Task Take(ImmutableArray<EventWord> news, Instant horizon, DirtyWindows dirty)
    {
        if (news.IsEmpty) return;
        var before = _tail.KnownFrom;
        foreach (var word in news)
        {
            if (_tail.Knows(word.At)) _tail.Put(word);
            if (Newest is null || word.At > Newest) Newest = word.At;
        }
        // An older word, or one taken back, may change what holds where the tail begins.
        if (news.Any(word => word.At < before || word.Revision > 0) && before.Microseconds != long.MinValue) _tail = new(await recall.Events(before, End), before);
        if (Newest > horizon) horizon = Newest.Value;
        foreach (var group in news.GroupBy(word => word.Type))
            if (EventTypes.Named(group.Key) is { } type) await Mark(type, [.. group.Order()], horizon, dirty);
    }

    /// <summary>What happened within the windows, if any of the measures asks for it.</summary>
    public async ValueTask<IReadOnlyList<EventWord>> Within(IEnumerable<Measure> measures, Window from, Window to) =>
        measures.All(measure => measure.Events.Count == 0) ? [] : _tail.Knows(from.Start) ? _tail.Words : await recall.Events(from.Start, to.Start);

    /// <summary>What a measure needs of that; see <see cref="TwinPast.Events"/>.</summary>
    public ValueTask<IReadOnlyList<EventWord>> For(Measure measure, IReadOnlyList<EventWord> words, Window from, Window to) =>
        TwinPast.EventsOf(measure, from, to, words, async subjects => await recall.EventsAbout([.. subjects]));

    public void Trim(Instant horizon)
    {
        if (Tail.Count > 0) _tail.Trim(EventTail.BeginOf(horizon));
    }

    /// <summary>Marks what events may mean otherwise since the twin is described anew.</summary>
    public async Task Reconsider(Described change, DirtyWindows dirty)
    {
        if (Newest is not { } newest || change.From > newest) return;
        foreach (var type in EventTypes.All.Where(type => type.Bearing == EventBearing.Holds && type.Kinds.Contains(change.Description.Kind))) dirty.Mark(type, change.From, newest);
        if (!EventTypes.All.Any(type => type.Bearing != EventBearing.Holds && type.Kinds.Contains(change.Description.Kind))) return;
        // What does not hold counts where it happened; a date years ago must not cost every quarter hour since.
        foreach (var word in await recall.Events(change.From, newest))
            if (EventTypes.Named(word.Type) is { } type && type.Bearing != EventBearing.Holds) dirty.Mark(type, word.At, word.At);
    }

    async Task Mark(EventType type, List<EventWord> news, Instant horizon, DirtyWindows dirty)
    {
        if (Measures.From(type).Count == 0) return;
        foreach (var word in news) dirty.Mark(type, word.At, word.At);
        if (type.Bearing == EventBearing.WithSubject)
            foreach (var word in await recall.EventsAbout([.. news.Select(word => word.Subject).Distinct()]))
                dirty.Mark(EventTypes.Named(word.Type) ?? type, word.At, word.At);
        if (type.Bearing != EventBearing.Holds) return;
        var around = _tail.Knows(news[0].At) ? _tail.Words : await recall.Events(news[0].At, news[^1].At);
        foreach (var word in news)
            dirty.Mark(type, word.At, around.FirstOrDefault(other => other.Type == word.Type && other.Subject == word.Subject && other.At > word.At)?.At ?? horizon);
    }
}

using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Running;

sealed class MemoryEvents : IEvents
{
    readonly Lock _lock = new();
    readonly Dictionary<EventKey, StoredEvent> _last = [];
    readonly List<StoredEvent> _all = [];
    Func<TwinId, CitySet?> _set = _ => null;

    public void Add(IReadOnlyList<StoredEvent> events, Func<TwinId, CitySet?> set)
    {
        lock (_lock)
        {
            _set = set;
            _all.AddRange(events);
            foreach (var one in events) _last[new(one.Twin, one.Word.Id)] = one;
        }
    }

    public Task<IReadOnlyList<EventWord?>> Find(IReadOnlyList<EventKey> keys, CancellationToken stop)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<EventWord?>>([.. keys.Select(key => _last.GetValueOrDefault(key)?.Word)]);
    }

    public Task<IReadOnlyList<EventWord>> Around(TwinId twin, Instant from, Instant to, long? below, CancellationToken stop)
    {
        var words = Standing(twin, below);
        var holding = words.Where(word => EventTypes.Holding.Contains(word.Type)).GroupBy(word => (word.Type, word.Subject)).ToArray();
        return Task.FromResult<IReadOnlyList<EventWord>>([.. words.Where(word => word.At >= from && word.At <= to)
            .Concat(holding.SelectMany(group => group.Where(word => word.At < from).Order().TakeLast(1)))
            .Concat(holding.SelectMany(group => group.Where(word => word.At > to).Order().Take(1))).Order()]);
    }

    public Task<IReadOnlyList<EventWord>> About(TwinId twin, IReadOnlyCollection<string> subjects, long? below, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<EventWord>>([.. Standing(twin, below).Where(word => subjects.Contains(word.Subject)).Order()]);

    public Task<Instant?> NewestAt(TwinId twin, CancellationToken stop)
    {
        lock (_lock) return Task.FromResult(_last.Values.Where(one => one.Twin == twin).Max(one => (Instant?)one.Word.At));
    }

    public Task<IReadOnlyList<StoredEvent>> List(EventQuestion question, CancellationToken stop)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<StoredEvent>>([.. _all.Where(one => question.Below is null || one.Word.Offset < question.Below).GroupBy(one => new EventKey(one.Twin, one.Word.Id)).Select(words => words.MaxBy(one => one.Word.Revision)!)
                .Where(one => !one.Word.Withdrawn && _set(one.Twin) == question.Set && (question.Twin is null || one.Twin == question.Twin))
                .Where(one => (question.Types.Count == 0 || question.Types.Contains(one.Word.Type)) && (question.Subject is null || one.Word.Subject == question.Subject))
                .Where(one => one.Word.At >= question.From && one.Word.At < question.To)
                .Select(one => (One: one, Key: (one.Word.At, one.Twin, one.Word.Id)))
                .Where(one => question.After is not { } after || Compare(one.Key, after) > 0)
                .OrderBy(one => one.Key, Comparer<(Instant, TwinId, string)>.Create(Compare)).Select(one => one.One).Take(question.Most)]);
    }

    EventWord[] Standing(TwinId twin, long? below)
    {
        lock (_lock)
            return [.. _all.Where(one => one.Twin == twin && (below is null || one.Word.Offset < below)).GroupBy(one => one.Word.Id)
                .Select(words => words.MaxBy(one => one.Word.Revision)!.Word).Where(word => !word.Withdrawn)];
    }

    static int Compare((Instant At, TwinId Twin, string Id) one, (Instant At, TwinId Twin, string Id) other) =>
        one.At.CompareTo(other.At) is not 0 and var byTime ? byTime : one.Twin.CompareTo(other.Twin) is not 0 and var byTwin ? byTwin : string.CompareOrdinal(one.Id, other.Id);
}

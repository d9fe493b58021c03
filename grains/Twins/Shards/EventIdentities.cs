using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// Decides which events are new, by each one itself and by its own identity (twin, event id). Memory holds the words that the store does not
/// have yet; any other identity is looked up beforehand.
/// </summary>
sealed class EventIdentities(ShardBook book)
{
    const int MostCached = 20_000;

    // Null: looked up, and there is none.
    readonly Dictionary<EventKey, EventWord?> _known = [];
    int _loading;

    /// <summary>What must be looked up before the batch can be judged.</summary>
    public List<EventKey> Missing(EventBatch batch)
    {
        HashSet<EventKey> missing = [];
        foreach (var said in batch.Events)
            if (book.Twins.TryGetValue(said.Twin, out var twin) && !twin.RecentEvents.ContainsKey(said.Id) && !twin.PendingEvents.ContainsKey(said.Id)
                && new EventKey(said.Twin, said.Id) is var key && !_known.ContainsKey(key)) missing.Add(key);
        return [.. missing];
    }

    /// <summary>Looks up; the caller asks again afterwards, for the projections may have moved on meanwhile.</summary>
    public async Task Load(List<EventKey> keys, IEvents events, Func<long> watermark)
    {
        _loading++;
        try
        {
            var before = watermark();
            var found = await events.Find(keys, CancellationToken.None);
            if (watermark() != before) return;
            for (var i = 0; i < keys.Count; i++) _known.TryAdd(keys[i], found[i]);
        }
        finally
        {
            _loading--;
        }
    }

    /// <summary>The store holds this word now.</summary>
    public void Saved(EventKey key, EventWord word) => _known[key] = word;

    /// <summary>Keeps memory bounded, when nobody counts on a look-up.</summary>
    public void Forget()
    {
        if (_loading == 0 && _known.Count > MostCached) _known.Clear();
    }

    /// <summary>What would become of a batch, each event judged as if those before it were taken; nothing is.</summary>
    public AppendAnswer Suppose(EventBatch batch)
    {
        Verdicts verdicts = new();
        Dictionary<EventKey, TwinEvent> supposed = [];
        for (var i = 0; i < batch.Events.Length; i++)
        {
            var said = batch.Events[i];
            if (verdicts.Add(i, Judge(ref said, batch.Set, supposed))) supposed[new(said.Twin, said.Id)] = said;
        }
        return verdicts.Answer;
    }

    /// <param name="said">Comes back as it is to be kept: a withdrawal is about what the event was about.</param>
    /// <param name="supposed">Events to be taken for said; null where all that was said is in the book.</param>
    public Verdict Judge(ref TwinEvent said, CitySet set, Dictionary<EventKey, TwinEvent>? supposed = null)
    {
        if (!book.Twins.TryGetValue(said.Twin, out var twin)) return Identities.UnknownTwin(said.Twin);
        var description = twin.Register.Current;
        if (EventTypes.Named(said.Type) is not { } type)
            return Verdict.Refuse("unknown-type", $"There is no type of event \"{said.Type}\".", "The types stand at /v1/event-types.");
        if (!type.Kinds.Contains(description.Kind))
            return Verdict.Refuse("wrong-kind", $"\"{said.Twin}\" is a {description.Kind}, at which no {type} happens.", $"The events of a {description.Kind} stand at /v1/event-types?kind={description.Kind}.");
        if (description.Set != set) return Identities.WrongSet(said.Twin, description.Set, set);

        if (Find(twin, said, supposed, out var pending) is not { } word)
            return said.Revision == 0 ? Verdict.New
                : Verdict.Refuse("revision-of-nothing", $"Revision {said.Revision} of an event that was never reported.", "Send the first word without revision.");
        if (word.SaysTheSameAs(said) || said.Revision < word.Revision) return pending ? Verdict.DuplicateOfPending : Verdict.Duplicate;
        if (said.Revision == word.Revision)
            return Verdict.Refuse("conflict", $"Event {said.Id} was already reported as {Say(word)}; this says {Say(new(said, 0))}.", $"The first committed stands. If this one is right, send it as revision {word.Revision + 1} with a reason; another event needs an id of its own.");
        if (said.Revision > word.Revision + 1)
            return Verdict.Refuse("revision-gap", $"Revision {said.Revision} of event {said.Id}, which stands at revision {word.Revision}.", $"Send it as revision {word.Revision + 1}.");
        if (said.Withdrawn) said = said with { Subject = word.Subject };
        return said.Type == word.Type && said.At == word.At && said.Subject == word.Subject ? Verdict.New
            : Verdict.Refuse("revision-moves", $"Event {said.Id} is a {word.Type} at {word.At} about \"{word.Subject}\"; the revision says {said.Type} at {said.At} about \"{said.Subject}\".",
                "A revision keeps type, time and subject. Withdraw the event, and send it under another id.");
    }

    // The last word on the event's identity; null when there is none.
    EventWord? Find(TwinEntry twin, TwinEvent said, Dictionary<EventKey, TwinEvent>? supposed, out bool pending)
    {
        pending = false;
        if (supposed is not null && supposed.TryGetValue(new(said.Twin, said.Id), out var before)) return new(before, 0);
        pending = twin.PendingEvents.TryGetValue(said.Id, out var waiting);
        if (pending) return new(waiting!, 0);
        return twin.RecentEvents.GetValueOrDefault(said.Id) ?? _known.GetValueOrDefault(new(said.Twin, said.Id));
    }

    static string Say(EventWord word) => word.Withdrawn ? "withdrawn" : $"{word.Type} at {word.At} {(word.Fields.Length <= 200 ? word.Fields : word.Fields[..200] + "…")}{(word.Quality == Quality.Estimated ? " (estimated)" : "")}";
}

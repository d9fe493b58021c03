using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// Answers what was committed, from the shard's own memory and from history together. Memory is read first: what moves to history
/// meanwhile is then seen twice, never not at all, and the higher offset counts.
/// </summary>
sealed class ShardRecall(ShardBook book, IHistory history, IEvents events, Func<Task> saving)
{
    public async Task<TwinMemory?> Load(TwinId id)
    {
        if (!book.Twins.TryGetValue(id, out var twin)) return null;
        // What a former activation of the twin computed and a save in flight holds must be in the ledger before the new one looks there.
        twin.Loads++;
        await saving().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var (register, last) = (twin.Register, twin.LastOffset);
        var news = book.Unsaved.SelectMany(one => one.Content.Readings.Select((entry, i) => (entry.Reading, Offset: one.Segment.FirstOffset + i)))
            .Where(word => word.Reading.Twin == id).GroupBy(word => word.Reading.Channel, word => new Sample(word.Reading, word.Offset))
            .Select(group => new ChannelNews(group.Key, [.. group])).ToImmutableArray();
        var eventNews = book.Unsaved.SelectMany(one => one.Content.Notes.Select((note, i) => (Said: (note as Happened)?.Event, Offset: one.NoteOffset(i))))
            .Where(one => one.Said?.Twin == id).Select(one => new EventWord(one.Said!, one.Offset)).ToImmutableArray();
        var tails = ImmutableArray.CreateBuilder<TailMemory>();
        foreach (var (channel, entry) in twin.Channels.ToArray())
            if (entry.LatestAt is { } newest) tails.Add(new(channel, newest, await Around(id, channel, ChannelTail.BeginOf(channel, newest), newest)));
        var (known, newestEvent) = await Tail(id, twin);
        return new(register, last, tails.ToImmutable(), news, known, newestEvent, eventNews);
    }

    public async Task<ImmutableArray<EventWord>> Events(TwinId id, Instant from, Instant to)
    {
        if (!book.Twins.TryGetValue(id, out var twin)) return [];
        var recent = twin.RecentEvents.Values.ToArray();
        while (true)
        {
            var stored = await events.Around(id, from, to, below: null, CancellationToken.None);
            var standing = Merged(stored, recent);
            // A recent word took back the nearest that holds: the next nearest lies further off.
            if (stored.FirstOrDefault(word => (word.At < from || word.At > to) && !standing.Any(other => other.Id == word.Id)) is not { } gone) return [.. standing.Order()];
            (from, to) = gone.At < from ? (gone.At, to) : (from, gone.At);
        }
    }

    public async Task<ImmutableArray<EventWord>> EventsAbout(TwinId id, ImmutableArray<string> subjects)
    {
        if (!book.Twins.TryGetValue(id, out var twin)) return [];
        var recent = twin.RecentEvents.Values.Where(word => subjects.Contains(word.Subject)).ToArray();
        return [.. Merged(await events.About(id, subjects, below: null, CancellationToken.None), recent).Where(word => subjects.Contains(word.Subject)).Order()];
    }

    async Task<(ImmutableArray<EventWord> Words, Instant? Newest)> Tail(TwinId id, TwinEntry twin)
    {
        if (!EventTypes.Kinds.Contains(twin.Register.Current.Kind)) return ([], null);
        var newest = twin.RecentEvents.Values.Select(word => (Instant?)word.At).Append(await events.NewestAt(id, CancellationToken.None)).Max();
        if (newest is not { } at) return ([], null);
        return (await Events(id, EventTail.BeginOf(at), at), at);
    }

    static HashSet<EventWord> Merged(IReadOnlyList<EventWord> stored, IReadOnlyList<EventWord> recent)
    {
        Dictionary<string, EventWord> last = new(StringComparer.Ordinal);
        foreach (var word in stored.Concat(recent))
            if (!last.TryGetValue(word.Id, out var other) || other.Offset < word.Offset) last[word.Id] = word;
        return [.. last.Values.Where(word => !word.Withdrawn)];
    }

    public async Task<ImmutableArray<Sample>> Around(TwinId id, Channel channel, Instant from, Instant to)
    {
        if (!book.Twins.TryGetValue(id, out var twin) || !twin.Channels.TryGetValue(channel, out var entry)) return [];
        for (var (first, last) = (from, to); ;)
        {
            var recent = entry.Recent.Around(first, last);
            var stored = await history.Around(id, channel, first, last, channel.LongestJoined, CancellationToken.None);
            var standing = Standing(stored, recent);
            // A recent word took back the nearest that history holds: the next nearest lies further off.
            if (stored.Count > 0 && stored[0].At < first && !standing.Exists(sample => sample.At == stored[0].At)) first = stored[0].At;
            else if (stored.Count > 0 && stored[^1].At > last && !standing.Exists(sample => sample.At == stored[^1].At)) last = stored[^1].At;
            else return Nearest(standing, from, to, channel.LongestJoined);
        }
    }

    /// <summary>The item as it was set aside, if nobody has dealt with it.</summary>
    public async Task<Quarantined?> OpenQuarantined(int shard, long offset, IQuarantine quarantine)
    {
        var unsaved = book.Unsaved.ToArray();
        var stored = await quarantine.Find(shard, offset, CancellationToken.None);
        if (stored?.Resolved is not null) return null;
        var item = stored?.Item.Item;
        foreach (var one in unsaved)
            for (var note = 0; note < one.Content.Notes.Count; note++)
            {
                if (one.NoteOffset(note) == offset && one.Content.Notes[note] is Quarantined found) item = found;
                if (one.Content.Notes[note] is QuarantineResolved resolved && resolved.ItemOffset == offset) return null;
            }
        return item;
    }

    // Both are by time; of two words on a moment the one of the higher offset counts.
    static List<Sample> Standing(IReadOnlyList<Sample> stored, List<Sample> recent)
    {
        List<Sample> standing = new(stored.Count + recent.Count);
        for (var (i, j) = (0, 0); i < stored.Count || j < recent.Count;)
        {
            var byTime = i == stored.Count ? 1 : j == recent.Count ? -1 : stored[i].At.CompareTo(recent[j].At);
            var word = byTime < 0 || (byTime == 0 && stored[i].Offset > recent[j].Offset) ? stored[i] : recent[j];
            if (byTime <= 0) i++;
            if (byTime >= 0) j++;
            if (!word.Withdrawn) standing.Add(word);
        }
        return standing;
    }

    static ImmutableArray<Sample> Nearest(List<Sample> samples, Instant from, Instant to, TimeSpan reach)
    {
        var first = samples.FindIndex(sample => sample.At >= from);
        first = first < 0 ? samples.Count : first;
        var end = samples.FindIndex(sample => sample.At > to);
        end = end < 0 ? samples.Count : end;
        if (first > 0 && samples[first - 1].At >= from - reach) first--;
        if (end < samples.Count && samples[end].At <= to + reach) end++;
        return [.. samples[first..end]];
    }
}

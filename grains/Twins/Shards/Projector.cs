using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// Carries a shard's projections forward: history, ledger rows, snapshots, balances and quarantine of whole segments, as far as every twin
/// concerned has applied them, in one transaction with the watermark. What was not saved is made again from the journal.
/// </summary>
sealed partial class Projector(ShardBook book, Identities identities, EventIdentities eventIdentities, Deliveries deliveries, IProjections projections, ShardSnapshot from, long epoch, TimeProvider clock, ILogger log, Action<Exception> failed)
{
    static readonly Pace Pace = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(350));
    // One transaction stays small enough to be quick.
    const int MostEntriesAtOnce = 50_000;

    readonly Dictionary<(TwinEntry, Channel), ChannelEntry> _saved = Restored(book);
    // How many of a twin's register entries lie below the watermark.
    readonly Dictionary<TwinEntry, int> _savedVersions = book.Twins.Values.ToDictionary(twin => twin, twin => twin.Register.Version);
    bool _running, _ended;

    /// <summary>When what is being written, if anything is, stands in the store.</summary>
    public Task Writing { get; private set; } = Task.CompletedTask;

    public long Watermark { get; private set; } = from.Watermark;

    public void End() => _ended = true;

    /// <summary>Saves what can be saved, unless that is under way.</summary>
    public void Kick()
    {
        if (_running || _ended || book.Unsaved.Count == 0) return;
        _running = true;
        _ = Run();
    }

    async Task Run()
    {
        try
        {
            while (!_ended && book.Unsaved.Count > 0)
            {
                var started = clock.GetTimestamp();
                if (!await Save()) break;
                await Task.Delay(Pace.After(clock.GetElapsedTime(started)));
            }
        }
        catch (Exception later)
        {
            // The backlog grows until the store answers again; beyond its bound the shard refuses new readings.
            LogLater(log, later, from.Shard, Watermark);
        }
        finally
        {
            _running = false;
        }
    }

    async Task<bool> Save()
    {
        var ready = Ready();
        if (ready.Count == 0) return false;
        var started = clock.GetTimestamp();
        var to = ready[^1].Segment.NextOffset;
        var twins = ready.SelectMany(one => Concerned(one)).Distinct().ToArray();
        var loads = twins.Select(twin => twin.Loads).ToArray();
        var unsaved = await Task.WhenAll(twins.Select(twin => deliveries.Grain(twin).Unsaved(Watermark - 1)));
        // A twin that lost its memory in between owes rows that it does not know of; it applies them again first.
        if (twins.Where((twin, i) => unsaved[i].Applied < LastBelow(twin, to)).Any()) return false;

        // What a former activation owed is not what the present one found in the ledger; both must be of one mind.
        if (twins.Where((twin, i) => twin.Loads != loads[i]).Any()) return false;

        var progress = Progress(ready, to, twins, [.. unsaved.SelectMany(rows => rows.Rows)]);
        var writing = projections.Save(progress, CancellationToken.None);
        Writing = writing;
        if (!await writing)
        {
            failed(new InvalidOperationException($"Shard {from.Shard}: the projections belong to a newer activation."));
            return false;
        }
        foreach (var part in progress.History)
            foreach (var sample in part.Samples) identities.Saved(part.Twin, part.Channel, sample);
        foreach (var (twin, word, _) in progress.Events) eventIdentities.Saved(new(twin, word.Id), word);
        foreach (var snapshot in progress.Twins) _savedVersions[book.Twins[snapshot.Register.Id]] = snapshot.Register.Version;
        book.Saved(ready, progress.Feeds);
        Watermark = to;
        identities.Forget();
        eventIdentities.Forget();
        ShardTelemetry.Saved(clock.GetElapsedTime(started), ready.Sum(one => one.Content.Count));
        return true;
    }

    // Whole segments from the oldest on, as far as their twins have applied them.
    List<CommittedSegment> Ready()
    {
        List<CommittedSegment> ready = [];
        var entries = 0;
        foreach (var one in book.Unsaved)
        {
            if (entries > MostEntriesAtOnce || Concerned(one).Any(twin => twin.Applied < Math.Min(twin.LastOffset, one.Segment.NextOffset - 1))) break;
            ready.Add(one);
            entries += one.Content.Count;
        }
        return ready;
    }

    IEnumerable<TwinEntry> Concerned(CommittedSegment one)
    {
        TwinId last = default;
        foreach (var (reading, _, _) in one.Content.Readings)
        {
            // Readings of a twin stand together more often than not.
            if (reading.Twin == last) continue;
            yield return book.Twins[last = reading.Twin];
        }
        foreach (var note in one.Content.Notes)
            if (note is Registered registered) yield return book.Twins[registered.Twin];
            else if (note is Happened happened) yield return book.Twins[happened.Event.Twin];
    }

    static long LastBelow(TwinEntry twin, long to) => Math.Min(twin.LastOffset, to - 1);

    ShardProgress Progress(List<CommittedSegment> ready, long to, TwinEntry[] twins, IReadOnlyList<LedgerRow> rows)
    {
        var history = new HistoryPages();
        List<QuarantinedItem> quarantined = [];
        List<ResolvedItem> resolved = [];
        List<StoredEvent> events = [];
        HashSet<string> feeds = new(StringComparer.Ordinal);
        // Nothing counts as saved before it is: a failed save is made again.
        var balances = book.SavedFeeds.Copy();
        Dictionary<TwinEntry, long> lastOffsets = [];
        Dictionary<TwinEntry, int> registered = [];
        foreach (var one in ready)
        {
            var offset = one.Segment.FirstOffset;
            foreach (var (reading, feed, _) in one.Content.Readings)
            {
                Sample sample = new(reading, offset++);
                var twin = book.Twins[reading.Twin];
                history.Add(reading.Twin, reading.Channel, sample, feed);
                if (!_saved.TryGetValue((twin, reading.Channel), out var channel)) _saved[(twin, reading.Channel)] = channel = new();
                channel.Advance(sample);
                lastOffsets[twin] = sample.Offset;
            }
            foreach (var note in one.Content.Notes)
            {
                if (note is Quarantined item) quarantined.Add(new(from.Shard, offset, item));
                if (note is QuarantineResolved resolution) resolved.Add(new(resolution.ItemOffset, resolution));
                if (note is Happened { Event: var said } happened)
                {
                    events.Add(new(said.Twin, new(said, offset), happened.Feed));
                    lastOffsets[book.Twins[said.Twin]] = offset;
                }
                if (note is Registered entry && book.Twins[entry.Twin] is var twin)
                {
                    lastOffsets[twin] = offset;
                    registered[twin] = registered.GetValueOrDefault(twin) + 1;
                }
                offset++;
            }
            feeds.UnionWith(balances.Take(one.Content));
        }
        return new(from.Shard, epoch, Watermark, to, ready[^1].Segment.Hash, history.Parts, rows,
            [.. twins.Select(twin => Snapshot(twin, registered.GetValueOrDefault(twin), lastOffsets[twin], to))], [.. feeds.Select(feed => balances[feed])], quarantined, resolved, events);
    }

    TwinSnapshot Snapshot(TwinEntry twin, int registered, long lastOffset, long to)
    {
        var latest = ImmutableDictionary.CreateBuilder<string, ChannelLatest>();
        foreach (var (channel, live) in twin.Channels)
        {
            if (!_saved.TryGetValue((twin, channel), out var saved) || saved.Latest is not { } known) continue;
            // After a withdrawal only the twin knows what stands below.
            if (known.Standing is null && live.Standing is { } standing && standing.Offset < to) saved.Stand(standing);
            latest[channel.Name] = saved.Latest;
        }
        var register = twin.Register with { Entries = twin.Register.Entries[..(_savedVersions.GetValueOrDefault(twin) + registered)] };
        return new(register, lastOffset, latest.ToImmutable());
    }

    static Dictionary<(TwinEntry, Channel), ChannelEntry> Restored(ShardBook book)
    {
        Dictionary<(TwinEntry, Channel), ChannelEntry> saved = [];
        foreach (var twin in book.Twins.Values)
            foreach (var (channel, entry) in twin.Channels)
                if (entry.Latest is { } latest) (saved[(twin, channel)] = new()).Restore(latest);
        return saved;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} could not move its projections beyond offset {Watermark}; it tries again.")]
    static partial void LogLater(ILogger log, Exception later, int shard, long watermark);
}

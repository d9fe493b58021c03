using System.Text.Json;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Cli.Verify;

/// <summary>Compares what is stored at a shard's watermark with what its journal gives: twins, history, ledger, balances, quarantine.</summary>
sealed class ProjectionCheck(IHistory history, IEvents events, ILedger ledger, IQuarantine quarantine, Findings findings)
{
    const int HoursAtOnce = 500;
    static readonly Instant Earliest = new(0), Latest = Instant.Parse("2200-01-01T00:00:00Z");

    public async Task Run(ShardSnapshot snapshot, RefoldedShard refolded, CancellationToken stop)
    {
        Feeds(snapshot, refolded);
        await Quarantine(snapshot, refolded, stop);
        var stored = snapshot.Twins.ToDictionary(twin => twin.Register.Id);
        foreach (var id in stored.Keys.Union(refolded.Twins.Keys).Order())
        {
            var twin = refolded.Twins.GetValueOrDefault(id) ?? new(id);
            var expected = twin.Snapshot(snapshot.Watermark);
            Twin(id, stored.GetValueOrDefault(id), expected);
            if (expected is not null) findings.Twins++;
            await History(twin, snapshot.Watermark, stop);
            await Events(twin, snapshot.Watermark, stop);
            await new LedgerCheck(ledger, findings).Run(twin, snapshot.Watermark, stop);
        }
    }

    void Feeds(ShardSnapshot snapshot, RefoldedShard refolded)
    {
        var stored = snapshot.Feeds.ToDictionary(feed => feed.Feed, StringComparer.Ordinal);
        var expected = refolded.Feeds.ToDictionary(feed => feed.Feed, StringComparer.Ordinal);
        findings.Feeds += expected.Count;
        foreach (var feed in stored.Keys.Union(expected.Keys).Order(StringComparer.Ordinal))
            if (stored.GetValueOrDefault(feed) is var one && expected.GetValueOrDefault(feed) is var other && one != other)
                findings.Differ($"shard {snapshot.Shard}, balance of feed \"{feed}\": stored {Say(one)}, refolded {Say(other)}.");

        static string Say(FeedBalance? balance) => balance is null ? "nothing"
            : $"{balance.Accepted} accepted, {balance.Duplicate} duplicate, {balance.Quarantined} quarantined, {balance.Discarded} discarded, last received {balance.LastReceivedAt}, latest reading {balance.LatestReadingAt}";
    }

    async Task Quarantine(ShardSnapshot snapshot, RefoldedShard refolded, CancellationToken stop)
    {
        foreach (var (item, resolved) in refolded.Quarantined(snapshot.Watermark))
        {
            findings.Quarantined++;
            var stored = await quarantine.Find(snapshot.Shard, item.Offset, stop);
            if (Text(stored) != Text(new QuarantineListing(item, resolved)))
                findings.Differ($"quarantined item {item.Id}: stored {Text(stored)}, refolded {Text(new QuarantineListing(item, resolved))}.");
        }
    }

    void Twin(TwinId id, TwinSnapshot? stored, TwinSnapshot? expected)
    {
        if (stored is null || expected is null)
        {
            if (stored is not null || expected is not null)
                findings.Differ($"twin \"{id}\": {(stored is null ? "registered in the journal, but not stored" : "stored, but not registered in the journal")}.");
            return;
        }
        if (stored.Offset != expected.Offset) findings.Differ($"twin \"{id}\": stored at offset {stored.Offset}, refolded at {expected.Offset}.");
        if (Text(stored.Register.Entries) is var one && Text(expected.Register.Entries) is var other && one != other)
            findings.Differ($"register of \"{id}\": stored {one}, refolded {other}.");
        foreach (var channel in stored.Latest.Keys.Union(expected.Latest.Keys).Order(StringComparer.Ordinal))
            if (stored.Latest.GetValueOrDefault(channel) is var had && expected.Latest.GetValueOrDefault(channel) is var has && had != has)
                findings.Differ($"latest {channel} of \"{id}\": stored {had?.ToString() ?? "nothing"}, refolded {has?.ToString() ?? "nothing"}.");
    }

    async Task History(RefoldedTwin twin, long watermark, CancellationToken stop)
    {
        foreach (var channel in Channels.All)
        {
            var words = twin.LastWords(channel, watermark);
            findings.Samples += words.Count;
            // Finds what the journal does not know; withdrawn words are only given by the hour.
            Compare(twin.Id, channel, await history.Around(twin.Id, channel, Earliest, Latest, TimeSpan.Zero, stop), [.. words.Where(word => !word.Withdrawn)]);
            foreach (var hours in words.Where(word => word.Withdrawn).Select(word => HistoryPart.HourOf(word.At)).Distinct().Chunk(HoursAtOnce))
            {
                var stored = await history.Hours([.. hours.Select(hour => new HourKey(twin.Id, channel, hour))], stop);
                Compare(twin.Id, channel, [.. stored.SelectMany(hour => hour)], [.. words.Where(word => hours.Contains(HistoryPart.HourOf(word.At)))]);
            }
        }
    }

    async Task Events(RefoldedTwin twin, long watermark, CancellationToken stop)
    {
        var words = twin.LastWords(watermark);
        findings.Events += words.Count;
        var had = await events.Around(twin.Id, Earliest, Latest, below: null, stop);
        foreach (var chunk in words.Where(word => word.Withdrawn).Chunk(HoursAtOnce))
            had = [.. had, .. (await events.Find([.. chunk.Select(word => new EventKey(twin.Id, word.Id))], stop)).OfType<EventWord>()];
        var (stored, expected) = (had.ToDictionary(word => word.Id, StringComparer.Ordinal), words.ToDictionary(word => word.Id, StringComparer.Ordinal));
        foreach (var id in stored.Keys.Union(expected.Keys).Order(StringComparer.Ordinal))
            if (stored.GetValueOrDefault(id) is var one && expected.GetValueOrDefault(id) is var other && one != other)
                findings.Differ($"event {id} at {twin.Id}: stored {one?.ToString() ?? "nothing"}, refolded {other?.ToString() ?? "nothing"}.");
    }

    void Compare(TwinId twin, Channel channel, IReadOnlyList<Sample> stored, List<Sample> expected)
    {
        var (had, has) = (stored.ToDictionary(sample => sample.At), expected.ToDictionary(sample => sample.At));
        foreach (var at in had.Keys.Union(has.Keys).Order())
            if (!(had.TryGetValue(at, out var one) & has.TryGetValue(at, out var other)) || one != other)
                findings.Differ($"history of {twin}/{channel} at {at}: stored {(had.ContainsKey(at) ? one : "nothing")}, refolded {(has.ContainsKey(at) ? other : "nothing")}.");
    }

    // Records compare their arrays and dictionaries by reference; their text says all that is in them.
    static string Text<T>(T value) => JsonSerializer.Serialize(value, Plain);

    static readonly JsonSerializerOptions Plain = new() { Converters = { new TwinIdJson(), new InstantJson() } };
}

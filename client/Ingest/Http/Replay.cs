using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>Closes quarantined items: reads them again, or gives them up.</summary>
sealed class Replay(ShardCalls shards, IOptions<ReadingOptions> readings, TimeProvider clock)
{
    // Written into the journal with every closing.
    const string By = "api";

    /// <param name="Refusal">Why it is refused again; null when it is not.</param>
    /// <param name="Outcome">"accepted" or "duplicate".</param>
    /// <param name="Closed">False if somebody else closed it meanwhile.</param>
    public readonly record struct Answer(Refusal? Refusal, string Outcome, bool Closed);

    // Straight to the shard, not through the intake, which would set a refused item aside a second time.
    public async Task<Answer> Again(QuarantinedItem item, CancellationToken stop)
    {
        var (feed, set, now) = (item.Item.Feed, item.Item.Set, Instant.From(clock));
        if (Read(item.Item.Raw, now, out var reading) is { } unread) return new(unread, "", false);
        var answer = await shards.Ask(reading.Twin.Shard, shard => shard.Append(new(feed, set, now, [reading])), stop);
        if (answer.Refused is [var refused, ..]) return new(refused.Refusal, "", false);
        var outcome = answer.Accepted > 0 ? "accepted" : "duplicate";
        return new(null, outcome, await shards.Ask(item.Shard, shard => shard.Resolve(item.Offset, QuarantineOutcome.Replayed, outcome, By), stop));
    }

    public Task<bool> Discard(int shard, long offset, string reason, CancellationToken stop) =>
        shards.Ask(shard, grain => grain.Resolve(offset, QuarantineOutcome.Discarded, reason, By), stop);

    // A CSV item was kept with its header, everything else is one JSON object, whatever its form was.
    Refusal? Read(byte[] raw, Instant now, out Reading reading)
    {
        ReadingMaker maker = new(readings.Value);
        var head = raw.AsSpan().IndexOf((byte)'\n');
        CsvLines csv = new();
        return head > 0 && csv.Head(raw.AsSpan(0, head), out var problem) && problem is null
            ? csv.Read(raw.AsSpan(head + 1), maker, now, out reading)
            : new JsonLines().Read(raw, maker, now, out reading);
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>Closes quarantined items: reads them again, or gives them up.</summary>
sealed class Replay(ShardCalls shards, IOptions<ReadingOptions> readings, IOptions<MqttOptions> mqtt, TimeProvider clock)
{
    // Written into the journal with every closing.
    const string By = "api";

    /// <param name="Refusal">Why it is refused again; null when it is not.</param>
    /// <param name="Outcome">"accepted" or "duplicate".</param>
    /// <param name="Closed">False if somebody else closed it meanwhile.</param>
    public readonly record struct Answer(Refusal? Refusal, string Outcome, bool Closed);

    /// <param name="corrected">As it should have come; null reads it as it came.</param>
    // Straight to the shard, not through the intake, which would set a refused item aside a second time.
    public async Task<Answer> Again(QuarantinedItem item, string? corrected, CancellationToken stop)
    {
        var (feed, set, now) = (item.Item.Feed, item.Item.Set, Instant.From(clock));
        if (Read(corrected is null ? item.Item.Raw : Encoding.UTF8.GetBytes(corrected), item.Item.ReceivedAt, now, out var reading, out var happened) is { } unread) return new(unread, "", false);
        var answer = happened is null
            ? await shards.Ask(reading.Twin.Shard, shard => shard.Append(new(feed, set, now, [reading])), stop)
            : await shards.Ask(happened.Twin.Shard, shard => shard.AppendEvents(new(feed, set, now, [happened])), stop);
        if (answer.Refused is [var refused, ..]) return new(refused.Refusal, "", false);
        var outcome = answer.Accepted > 0 ? "accepted" : "duplicate";
        var reason = corrected is null ? outcome : $"{outcome}, corrected to: {corrected}";
        return new(null, outcome, await shards.Ask(item.Shard, shard => shard.Resolve(item.Offset, QuarantineOutcome.Replayed, reason, By), stop));
    }

    public Task<bool> Discard(int shard, long offset, string reason, CancellationToken stop) =>
        shards.Ask(shard, grain => grain.Resolve(offset, QuarantineOutcome.Discarded, reason, By), stop);

    // A message was kept with its topic, a CSV item with its header, everything else is one JSON object, whatever its form was.
    Refusal? Read(byte[] raw, Instant receivedAt, Instant now, out Reading reading, out TwinEvent? happened)
    {
        (reading, happened) = (default, null);
        if (MessageReader.IsMessage(raw)) return Message(raw, receivedAt, now, out reading, out happened);
        if (IsEvent(raw)) return EventLines.Read(raw, new(readings.Value), now, out happened);
        ReadingMaker maker = new(readings.Value);
        var head = raw.AsSpan().IndexOf((byte)'\n');
        CsvLines csv = new();
        return head > 0 && csv.Head(raw.AsSpan(0, head), out var problem) && problem is null
            ? csv.Read(raw.AsSpan(head + 1), maker, now, out reading)
            : new JsonLines().Read(raw, maker, now, out reading);
    }

    Refusal? Message(byte[] raw, Instant receivedAt, Instant now, out Reading reading, out TwinEvent? happened)
    {
        var items = new MessageReader(readings.Value, mqtt.Value.Units).ReadAgain(raw, receivedAt, now);
        (reading, happened) = items is [var one] ? (one.Reading, one.Event) : (default, null);
        return items is [var item] ? item.Refusal : new("not-senml", $"The pack was kept whole; now that it can be read, it has {items.Count} records.", "Send it again, and discard this item.");
    }

    // Only events have a type.
    static bool IsEvent(byte[] raw)
    {
        try
        {
            using var item = JsonDocument.Parse(raw);
            return item.RootElement.ValueKind == JsonValueKind.Object && item.RootElement.TryGetProperty("type", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

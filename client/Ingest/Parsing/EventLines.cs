using System.Text.Json;
using System.Text.Unicode;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>One event per line, a JSON object.</summary>
sealed class EventLines(EventMaker maker) : LineForm
{
    public override Refusal? Read(ReadOnlySpan<byte> line, ReadingMaker readings, Instant receivedAt, out Reading reading, out TwinEvent? happened)
    {
        reading = default;
        return Read(line, maker, receivedAt, out happened);
    }

    public override Refusal? Read(ReadOnlySpan<byte> line, ReadingMaker readings, Instant receivedAt, out Reading reading) => Read(line, readings, receivedAt, out reading, out _);

    /// <summary>One event's bytes by themselves.</summary>
    public static Refusal? Read(ReadOnlySpan<byte> json, EventMaker maker, Instant receivedAt, out TwinEvent? happened, TwinId? twin = null)
    {
        happened = null;
        if (!Utf8.IsValid(json)) return Refusals.BadUtf8(json);
        try
        {
            var reader = new Utf8JsonReader(json);
            using var item = JsonDocument.ParseValue(ref reader);
            reader.Read(); // throws if anything follows
            return maker.Make(item.RootElement, receivedAt, out happened, twin);
        }
        catch (JsonException broken)
        {
            return Refusals.Malformed($"This is not JSON, at byte {broken.BytePositionInLine}: {JsonArray.Plainly(broken)} It says: {Refusals.Shown(json)}", "Send one JSON object, complete and without line breaks inside.");
        }
        catch (InvalidOperationException)
        {
            return Refusals.BadUtf8(json); // an escape is half a character
        }
    }
}

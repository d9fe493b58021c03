using System.Text.Json;
using System.Text.Unicode;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>Why a body cannot be read at all.</summary>
/// <param name="Offset">Byte of the body at which reading ended.</param>
/// <param name="Why">What was found and what was expected.</param>
/// <param name="IsTooMuch">It could be read, were it shorter.</param>
sealed record Unreadable(long Offset, string Why, bool IsTooMuch = false);

/// <summary>A whole batch as a JSON array. It must be JSON from its first to its last byte before anything of it counts.</summary>
static class JsonArray
{
    /// <returns>Null when all is in the list.</returns>
    public static Unreadable? Read(ReadOnlyMemory<byte> body, ReadingMaker maker, Instant receivedAt, int mostItems, ItemList items) =>
        Read(body, "readings", receivedAt, mostItems, items, (ref reader, original, item) =>
        {
            var fields = new ItemFields();
            var refusal = JsonItem.Read(ref reader, original, ref fields);
            Reading reading = default;
            refusal ??= maker.Make(fields, receivedAt, out reading);
            return item with { Reading = reading, Refusal = refusal };
        });

    /// <summary>As the other, for a batch of events.</summary>
    public static Unreadable? Read(ReadOnlyMemory<byte> body, EventMaker maker, Instant receivedAt, int mostItems, ItemList items) =>
        Read(body, "events", receivedAt, mostItems, items, (ref reader, original, item) =>
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var refusal = EventLines.Read(original[start..(int)reader.BytesConsumed], maker, receivedAt, out var happened);
            return item with { Event = happened, Refusal = refusal };
        });

    /// <summary>Reads the object that begins at the reader's token, to its end.</summary>
    delegate IntakeItem ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> original, IntakeItem item);

    static Unreadable? Read(ReadOnlyMemory<byte> body, string what, Instant receivedAt, int mostItems, ItemList items, ReadObject readObject)
    {
        var start = body.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        body = body[start..];
        var original = body.Span;
        var allUtf8 = Utf8.IsValid(original);
        var json = NonFinite.Quoted(original);
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return new(start + reader.TokenStartIndex, $"A JSON array of {what} was expected, [ … ]; this is {Found(reader.TokenType)}.");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (items.Count == mostItems) return new(start + reader.TokenStartIndex, $"The array has more than {mostItems} items (Intake:MostItems). Send it in parts, or as lines (application/x-ndjson).", IsTooMuch: true);
                var from = (int)reader.TokenStartIndex;
                IntakeItem item = new(items.Count, default, null, default);
                if (reader.TokenType == JsonTokenType.StartObject) item = readObject(ref reader, original, item);
                else
                {
                    item = item with { Refusal = Refusals.Malformed($"An item is {Found(reader.TokenType)}, not an object.", $"Send an array of {what}, each an object: [{{…}}, {{…}}].") };
                    reader.Skip();
                }
                var raw = body[from..(int)reader.BytesConsumed];
                var refusal = item.Refusal;
                if (raw.Length > ItemList.LongestItemBytes) (refusal, raw) = (Refusals.ItemTooLong(raw.Length), raw[..ItemList.LongestItemBytes]);
                else if (!allUtf8 && !Utf8.IsValid(raw.Span)) refusal = Refusals.BadUtf8(raw.Span);
                items.Add(item with { Refusal = refusal, Raw = raw });
            }
            reader.Read(); // throws if anything follows
            return null;
        }
        catch (JsonException broken)
        {
            return new(start + Offset(original, broken), Plainly(broken));
        }
    }

    /// <summary>The serialiser's sentence without its position, which counts in lines.</summary>
    public static string Plainly(JsonException broken)
    {
        var cut = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return cut < 0 ? broken.Message : broken.Message[..cut];
    }

    public static long Offset(ReadOnlySpan<byte> json, JsonException broken)
    {
        var line = 0;
        for (var left = broken.LineNumber ?? 0; left > 0; left--)
        {
            var next = json[line..].IndexOf((byte)'\n');
            if (next < 0) break;
            line += next + 1;
        }
        return line + (broken.BytePositionInLine ?? 0);
    }

    static string Found(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "nothing",
    };
}

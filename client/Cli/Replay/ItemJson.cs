using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using YPort.Twin.Cli.Maps;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using Instant = NodaTime.Instant;

namespace YPort.Twin.Cli.Replay;

/// <summary>Writes a reading or an event as the twin's API takes it, one JSON object.</summary>
static partial class ItemJson
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly string[] Position = ["lat", "lon"];

    public static byte[] Of(RecordedItem item)
    {
        ArrayBufferWriter<byte> buffer = new(200);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("twin", item.Twin);
            if (item is RecordedEvent happened) Event(json, happened);
            else Reading(json, (RecordedReading)item);
            if ((item is RecordedEvent { Event: var said } ? said.Quality : ((RecordedReading)item).Column.Quality) == MappedQuality.Estimated) json.WriteString("quality", "estimated");
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    static void Reading(Utf8JsonWriter json, RecordedReading reading)
    {
        var column = reading.Column;
        json.WriteString("channel", column.Channel);
        if (column.SpanMinutes is { } minutes)
        {
            var start = column.TimeIs == SpanEdge.Start ? reading.At : reading.At - Duration.FromMinutes(minutes);
            json.WriteString("start", Text(start));
            json.WriteString("at", Text(start + Duration.FromMinutes(minutes)));
        }
        else json.WriteString("at", Text(reading.At));
        json.WritePropertyName("value");
        if (Channels.Named(column.Channel)!.Nature == ChannelNature.Position) Place(json, reading.Texts);
        else
        {
            Value(json, reading.Texts[0]);
            json.WriteString("unit", column.Unit);
        }
    }

    // A fix with half of it missing goes as it is, for the twin to refuse.
    static void Place(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartObject();
        foreach (var (name, text) in Position.Zip(texts).Where(part => part.Second.Length > 0))
        {
            json.WritePropertyName(name);
            Value(json, text);
        }
        json.WriteEndObject();
    }

    static void Event(Utf8JsonWriter json, RecordedEvent happened)
    {
        json.WriteString("type", happened.Event.Type);
        json.WriteString("id", happened.Id);
        json.WriteString("at", Text(happened.At));
        json.WriteStartObject("fields");
        foreach (var (field, text) in happened.Fields)
        {
            json.WritePropertyName(field.Name);
            if (field.Form is FieldForm.Kilograms or FieldForm.Count) Value(json, Rounded(text, happened.Event.Decimals, field.Name));
            else if (field.Form == FieldForm.Flag && text is "true" or "false") json.WriteBooleanValue(text == "true");
            else json.WriteStringValue(text);
        }
        json.WriteEndObject();
    }

    static string Rounded(string text, IReadOnlyDictionary<string, int>? decimals, string field) =>
        decimals?.TryGetValue(field, out var places) == true && Number().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? decimal.Round(value, places, MidpointRounding.ToEven).ToString(CultureInfo.InvariantCulture) : text;

    // Digit by digit as recorded; a word such as "Null" goes as a word, for the twin to refuse it by name.
    static void Value(Utf8JsonWriter json, string text)
    {
        if (Number().IsMatch(text)) json.WriteRawValue(text);
        else json.WriteStringValue(text);
    }

    static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    // RFC 8259, section 6.
    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

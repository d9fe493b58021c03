using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using YPort.Twin.Cli.Maps;

namespace YPort.Twin.Cli.Replay;

/// <summary>Writes a reading as the twin's API takes it, one JSON object.</summary>
static partial class ReadingJson
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(in RecordedReading reading)
    {
        var (buffer, column) = (new ArrayBufferWriter<byte>(160), reading.Column);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("twin", column.Twin);
            json.WriteString("channel", column.Channel);
            if (column.SpanMinutes is { } minutes)
            {
                var start = column.TimeIs == SpanEdge.Start ? reading.At : reading.At - Duration.FromMinutes(minutes);
                json.WriteString("start", Text(start));
                json.WriteString("at", Text(start + Duration.FromMinutes(minutes)));
            }
            else json.WriteString("at", Text(reading.At));
            json.WritePropertyName("value");
            // Digit by digit as recorded; a word such as "Null" goes as a word, for the twin to refuse it by name.
            if (Number().IsMatch(reading.Text)) json.WriteRawValue(reading.Text);
            else json.WriteStringValue(reading.Text);
            json.WriteString("unit", column.Unit);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    // RFC 8259, section 6.
    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

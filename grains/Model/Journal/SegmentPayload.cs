using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Journal;

/// <summary>
/// A segment's bytes, columnar: version; texts (twins, channels, feeds, reasons); runs of (feed, received-at); then per column
/// twin, channel, time, steps, marks; then notes as JSON. Times and steps are differences to the same twin and channel's last.
/// </summary>
/// <remarks>About 8 bytes a reading where a twin sends several; any change of layout is a new version, and every old one stays readable.</remarks>
public static class SegmentPayload
{
    const byte Version = 1;
    const byte HasSpan = 1, IsEstimated = 2, IsRevision = 4, IsWithdrawn = 8, IsServerTimed = 16;

    public static byte[] Encode(SegmentContent content)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + content.Readings.Count * 12);
        var write = new PayloadWriter(buffer);
        write.Byte(Version);
        Texts texts = new();
        foreach (var entry in content.Readings)
        {
            texts.Add(entry.Reading.Twin.ToString());
            texts.Add(entry.Reading.Channel.Name);
            texts.Add(entry.Feed);
            if (entry.Reading.Reason is { } reason) texts.Add(reason);
        }
        write.Unsigned((ulong)texts.InOrder.Count);
        foreach (var text in texts.InOrder) write.Text(text);

        write.Unsigned((ulong)content.Readings.Count);
        Runs(content.Readings, texts, ref write);
        Columns(content.Readings, texts, ref write);

        write.Unsigned((ulong)content.Notes.Count);
        foreach (var note in content.Notes) write.Raw(JsonSerializer.SerializeToUtf8Bytes(note, JournalJson.Default.JournalNote));
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no payload of a version this program knows.</exception>
    public static SegmentContent Decode(ReadOnlySpan<byte> payload)
    {
        var read = new PayloadReader(payload);
        if (read.Byte() is var version && version != Version)
            throw new InvalidDataException($"Payload version {version} is newer than this program, which reads version {Version}; run the newer program.");
        var texts = new string[read.Count()];
        for (var i = 0; i < texts.Length; i++) texts[i] = read.Text();

        var readings = ReadReadings(ref read, texts);
        var notes = new JournalNote[read.Count()];
        for (var i = 0; i < notes.Length; i++)
            notes[i] = JsonSerializer.Deserialize(read.Raw(), JournalJson.Default.JournalNote) ?? throw new InvalidDataException("A note in the payload is empty.");
        return read.AtEnd ? new(readings, notes) : throw new InvalidDataException("The payload has bytes after its end.");
    }

    // Who sent it and when it came change once per batch, not per reading.
    static void Runs(IReadOnlyList<JournalReading> readings, Texts texts, ref PayloadWriter write)
    {
        for (var start = 0; start < readings.Count;)
        {
            var end = start + 1;
            while (end < readings.Count && readings[end].ReceivedAt == readings[start].ReceivedAt && readings[end].Feed == readings[start].Feed) end++;
            write.Unsigned((ulong)(end - start));
            write.Unsigned((ulong)texts[readings[start].Feed]);
            write.Number(readings[start].ReceivedAt.Microseconds);
            start = end;
        }
    }

    static void Columns(IReadOnlyList<JournalReading> readings, Texts texts, ref PayloadWriter write)
    {
        Dictionary<(int, int), (long At, long Steps)> last = [];
        foreach (var entry in readings)
        {
            var reading = entry.Reading;
            var key = (texts[reading.Twin.ToString()], texts[reading.Channel.Name]);
            var (at, steps) = last.GetValueOrDefault(key);
            write.Unsigned((ulong)key.Item1);
            write.Unsigned((ulong)key.Item2);
            write.Number(reading.At.Microseconds - at);
            write.Number(unchecked(reading.Steps - steps));
            last[key] = (reading.At.Microseconds, reading.Steps);

            var marks = (byte)((reading.SpanMicroseconds != 0 ? HasSpan : 0) | (reading.Quality == Quality.Estimated ? IsEstimated : 0) | (reading.Quality == Quality.ServerTimed ? IsServerTimed : 0)
                | (reading.Revision != 0 ? IsRevision : 0) | (reading.Withdrawn ? IsWithdrawn : 0));
            write.Byte(marks);
            if ((marks & HasSpan) != 0) write.Number(reading.SpanMicroseconds);
            if ((marks & IsRevision) == 0) continue;
            write.Unsigned((ulong)reading.Revision);
            write.Unsigned(reading.Reason is { } reason ? (ulong)texts[reason] + 1 : 0);
        }
    }

    static JournalReading[] ReadReadings(ref PayloadReader read, string[] texts)
    {
        var readings = new JournalReading[read.Count()];
        for (var start = 0; start < readings.Length;)
        {
            var run = read.Count();
            if (run == 0 || run > readings.Length - start) throw new InvalidDataException($"A run of {run} readings does not fit in {readings.Length}.");
            var (feed, receivedAt) = (texts[read.Count()], new Instant(read.Number()));
            for (var i = 0; i < run; i++) readings[start + i] = new(default, feed, receivedAt);
            start += run;
        }

        var twins = new TwinId?[texts.Length];
        var channels = new Channel?[texts.Length];
        Dictionary<(int, int), (long At, long Steps)> last = [];
        for (var i = 0; i < readings.Length; i++)
        {
            var key = (read.Count(), read.Count());
            var twin = twins[key.Item1] ??= TwinId.Parse(texts[key.Item1]);
            var channel = channels[key.Item2] ??= Channels.Named(texts[key.Item2])
                ?? throw new InvalidDataException($"The journal holds the channel \"{texts[key.Item2]}\", which this program does not know; run the newer program.");
            var (at, steps) = last.GetValueOrDefault(key);
            at += read.Number();
            steps = unchecked(steps + read.Number());
            last[key] = (at, steps);
            var marks = read.Byte();
            var span = (marks & HasSpan) != 0 ? read.Number() : 0;
            var (revision, reason) = (marks & IsRevision) != 0 ? (read.Count(), read.Count()) : (0, 0);
            readings[i] = readings[i] with
            {
                Reading = new(twin, channel, new(at), steps, span, (marks & IsServerTimed) != 0 ? Quality.ServerTimed : (marks & IsEstimated) != 0 ? Quality.Estimated : Quality.Measured,
                    revision, (marks & IsWithdrawn) != 0, reason == 0 ? null : texts[reason - 1]),
            };
        }
        return readings;
    }

    sealed class Texts
    {
        readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public List<string> InOrder { get; } = [];

        public int this[string text] => _index[text];

        public void Add(string text)
        {
            if (!_index.TryAdd(text, InOrder.Count)) return;
            InOrder.Add(text);
        }
    }
}

[JsonSerializable(typeof(JournalNote))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true, RespectRequiredConstructorParameters = true, Converters = [typeof(TwinIdJson), typeof(InstantJson)])]
sealed partial class JournalJson : JsonSerializerContext;

using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Messages;

/// <summary>
/// Makes items of a message, whichever broker brought it. Every message becomes at least one item, a refused one if need be, except an
/// empty SenML pack. Not for two threads.
/// </summary>
/// <param name="units">By channel, the unit of numbers that come without one.</param>
public sealed class MessageReader(ReadingOptions readings, IReadOnlyDictionary<string, string> units)
{
    const int MostRemembered = 1000;

    readonly Dictionary<string, MessageTopic> _topics = new(StringComparer.Ordinal);
    readonly ReadingMaker _maker = new(readings);
    readonly EventMaker _events = new(readings);

    /// <summary>Reads what was published; never throws for what it says.</summary>
    /// <param name="receivedAt">When it came; the time of what says none, so each message has its own.</param>
    /// <param name="now">What "ahead" is measured against, where that is not the moment it came: a message that is read again.</param>
    /// <returns>Items numbered from 0, each with topic, line feed and payload as its raw bytes, from which it can be read again.</returns>
    public IReadOnlyList<IntakeItem> Read(string topic, ReadOnlyMemory<byte> payload, Instant receivedAt, Instant? now = null) => Read(topic, payload.Span, receivedAt, now);

    internal IReadOnlyList<IntakeItem> Read(string topic, ReadOnlySpan<byte> payload, Instant receivedAt, Instant? now = null)
    {
        var length = Encoding.UTF8.GetByteCount(topic);
        var raw = new byte[length + 1 + payload.Length];
        Encoding.UTF8.GetBytes(topic, raw);
        raw[length] = (byte)'\n';
        payload.CopyTo(raw.AsSpan(length + 1));
        return Read(Topic(topic), raw, length, receivedAt, now ?? receivedAt);
    }

    // Senders repeat their topics for ever.
    MessageTopic Topic(string text)
    {
        if (_topics.TryGetValue(text, out var known)) return known;
        if (_topics.Count >= MostRemembered) _topics.Clear();
        return _topics[text] = MessageTopic.Of(text);
    }

    /// <summary>Reads an item's raw bytes again.</summary>
    public IReadOnlyList<IntakeItem> ReadAgain(ReadOnlySpan<byte> raw, Instant receivedAt, Instant now)
    {
        var cut = raw.IndexOf((byte)'\n');
        return Read(Encoding.UTF8.GetString(raw[..cut]), raw[(cut + 1)..], receivedAt, now);
    }

    /// <summary>Are these the raw bytes of a message to one of our topics? JSON and CSV begin otherwise.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> raw) => raw.StartsWith("twin/"u8) && raw.Contains((byte)'\n');

    IReadOnlyList<IntakeItem> Read(in MessageTopic topic, byte[] raw, int topicBytes, Instant receivedAt, Instant now)
    {
        var payload = raw.AsSpan(topicBytes + 1);
        if (topic.Form == MessageForm.Pack && Utf8.IsValid(payload)) return new SenmlPack(_maker, units, receivedAt, now).Read(topic, raw, topicBytes);
        Reading reading = default;
        TwinEvent? happened = null;
        Refusal? refusal;
        if (topic.Form == MessageForm.Unknown) refusal = MessageRefusals.UnknownTopic(raw.AsSpan(0, topicBytes));
        else if (payload.Length > ItemList.LongestItemBytes) refusal = Refusals.ItemTooLong(payload.Length);
        else if (!Utf8.IsValid(payload)) refusal = Refusals.BadUtf8(payload);
        else if (topic.Form == MessageForm.Event)
        {
            refusal = TwinId.TryParse(Encoding.UTF8.GetString(topic.Twin), out var twin) ? EventLines.Read(payload, _events, now, out happened, twin) : Refusals.NotATwinId(topic.Twin);
        }
        else refusal = One(topic, payload, receivedAt, now, out reading);
        return [new(0, reading, refusal, raw.Length > ItemList.LongestItemBytes + topicBytes + 1 ? raw.AsMemory(0, ItemList.LongestItemBytes + topicBytes + 1) : raw, happened)];
    }

    Refusal? One(in MessageTopic topic, ReadOnlySpan<byte> payload, Instant receivedAt, Instant now, out Reading reading)
    {
        reading = default;
        payload = payload.Trim(" \t\r\n"u8);
        if (payload.IsEmpty) return MessageRefusals.Empty();
        if (payload[0] is (byte)'[') return MessageRefusals.NotAnObject(payload);
        return payload[0] is (byte)'{' ? Object(topic, payload, receivedAt, now, out reading) : Bare(topic, payload, receivedAt, now, out reading);
    }

    Refusal? Bare(in MessageTopic topic, ReadOnlySpan<byte> number, Instant receivedAt, Instant now, out Reading reading)
    {
        var fields = Named(topic);
        fields.Say(Field.Value);
        fields.Value = number;
        fields.ValueIsNumber = true;
        return Timed(ref fields, receivedAt, now, out reading);
    }

    Refusal? Object(in MessageTopic topic, ReadOnlySpan<byte> json, Instant receivedAt, Instant now, out Reading reading)
    {
        reading = default;
        try
        {
            // NaN and Infinity are no JSON; quoted, they are refused for what they are.
            var reader = new Utf8JsonReader(NonFinite.Quoted(json));
            reader.Read();
            var fields = Named(topic);
            var refusal = JsonItem.Read(ref reader, json, ref fields);
            reader.Read(); // throws if anything follows
            return refusal ?? (fields.Has(Field.At) || fields.Has(Field.Start) || fields.Has(Field.Revision) || fields.Has(Field.Quality) || fields.Withdrawn
                ? _maker.Make(fields, now, out reading)
                : Timed(ref fields, receivedAt, now, out reading));
        }
        catch (JsonException broken)
        {
            return MessageRefusals.NoJson(json, JsonArray.Plainly(broken));
        }
    }

    /// <summary>By our clock: gauges only, and marked.</summary>
    Refusal? Timed(ref ItemFields fields, Instant receivedAt, Instant now, out Reading reading)
    {
        reading = default;
        ReadOnlySpan<byte> at = Encoding.UTF8.GetBytes(receivedAt.ToString());
        fields.Say(Field.At);
        fields.At = at;
        if (Channels.Named(Encoding.UTF8.GetString(fields.Channel)) is { } channel)
        {
            if (channel.Nature != ChannelNature.Gauge) return MessageRefusals.TimeMissing(channel);
            if (fields.Unit.IsEmpty && !Declared(channel.Name, ref fields)) return MessageRefusals.BareUnitMissing(channel);
        }
        var refusal = _maker.Make(fields, now, out reading);
        reading = reading with { Quality = Quality.ServerTimed };
        return refusal;
    }

    bool Declared(string channel, ref ItemFields fields)
    {
        if (!units.TryGetValue(channel, out var unit)) return false;
        ReadOnlySpan<byte> text = Encoding.UTF8.GetBytes(unit);
        fields.Say(Field.Unit);
        fields.Unit = text;
        return true;
    }

    // The topic has said these: a payload that says them too is refused, since nobody knows which counts.
    static ItemFields Named(scoped in MessageTopic topic)
    {
        var fields = new ItemFields();
        fields.Say(Field.Twin);
        fields.Say(Field.Channel);
        fields.Twin = topic.Twin;
        fields.Channel = topic.Channel;
        return fields;
    }
}

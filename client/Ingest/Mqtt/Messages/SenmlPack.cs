using System.Globalization;
using System.Text;
using System.Text.Json;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Messages;

/// <summary>
/// Reads a SenML pack (RFC 8428, JSON): each record with a value is an item, by itself; its raw bytes are a pack of one that says the same.
/// What makes the pack unreadable, or forbids to read it, refuses it whole.
/// </summary>
sealed class SenmlPack(ReadingMaker maker, IReadOnlyDictionary<string, string> units, Instant receivedAt, Instant now)
{
    public const int MostRecords = 4096, LongestBase = 200;

    // RFC 8428 section 4.5.3: below this a time is relative to now.
    const decimal LeastAbsolute = 1 << 28;
    const decimal LatestSeconds = 253_402_300_799; // the year 9999
    const int Version = 10;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    readonly Dictionary<string, JsonElement> _base = new(StringComparer.Ordinal);

    /// <param name="raw">Topic, line feed, pack.</param>
    public IReadOnlyList<IntakeItem> Read(in MessageTopic topic, byte[] raw, int topicBytes)
    {
        try
        {
            using var pack = JsonDocument.Parse(raw.AsMemory(topicBytes + 1), Strict);
            var root = pack.RootElement;
            if (root.ValueKind != JsonValueKind.Array) return Whole(raw, topicBytes, MessageRefusals.NotSenml($"A SenML pack is an array of records; this is {Refusals.Shown(raw.AsSpan(topicBytes + 1))}"));
            if (root.GetArrayLength() > MostRecords) return Whole(raw, topicBytes, MessageRefusals.PackTooLong(root.GetArrayLength()));
            List<IntakeItem> items = new(root.GetArrayLength());
            foreach (var record in root.EnumerateArray())
            {
                if (Base(record) is { } forbidden) return Whole(raw, topicBytes, forbidden);
                if (!record.EnumerateObject().Any(member => member.Name[0] != 'b')) continue; // it only sets what follows
                var refusal = Resolve(topic, record, out var reading);
                var own = Alone(raw.AsSpan(0, topicBytes + 1), record);
                if (own.Length > ItemList.LongestItemBytes + topicBytes) (refusal, own) = (Refusals.ItemTooLong(own.Length), own[..ItemList.LongestItemBytes]);
                items.Add(new(items.Count, reading, refusal, own));
            }
            return items;
        }
        catch (JsonException broken)
        {
            return Whole(raw, topicBytes, MessageRefusals.NotSenml($"The pack is not JSON: {JsonArray.Plainly(broken)}"));
        }
    }

    static IReadOnlyList<IntakeItem> Whole(byte[] raw, int topicBytes, Refusal refusal) =>
        [new(0, default, refusal, raw.AsMemory(0, Math.Min(raw.Length, topicBytes + 1 + ItemList.LongestItemBytes)))];

    /// <summary>Takes a record's base fields, which hold from it on. What is wrong here is wrong with the whole pack.</summary>
    Refusal? Base(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object) return MessageRefusals.NotSenml($"A record is {Cut(record)}, not an object.");
        foreach (var member in record.EnumerateObject())
        {
            // RFC 8428 section 4.4: what ends in "_" must be understood, and we know none; other strangers are passed over.
            if (member.Name.EndsWith('_')) return MessageRefusals.NotSenml($"The pack says \"{member.Name}\", which must be understood and is not.");
            var fits = member.Name switch
            {
                "bn" or "bu" or "n" or "u" => member.Value.ValueKind == JsonValueKind.String,
                "bt" or "bv" or "t" or "bver" => member.Value.ValueKind == JsonValueKind.Number,
                _ => true,
            };
            if (!fits) return MessageRefusals.NotSenml($"\"{member.Name}\" is {Cut(member.Value)}, which SenML does not allow.");
            if (member.Name == "") return MessageRefusals.NotSenml("A record has a member without a name.");
            if (member.Name is not ("bn" or "bt" or "bu" or "bv" or "bver")) continue;
            if (member.Name == "bver" && (!member.Value.TryGetInt32(out var version) || version > Version)) return MessageRefusals.NotSenml($"The pack is of SenML version {Cut(member.Value)}; {Version} is known.");
            if (Encoding.UTF8.GetByteCount(member.Value.GetRawText()) is > LongestBase and var bytes) return MessageRefusals.BaseTooLong(member.Name, bytes);
            _base[member.Name] = member.Value;
        }
        return null;
    }

    Refusal? Resolve(in MessageTopic topic, JsonElement record, out Reading reading)
    {
        reading = default;
        HashSet<string> said = new(StringComparer.Ordinal);
        foreach (var member in record.EnumerateObject())
            if (!said.Add(member.Name)) return new("repeated-field", $"\"{member.Name}\" stands twice in one record, and which of the two counts nobody knows.", "Send it once.");
        if (Value(record, out var value) is { } valueless) return valueless;
        if (Time(record, out var at, out var own) is { } timeless) return timeless;

        var name = Text(_base, "bn") + Text(record, "n");
        var twin = Encoding.UTF8.GetString(topic.Twin);
        // A base name may repeat what the topic says: "roof-1/" or "roof-1:".
        if (name.Length > twin.Length && name.StartsWith(twin, StringComparison.Ordinal) && name[twin.Length] is '/' or ':') name = name[(twin.Length + 1)..];
        var channel = Channels.Named(name);
        if (!own && channel is not null && channel.Nature != ChannelNature.Gauge) return MessageRefusals.TimeMissing(channel);
        var unit = Text(record, "u") is { Length: > 0 } symbol ? SenmlUnits.InUcum(symbol) : Text(_base, "bu") is { Length: > 0 } inherited ? SenmlUnits.InUcum(inherited) : units.GetValueOrDefault(name, "");
        if (unit.Length == 0 && channel is not null) return MessageRefusals.BareUnitMissing(channel);

        var fields = new ItemFields { ValueIsNumber = true };
        Put(ref fields, Field.Twin, topic.Twin);
        Put(ref fields, Field.Channel, Encoding.UTF8.GetBytes(name));
        Put(ref fields, Field.At, Encoding.UTF8.GetBytes(at.ToString()));
        Put(ref fields, Field.Value, Encoding.UTF8.GetBytes(value));
        if (unit.Length > 0) Put(ref fields, Field.Unit, Encoding.UTF8.GetBytes(unit));
        var refusal = maker.Make(fields, now, out reading);
        if (!own) reading = reading with { Quality = Quality.ServerTimed };
        return refusal;
    }

    /// <summary>Base value and value together, exactly.</summary>
    Refusal? Value(JsonElement record, out string value)
    {
        value = "";
        foreach (var other in (ReadOnlySpan<string>)["vs", "vb", "vd", "s"])
            if (record.TryGetProperty(other, out _)) return MessageRefusals.SenmlValue(other, other == "s" ? "a sum, which no channel takes" : "no number");
        if (!record.TryGetProperty("v", out var said)) return MessageRefusals.SenmlValue("n", "but no \"v\"");
        if (said.ValueKind != JsonValueKind.Number) return Refusals.NotANumber(Encoding.UTF8.GetBytes(said.GetRawText()));
        value = said.GetRawText();
        if (!_base.TryGetValue("bv", out var more)) return null;
        try
        {
            value = (Decimal(said) + Decimal(more)).ToString(CultureInfo.InvariantCulture);
            return null;
        }
        catch (OverflowException)
        {
            return Refusals.NotANumber(Encoding.UTF8.GetBytes(value));
        }
    }

    /// <param name="own">The record says a moment; otherwise only how long ago by our clock.</param>
    Refusal? Time(JsonElement record, out Instant at, out bool own)
    {
        (at, own) = (receivedAt, false);
        decimal seconds = 0;
        try
        {
            if (_base.TryGetValue("bt", out var from)) seconds += Decimal(from);
            if (record.TryGetProperty("t", out var after)) seconds += Decimal(after);
        }
        catch (OverflowException)
        {
            return MessageRefusals.SenmlTime(Cut(record));
        }
        own = seconds >= LeastAbsolute;
        if (seconds > LatestSeconds || seconds < -LeastAbsolute) return MessageRefusals.SenmlTime(seconds.ToString(CultureInfo.InvariantCulture));
        var microseconds = seconds * Instant.PerSecond;
        if (microseconds != decimal.Truncate(microseconds)) return MessageRefusals.SenmlTimeTooFine(seconds.ToString(CultureInfo.InvariantCulture));
        at = new((own ? 0 : receivedAt.Microseconds) + (long)microseconds);
        return null;
    }

    /// <summary>Topic and a pack of this record alone, base fields included: what can be read again by itself.</summary>
    byte[] Alone(ReadOnlySpan<byte> topicLine, JsonElement record)
    {
        StringBuilder text = new(Encoding.UTF8.GetString(topicLine));
        text.Append('[');
        var separator = '{';
        foreach (var (label, value) in _base) Member(label, value);
        foreach (var member in record.EnumerateObject())
            if (!_base.ContainsKey(member.Name)) Member(member.Name, member.Value);
        return Encoding.UTF8.GetBytes(text.Append("}]").ToString());

        void Member(string label, JsonElement value)
        {
            text.Append(separator).Append('"').Append(JsonEncodedText.Encode(label)).Append("\":").Append(value.GetRawText());
            separator = ',';
        }
    }

    static decimal Decimal(JsonElement number) =>
        decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new OverflowException();

    static void Put(ref ItemFields fields, Field field, byte[] text)
    {
        fields.Say(field);
        fields.Put(field, text);
    }

    static string Text(JsonElement record, string label) => record.TryGetProperty(label, out var value) ? value.GetString()! : "";

    static string Text(Dictionary<string, JsonElement> from, string label) => from.TryGetValue(label, out var value) ? value.GetString()! : "";

    static string Cut(JsonElement element) => Refusals.Shown(Encoding.UTF8.GetBytes(element.GetRawText()));
}

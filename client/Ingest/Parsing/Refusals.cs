using System.Globalization;
using System.Text;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>Every refusal at the edge: a stable code, what happened with the value, and what to do. The table in the README lists them.</summary>
static class Refusals
{
    // A reason is journaled with the raw bytes: the start of a long text is enough to recognise it.
    const int LongestShown = 80;

    const string NoValue = "When a sensor does not know, send no reading.";

    public static Refusal UnknownField(ReadOnlySpan<byte> name) => new("unknown-field",
        $"There is no field {Quoted(name)}.", $"The fields are {Fields.All}; correct the name or leave the field out.");

    public static Refusal RepeatedField(Field field) => new("repeated-field",
        $"The field \"{field.Name()}\" stands twice in one item, and which of the two counts nobody knows.", "Send it once.");

    public static Refusal MissingField(Field field, string why) => new("missing-field", $"The field \"{field.Name()}\" is missing. {why}", $"Add \"{field.Name()}\".");

    public static Refusal WrongType(Field field, ReadOnlySpan<byte> token, string belongs) => new("wrong-type",
        $"The field \"{field.Name()}\" is {Shown(token)}, which is not {belongs}.", $"Send {belongs}.");

    public static Refusal NotATwinId(ReadOnlySpan<byte> text) => new("not-a-twin-id", $"{Quoted(text)} cannot name a twin.", TwinId.Form);

    public static Refusal UnknownChannel(ReadOnlySpan<byte> text) => new("unknown-channel",
        $"There is no channel {Quoted(text)}.", "GET /v1/channels lists all; correct the name.");

    public static Refusal Time(Field field, ReadOnlySpan<byte> text, TimeProblem problem)
    {
        var cut = problem.Says.IndexOf(". ", StringComparison.Ordinal);
        return new(problem.Code, $"\"{field.Name()}\" is {Quoted(text)}. {problem.Says[..(cut + 1)]}", problem.Says[(cut + 2)..]);
    }

    public static Refusal NotTextTime(Field field, ReadOnlySpan<byte> token) => new("not-a-time", $"\"{field.Name()}\" is {Shown(token)}, which is not a time as text.",
        "Send ISO 8601 with a zone, such as \"2026-11-23T05:00:00Z\"; a count of seconds does not say from when.");

    public static Refusal TooOld(Instant at) => new("time-too-old", $"\"at\" is {at}, before 2000-01-01.", "Set the sensor's clock: it probably lost its battery.");

    public static Refusal TimeAhead(Instant at, Instant receivedAt, TimeSpan tolerance) => new("time-ahead",
        $"\"at\" is {at}, {at - receivedAt:d\\.hh\\:mm\\:ss} (days.hours) after it was received; {tolerance.TotalSeconds:0.###} s are tolerated.",
        "Set the sensor's clock, or its zone if the difference is whole hours.");

    public static Refusal UnitMissing(Channel channel) => new("unit-missing", $"The value has no unit, and {channel} may come in several.", $"""Send "unit":"{channel.Unit}" or another unit of {Meaning(channel.Unit)}.""");

    public static Refusal UnitNotAllowed(ReadOnlySpan<byte> text, Channel channel) => new("unit-not-allowed", $"{channel} is in degrees on WGS84 and has no unit, yet it comes with {Quoted(text)}.", "Leave \"unit\" out.");

    public static Refusal UnknownUnit(ReadOnlySpan<byte> text, Channel channel) => new("unknown-unit", $"{Quoted(text)} is not a unit this twin knows.",
        $"Write units in UCUM, such as {Samples(channel.Unit)}; case matters.");

    public static Refusal UnitIncompatible(Unit unit, Channel channel) => new("unit-incompatible",
        $"{unit} is {Meaning(unit)}; {channel} {(channel.Nature == ChannelNature.Gauge ? "is" : "counts")} {Meaning(channel.Unit)}.",
        $"Send {Samples(channel.Unit)}, or the channel that {unit} belongs to.");

    public static Refusal NotANumber(ReadOnlySpan<byte> token)
    {
        var text = Shown(token);
        return text.Trim('"').TrimStart('+', '-') switch
        {
            _ when token.Length > DecimalText.LongestBytes => Number($"The value has {token.Length} characters; a number has at most {DecimalText.LongestBytes}.", "Round it at the sensor."),
            "NaN" or "nan" => Number($"The value is {text}: not a number.", NoValue),
            "Infinity" or "infinity" or "Inf" or "inf" => Number($"The value is {text}: no sensor measures the infinite.", "Look for a division by zero at the sender. " + NoValue),
            "null" or "Null" or "NULL" or "" => Number($"The value is {text}: unknown, not a number.", NoValue),
            var rest when token.Length > 2 && token[0] == '"' && DecimalText.TryRead(Encoding.UTF8.GetBytes(rest), out _) =>
                Number($"The value is the text {text}, not a number.", $"Send {rest} without quotes."),
            _ => Number($"The value is {text}, which is not a number.", "Send a decimal number, such as 182.4. " + NoValue),
        };
        static Refusal Number(string reason, string cure) => new("not-a-number", reason, cure);
    }

    public static Refusal OutOfRange(ReadOnlySpan<byte> value, ReadOnlySpan<byte> unit, Channel channel, long? steps)
    {
        var said = $"{Shown(value)} {Shown(unit)}";
        var range = $"{channel} lies between {Plain(channel.Least)} and {Plain(channel.Most)} {channel.Unit}";
        return steps is null
            ? new("out-of-range", $"The value {said} is beyond anything that can be stored; {range}.", "Look for an overflow at the sender. " + NoValue)
            : new("out-of-range", $"The value {said} is {(steps < channel.LeastSteps ? "below the least" : "above the greatest")} possible; {range}.",
                "If it stands for \"no value\", send no reading; otherwise check the unit and the sensor.");
    }

    public static Refusal ValueNotAllowed() => new("value-not-allowed", "A withdrawal takes a value back, and yet it has one.", "Leave \"value\" out, or leave \"withdrawn\" out to replace the value.");

    public static Refusal StartMissing(Channel channel) => new("start-missing", $"{channel} is an amount for a span, and \"at\" is only its end.", "Add \"start\", when the span began.");

    public static Refusal StartNotAllowed(Channel channel) => new("start-not-allowed", $"{channel} is a value at a moment, which has no \"start\".",
        "Leave \"start\" out, or send the channel for amounts.");

    public static Refusal SpanNotAllowed(Instant start, Instant at) => new("span-not-allowed", $"The span from {start} to {at} is not above 0 and at most 7 days.", "\"start\" comes before \"at\"; split a longer amount.");

    public static Refusal NotAQuality(ReadOnlySpan<byte> text) => new("not-a-quality", $"The quality is {Quoted(text)}.", "Send \"measured\" or \"estimated\", or leave it out for measured.");

    public static Refusal NotARevision(ReadOnlySpan<byte> token) => new("not-a-revision", $"The revision is {Shown(token)}.", "Send a whole number from 1 on, or leave it out for a first word.");

    public static Refusal ReasonTooLong(int length) => new("too-long", $"The reason has {length} bytes.", $"Say it in at most {ReadingMaker.LongestReasonBytes}.");

    public static Refusal ItemTooLong(long length) => new("too-long", $"The item has {length} bytes, of which the first {ItemList.LongestItemBytes} are kept.", "Send a reading only: at most 64 KiB; look for a missing line end.");

    public static Refusal BadUtf8(ReadOnlySpan<byte> item) => new("bad-utf8", $"The item is not UTF-8: {Shown(item)}", "Send UTF-8; the sender probably writes another code page or a damaged line.");

    public static Refusal Malformed(string why, string cure) => new("malformed-line", why, cure);

    /// <summary>The start of what came, safe to show.</summary>
    public static string Shown(ReadOnlySpan<byte> token)
    {
        var text = Encoding.UTF8.GetString(token[..Math.Min(token.Length, 4 * LongestShown)]);
        if (text.Length <= LongestShown && token.Length <= 4 * LongestShown) return text;
        return string.Concat(text.AsSpan(0, Math.Min(text.Length, LongestShown)), "…");
    }

    static string Quoted(ReadOnlySpan<byte> text) => $"\"{Shown(text)}\"";

    static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    static string Meaning(Unit unit) => Said(unit) is { } found ? found.Meaning : $"measured in {unit}";

    static string Samples(Unit unit) => Said(unit) is { } found ? found.Samples : unit.Text;

    static (string Meaning, string Samples)? Said(Unit unit)
    {
        foreach (var (of, meaning, samples) in Spoken)
            if (of.Dimension == unit.Dimension) return (meaning, samples);
        return null;
    }

    static readonly (Unit Of, string Meaning, string Samples)[] Spoken =
    [
        (Unit.Parse("W"), "power", "W, kW or MW"),
        (Unit.Parse("Wh"), "energy", "Wh, kWh, MWh or MJ"),
        (Unit.Parse("W/m2"), "irradiance", "W/m2 or mW/cm2"),
        (Unit.Parse("Cel"), "a temperature", "Cel, K or [degF]"),
        (Unit.Parse("m/s"), "a speed", "m/s or km/h"),
        (Unit.Parse("Pa"), "a pressure", "Pa, hPa or mbar"),
        (Unit.Parse("%"), "a ratio or count", "% or 1"),
        (Unit.Parse("g"), "a mass", "g, kg or t"),
        (Unit.Parse("m"), "a length", "m or km"),
        (Unit.Parse("s"), "a time", "s, min or h"),
        (Unit.Parse("m3"), "a volume", "m3 or L"),
    ];
}

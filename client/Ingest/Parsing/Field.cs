namespace YPort.Twin.Ingest.Parsing;

/// <summary>What an item may say, in JSON as in CSV.</summary>
enum Field
{
    Twin,
    Channel,
    At,
    Value,
    Unit,
    Start,
    Quality,
    Revision,
    Reason,
    Withdrawn,
}

static class Fields
{
    public const int Count = 10;
    public const string All = "twin, channel, at, value, unit, start, quality, revision, reason, withdrawn";

    /// <summary>Null when no field is called so; names are lower case.</summary>
    public static Field? Named(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("at"u8) => Field.At,
        4 when name.SequenceEqual("twin"u8) => Field.Twin,
        4 when name.SequenceEqual("unit"u8) => Field.Unit,
        5 when name.SequenceEqual("value"u8) => Field.Value,
        5 when name.SequenceEqual("start"u8) => Field.Start,
        6 when name.SequenceEqual("reason"u8) => Field.Reason,
        7 when name.SequenceEqual("channel"u8) => Field.Channel,
        7 when name.SequenceEqual("quality"u8) => Field.Quality,
        8 when name.SequenceEqual("revision"u8) => Field.Revision,
        9 when name.SequenceEqual("withdrawn"u8) => Field.Withdrawn,
        _ => null,
    };

    public static string Name(this Field field) => field switch
    {
        Field.Twin => "twin",
        Field.Channel => "channel",
        Field.At => "at",
        Field.Value => "value",
        Field.Unit => "unit",
        Field.Start => "start",
        Field.Quality => "quality",
        Field.Revision => "revision",
        Field.Reason => "reason",
        _ => "withdrawn",
    };
}

/// <summary>What one item says, as the bytes that came; nothing is judged yet.</summary>
ref struct ItemFields
{
    uint _said;

    public ReadOnlySpan<byte> Twin, Channel, At, Value, Unit, Start, Quality, Revision, Reason;

    /// <summary>The value is a number by its form; text such as "Null" is not.</summary>
    public bool ValueIsNumber;
    public bool Withdrawn;

    public readonly bool Has(Field field) => (_said & 1u << (int)field) != 0;

    /// <summary>False if the item said it before: which of the two counts nobody knows.</summary>
    public bool Say(Field field)
    {
        if (Has(field)) return false;
        _said |= 1u << (int)field;
        return true;
    }

    public void Put(Field field, ReadOnlySpan<byte> text)
    {
        switch (field)
        {
            case Field.Twin: Twin = text; break;
            case Field.Channel: Channel = text; break;
            case Field.At: At = text; break;
            case Field.Value: Value = text; break;
            case Field.Unit: Unit = text; break;
            case Field.Start: Start = text; break;
            case Field.Quality: Quality = text; break;
            case Field.Revision: Revision = text; break;
            case Field.Reason: Reason = text; break;
        }
    }
}

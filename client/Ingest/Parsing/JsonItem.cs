using System.Text.Json;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>Reads one JSON object into fields, token by token, without building anything.</summary>
static class JsonItem
{
    /// <summary>Reads to the object's end, whatever is found.</summary>
    /// <param name="reader">At the object's beginning; at its end afterwards.</param>
    /// <param name="original">What the reader reads, as it came.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static Refusal? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> original, ref ItemFields item)
    {
        Refusal? refusal = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var readable = TryText(ref reader, out var name);
            var field = Fields.Named(name);
            reader.Read();
            if (!readable) refusal ??= Refusals.BadUtf8(name);
            else if (field is null) refusal ??= Refusals.UnknownField(name);
            // Some senders write null for what they leave out.
            else if (reader.TokenType == JsonTokenType.Null && field != Field.Value) continue;
            else if (!item.Say(field.Value)) refusal ??= Refusals.RepeatedField(field.Value);
            else refusal ??= Take(ref reader, original, field.Value, ref item);
            reader.Skip(); // where an object or array stands
        }
        return refusal;
    }

    static Refusal? Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> original, Field field, ref ItemFields item)
    {
        var type = reader.TokenType;
        switch (field)
        {
            case Field.Value:
                item.ValueIsNumber = type == JsonTokenType.Number;
                item.Value = type == JsonTokenType.StartObject ? Whole(ref reader, original) : Token(reader, original);
                return null;
            case Field.Withdrawn:
                item.Withdrawn = type == JsonTokenType.True;
                return type is JsonTokenType.True or JsonTokenType.False ? null : Refusals.WrongType(field, Token(reader, original), "true or false");
            case Field.Revision:
                item.Revision = Token(reader, original);
                return null;
        }
        if (type != JsonTokenType.String)
            return field is Field.At or Field.Start
                ? Refusals.NotTextTime(field, Token(reader, original))
                : Refusals.WrongType(field, Token(reader, original), "text");
        if (!TryText(ref reader, out var text)) return Refusals.BadUtf8(text);
        item.Put(field, text);
        return null;
    }

    // A position is an object.
    static ReadOnlySpan<byte> Whole(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> original)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return original[start..(int)reader.BytesConsumed];
    }

    // As it came, quotes included; of an object or array its first byte tells enough.
    static ReadOnlySpan<byte> Token(scoped in Utf8JsonReader reader, ReadOnlySpan<byte> original) =>
        original[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];

    /// <summary>A name's or text's bytes without escapes; false with the raw bytes if an escape is half a character.</summary>
    static bool TryText(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return true;
        var plain = new byte[text.Length];
        try
        {
            text = plain.AsSpan(0, reader.CopyString(plain));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

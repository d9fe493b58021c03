using System.Text.Json;

namespace YPort.Twin.Model.City;

/// <summary>A JSON value that knows the line it began on, so that a fault in a file can be pointed at.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Members">Of an object, in order, a repeated name included; null for anything else.</param>
/// <param name="Elements">Of an array; null for anything else.</param>
/// <param name="Scalar">A string, decimal or bool; null for null, objects and arrays.</param>
sealed record LinedJson(int Line, IReadOnlyList<(string Name, LinedJson Value)>? Members, IReadOnlyList<LinedJson>? Elements, object? Scalar)
{
    /// <summary>How the value looks in a message, shortened.</summary>
    public string Shown => this switch
    {
        { Members: not null } => "an object",
        { Elements: not null } => "a list",
        { Scalar: string text } => $"\"{(text.Length > 60 ? text[..60] + "…" : text)}\"",
        { Scalar: bool word } => word ? "true" : "false",
        { Scalar: decimal number } => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "null",
    };

    /// <exception cref="JsonException">The text is no JSON; its line number counts from 0.</exception>
    public static LinedJson Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var reader = new Utf8JsonReader(utf8, new() { MaxDepth = 16 });
        var lines = new LineCounter(utf8);
        reader.Read();
        var value = Value(ref reader, ref lines);
        reader.Read(); // refuses anything after the value
        return value;
    }

    static LinedJson Value(ref Utf8JsonReader reader, ref LineCounter lines)
    {
        var line = lines.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                List<(string, LinedJson)> members = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = Text(ref reader, lines.At(reader.TokenStartIndex));
                    reader.Read();
                    members.Add((name, Value(ref reader, ref lines)));
                }
                return new(line, members, null, null);
            case JsonTokenType.StartArray:
                List<LinedJson> elements = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) elements.Add(Value(ref reader, ref lines));
                return new(line, null, elements, null);
            case JsonTokenType.String:
                return new(line, null, null, Text(ref reader, line));
            case JsonTokenType.Number:
                // A number beyond decimal is no degree and no power; shown as text it is refused with its digits.
                return new(line, null, null, reader.TryGetDecimal(out var number) ? number : System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return new(line, null, null, reader.GetBoolean());
            default:
                return new(line, null, null, null);
        }
    }

    static string Text(ref Utf8JsonReader reader, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException notText)
        {
            throw new JsonException("A text holds bytes that are no UTF-8, or half a surrogate pair.", null, line - 1, null, notText);
        }
    }

    /// <summary>Counts newlines up to a position; positions only grow.</summary>
    ref struct LineCounter(ReadOnlySpan<byte> text)
    {
        readonly ReadOnlySpan<byte> _text = text;
        int _line = 1, _counted;

        public int At(long position)
        {
            _line += _text[_counted..(int)position].Count((byte)'\n');
            _counted = (int)position;
            return _line;
        }
    }
}

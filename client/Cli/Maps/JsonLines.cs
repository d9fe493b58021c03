using System.Globalization;
using System.Text.Json;

namespace YPort.Twin.Cli.Maps;

/// <summary>Which line of a JSON text each of its paths ("$.columns[2].unit") stands on.</summary>
sealed class JsonLines
{
    readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal) { ["$"] = 1 };

    /// <param name="json">Text that was read as JSON before.</param>
    public JsonLines(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Walk(ref reader, "$", json);
    }

    /// <summary>The line of the path, or of the nearest thing around it that exists.</summary>
    public int Of(string path)
    {
        for (; !_lines.ContainsKey(path); path = path[..path.LastIndexOfAny(['.', '['])]) { }
        return _lines[path];
    }

    void Walk(ref Utf8JsonReader reader, string path, ReadOnlySpan<byte> json)
    {
        _lines[path] = 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString();
                reader.Read();
                Walk(ref reader, $"{path}.{name}", json);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                Walk(ref reader, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), json);
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace YPort.Twin.Model.Readings;

/// <summary>A twin's id is a plain string in JSON.</summary>
public sealed class TwinIdJson : JsonConverter<TwinId>
{
    public override TwinId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TwinId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException(TwinId.Form);

    public override void Write(Utf8JsonWriter writer, TwinId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A moment is ISO 8601 in UTC in JSON.</summary>
public sealed class InstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        return Instant.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var instant, out var problem) ? instant : throw new JsonException($"\"{text}\": {problem}");
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

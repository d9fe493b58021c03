using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City.Factors;

/// <summary>The factors that come with the program: factors.json, one a line.</summary>
public static class FactorFile
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<FactorStatus>(JsonNamingPolicy.CamelCase), new UnitJson() },
    };

    static readonly Lazy<FactorRegistry> TheShipped = new(Read);

    /// <summary>As shipped, without what an operator added.</summary>
    public static FactorRegistry Shipped => TheShipped.Value;

    static FactorRegistry Read()
    {
        using var json = typeof(FactorFile).Assembly.GetManifestResourceStream("YPort.Twin.Model.City.Factors.factors.json")!;
        return FactorRegistry.Of(JsonSerializer.Deserialize<Factor[]>(json, Strict)!) switch
        {
            ({ } registry, _) => registry,
            (_, var faults) => throw new InvalidDataException($"factors.json cannot be used.{string.Concat(faults.Select(fault => $"\n  {fault}"))}"),
        };
    }

    sealed class UnitJson : JsonConverter<Unit>
    {
        public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Unit.TryParse(reader.GetString()!, out var unit) ? unit : throw new JsonException($"\"{reader.GetString()}\" is no unit.");

        public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}

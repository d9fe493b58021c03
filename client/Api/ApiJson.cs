using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api;

/// <summary>How this API writes and reads JSON: camelCase, words for enums, nothing guessed.</summary>
static class ApiJson
{
    /// <summary>An enum's word as JSON has it, for CSV and for addresses.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        json.Converters.Add(new TwinIdJson());
        json.Converters.Add(new InstantJson());
        // Without the first, a body that omits a value is accepted as 0.
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
    }
}

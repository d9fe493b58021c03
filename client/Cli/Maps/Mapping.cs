using System.Text.Json;
using System.Text.Json.Serialization;

namespace YPort.Twin.Cli.Maps;

/// <summary>What the columns of a recording mean; a file in <c>mappings/</c>, described in this folder's README.</summary>
/// <param name="What">What was recorded, for people.</param>
/// <param name="Source">Who recorded it and where it was taken from.</param>
/// <param name="Licence">Under which terms.</param>
/// <param name="Twins">Register documents by twin id, put to the twin before the first reading.</param>
/// <param name="Ignored">Columns that are left out, each with the reason: nothing is dropped in silence.</param>
/// <param name="Assumed">What the file does not say and this mapping takes for granted.</param>
sealed record Mapping(
    string What, string Source, string Licence, MappedTime Time, IReadOnlyDictionary<string, JsonElement> Twins,
    IReadOnlyList<MappedColumn> Columns, IReadOnlyDictionary<string, string> Ignored,
    IReadOnlyList<string>? Assumed = null, string Delimiter = ",");

/// <param name="Column">As the header has it; "" for a column without a name.</param>
/// <param name="Format">A NodaTime pattern of a local time, or "iso" where each time carries its offset.</param>
/// <param name="Zone">The zone of local times, such as "America/Denver"; none with "iso".</param>
sealed record MappedTime(string Column, string Format, string? Zone = null)
{
    public const string Iso = "iso";
}

/// <param name="Unit">Of the file's numbers, in UCUM.</param>
/// <param name="SpanMinutes">Length of the span that an interval amount is for.</param>
/// <param name="TimeIs">Whether the file's time is the span's start or its end.</param>
sealed record MappedColumn(string Column, string Twin, string Channel, string Unit, int? SpanMinutes = null, SpanEdge? TimeIs = null);

enum SpanEdge
{
    Start,
    End,
}

[JsonSerializable(typeof(Mapping))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false,
    UseStringEnumConverter = true, ReadCommentHandling = JsonCommentHandling.Disallow)]
sealed partial class MappingJson : JsonSerializerContext;

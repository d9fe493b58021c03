using System.Text.Json;
using System.Text.Json.Serialization;

namespace YPort.Twin.Cli.Maps;

/// <summary>What the columns of a recording mean; a file in <c>mappings/</c>, described in this folder's README.</summary>
/// <param name="What">What was recorded, for people.</param>
/// <param name="Source">Who recorded it and where it was taken from.</param>
/// <param name="Licence">Under which terms.</param>
/// <param name="Twins">Register documents by twin id, put to the twin before the first reading. An id with a column's name in braces stands for one twin per value of it.</param>
/// <param name="Columns">What becomes a reading.</param>
/// <param name="Events">What becomes an event, one of each for every line.</param>
/// <param name="Ignored">Columns that are left out, each with the reason: nothing is dropped in silence.</param>
/// <param name="Assumed">What the file does not say and this mapping takes for granted.</param>
sealed record Mapping(
    string What, string Source, string Licence, MappedTime Time, IReadOnlyDictionary<string, JsonElement> Twins, IReadOnlyDictionary<string, string> Ignored,
    IReadOnlyList<MappedColumn>? Columns = null, IReadOnlyList<MappedEvent>? Events = null, IReadOnlyList<string>? Assumed = null, string Delimiter = ",")
{
    [JsonIgnore] public IReadOnlyList<MappedColumn> Readings => Columns ?? [];
    [JsonIgnore] public IReadOnlyList<MappedEvent> Happenings => Events ?? [];

    /// <summary>Every column that something is made of, with the path of whatever needs it; some more than once.</summary>
    public IEnumerable<(string Path, string Column)> Used() =>
        [
            .. Time.Cells.Select(column => ("$.time", column)),
            .. Twins.Keys.SelectMany(id => Template.Parse(id).Columns.Select(column => ($"$.twins.{id}", column))),
            .. Readings.SelectMany((reading, i) => reading.Cells.Select(column => ($"$.columns[{i}].{reading.Member}", column))),
            .. Happenings.SelectMany((happening, i) => happening.Texts.SelectMany(text => Template.Parse(text).Columns).Select(column => ($"$.events[{i}]", column))),
        ];
}

/// <param name="Column">As the header has it; "" for a column without a name.</param>
/// <param name="Columns">Instead: several, read as one text with a blank between them, such as a date and a time.</param>
/// <param name="Format">A NodaTime pattern of a local time, or "iso" where each time carries its offset.</param>
/// <param name="Zone">The zone of local times, such as "America/Denver"; none with "iso".</param>
/// <param name="TimeOfDay">Where the file gives only days: which time stands for one, such as "12:00".</param>
/// <param name="NotBefore">When the recording began, ISO 8601 with offset: an earlier time is of a clock that was reset.</param>
sealed record MappedTime(string Format, string? Column = null, IReadOnlyList<string>? Columns = null, string? Zone = null, string? TimeOfDay = null, string? NotBefore = null)
{
    public const string Iso = "iso";

    [JsonIgnore] public IReadOnlyList<string> Cells => Columns ?? (Column is null ? [] : [Column]);
}

/// <param name="Columns">Instead of one column: latitude and longitude of a position.</param>
/// <param name="Unit">Of the file's numbers, in UCUM; a position has none.</param>
/// <param name="SpanMinutes">Length of the span that an interval amount is for.</param>
/// <param name="TimeIs">Whether the file's time is the span's start or its end.</param>
/// <param name="Quality">"estimated" where the file's numbers were worked out and not measured.</param>
/// <param name="OnlyChanges">The logger repeats its last value until it has a new one; only the first of equal neighbours is a reading.</param>
sealed record MappedColumn(string Twin, string Channel, string? Column = null, IReadOnlyList<string>? Columns = null, string? Unit = null,
    int? SpanMinutes = null, SpanEdge? TimeIs = null, MappedQuality Quality = MappedQuality.Measured, bool OnlyChanges = false)
{
    [JsonIgnore] public IReadOnlyList<string> Cells => Columns ?? (Column is null ? [] : [Column]);

    /// <summary>Which of its members names them.</summary>
    [JsonIgnore] public string Member => Columns is null ? "column" : "columns";
}

/// <param name="Id">Tells it from every other event of its twin, such as "{device}/{start}".</param>
/// <param name="Fields">What it says, by the fields of its type; a field whose cell is empty is left out.</param>
/// <param name="Quality">"estimated" where what it says was worked out and not measured.</param>
/// <param name="Decimals">Of numbers that are finer than their field: decimals to which they are rounded, half to even.</param>
sealed record MappedEvent(string Twin, string Type, string Id, IReadOnlyDictionary<string, string> Fields,
    MappedQuality Quality = MappedQuality.Measured, IReadOnlyDictionary<string, int>? Decimals = null)
{
    [JsonIgnore] public IEnumerable<string> Texts => [Id, .. Fields.Values];
}

enum SpanEdge
{
    Start,
    End,
}

enum MappedQuality
{
    Measured,
    Estimated,
}

[JsonSerializable(typeof(Mapping))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false,
    UseStringEnumConverter = true, ReadCommentHandling = JsonCommentHandling.Disallow)]
sealed partial class MappingJson : JsonSerializerContext;

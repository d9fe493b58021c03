using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Api.Factors;

/// <summary>A factor to declare; the form of /v1/factors. The version is the next one where it is left out.</summary>
/// <param name="Value">Exact; as a number, or as text to keep its zeros.</param>
public sealed record FactorBody(
    string Id, string Series, JsonElement Value, string Unit, string Boundary, string Purpose, string Region, FactorSource Source, FactorStatus Status,
    string? Gas = null, int? Version = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, DateOnly? UsableTo = null, string? Licence = null, decimal? UncertaintyPercent = null)
{
    /// <summary>The fields of the event that declares it.</summary>
    public JsonElement Fields(int version)
    {
        JsonObject fields = new()
        {
            ["factor"] = Id,
            ["version"] = version,
            ["series"] = Series,
            ["value"] = JsonNode.Parse(Value.GetRawText()),
            ["unit"] = Unit,
            ["gas"] = string.IsNullOrEmpty(Gas) ? null : Gas,
            ["boundary"] = Boundary,
            ["purpose"] = Purpose,
            ["region"] = Region,
            ["validFrom"] = Day(ValidFrom),
            ["validTo"] = Day(ValidTo),
            ["usableTo"] = Day(UsableTo),
            ["title"] = Source.Title,
            ["publisher"] = Source.Publisher,
            ["year"] = Source.Year,
            ["where"] = Source.Where,
            ["status"] = Status.ToString().ToLowerInvariant(),
            ["licence"] = Licence,
            ["uncertaintyPercent"] = UncertaintyPercent?.ToString(CultureInfo.InvariantCulture),
        };
        return JsonSerializer.SerializeToElement(fields);
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

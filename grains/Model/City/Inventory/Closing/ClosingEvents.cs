using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.City.Inventory.Closing;

/// <summary>A closed account is an event in the journal, with all its rows: it stands in the chain of hashes, and nobody can change it unseen.</summary>
public static class ClosingEvents
{
    public static EventType Closed { get; } = new("inventory-closed", [Kinds.Office], EventBearing.Alone,
        [
            EventField.Code("account", "year and set of potentials, such as 2026:AR5").Needed,
            EventField.Count("year", "calendar year in Bangkok").Needed,
            EventField.Choice("gwp", "the set of potentials that all of it is in", [.. GwpSet.Names]).Needed,
            EventField.Count("edition", "1 for the first, and one more for each that follows it").Needed,
            EventField.Text("by", "who signs for it").Needed,
            EventField.Decimal("basicKg", "CO2e of BASIC"),
            EventField.Decimal("basicPlusKg", "CO2e of BASIC+"),
            EventField.Objects("rows", "every row as it stood",
                EventField.Text("row", "its name").Needed,
                EventField.Code("gpc", "its reference").Needed,
                EventField.Choice("key", "where it has no value", "NE", "IE", "NO", "C"),
                EventField.Decimal("activity", "in its unit"),
                EventField.Text("unit", "of the activity"),
                EventField.Decimal("co2eKg", "CO2e"),
                EventField.Decimal("biogenicCo2Kg", "biogenic CO2, beside it"),
                EventField.Codes("factors", "each as id:version")).Needed,
        ], "account", "an official closed a year's account")
    { IsOwn = true };

    public static IReadOnlyList<EventType> All { get; } = [Closed];

    /// <summary>What names one edition of an account, such as 2026:AR5:1.</summary>
    public static string Id(ClosedInventory closed) => string.Create(CultureInfo.InvariantCulture, $"{Account(closed.Year, closed.Gwp)}:{closed.Edition}");

    public static string Account(int year, string gwp) => string.Create(CultureInfo.InvariantCulture, $"{year}:{gwp}");

    public static JsonElement Write(ClosedInventory closed)
    {
        JsonObject said = new()
        {
            ["account"] = Account(closed.Year, closed.Gwp),
            ["year"] = closed.Year,
            ["gwp"] = closed.Gwp,
            ["edition"] = closed.Edition,
            ["by"] = closed.By,
            ["rows"] = new JsonArray([.. closed.Rows.Select(Row)]),
        };
        Add(said, "note", closed.Note);
        Add(said, "basicKg", Text(closed.BasicKg));
        Add(said, "basicPlusKg", Text(closed.BasicPlusKg));
        return JsonSerializer.SerializeToElement(said);
    }

    /// <param name="fields">Canonical, as the journal keeps them.</param>
    /// <param name="at">Of the event: what was known then was closed.</param>
    public static ClosedInventory Read(string fields, Instant at)
    {
        var said = JsonNode.Parse(fields)!.AsObject();
        return new((int)said["year"]!.GetValue<long>(), said["gwp"]!.GetValue<string>(), (int)said["edition"]!.GetValue<long>(), said["by"]!.GetValue<string>(), Text(said, "note"), at,
            Number(said, "basicKg"), Number(said, "basicPlusKg"), [.. said["rows"]!.AsArray().Select(row => Row(row!.AsObject()))]);
    }

    static JsonObject Row(ClosedRow row)
    {
        JsonObject said = new() { ["row"] = row.Name, ["gpc"] = row.Gpc };
        Add(said, "key", row.Key);
        Add(said, "activity", Text(row.Activity));
        Add(said, "unit", row.Unit);
        Add(said, "co2eKg", Text(row.Co2eKg));
        Add(said, "biogenicCo2Kg", Text(row.BiogenicCo2Kg));
        if (row.Factors.Count > 0) said["factors"] = new JsonArray([.. row.Factors.Select(factor => JsonValue.Create(factor))]);
        return said;
    }

    static ClosedRow Row(JsonObject said) => new(said["row"]!.GetValue<string>(), said["gpc"]!.GetValue<string>(), Text(said, "key"), Number(said, "activity"), Text(said, "unit"), Number(said, "co2eKg"),
        Number(said, "biogenicCo2Kg"), [.. (said["factors"]?.AsArray() ?? []).Select(factor => factor!.GetValue<string>())]);

    static void Add(JsonObject said, string name, string? value)
    {
        if (value is not null) said[name] = value;
    }

    static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    static string? Text(JsonObject said, string name) => said[name]?.GetValue<string>();

    static decimal? Number(JsonObject said, string name) => Text(said, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}

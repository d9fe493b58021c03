using System.Text.Json.Nodes;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City.Factors;

/// <summary>An operator's own factors come through the journal like everything else: an office declares them.</summary>
public static class FactorEvents
{
    public static EventType Declared { get; } = new("factor-declared", [Kinds.Office], EventBearing.Alone,
        [
            EventField.Code("factor", "its id, such as th-grid-tgo-2027; a later version of one that there is says the same thing anew").Needed,
            EventField.Count("version", "1 for the first, and one more for each that replaces it").Needed,
            EventField.Code("series", "what may be used for the same purpose, such as th-grid-scope-2").Needed,
            EventField.Decimal("value", "exact").Needed,
            EventField.Text("unit", "of the gas, per activity, such as kg/kWh").Needed,
            EventField.Code("gas", "CO2e, CO2, CH4, N2O, ...; left out for what is no emission"),
            EventField.Text("boundary", "what it counts and what it leaves out").Needed,
            EventField.Text("purpose", "what it is for").Needed,
            EventField.Text("region", "where it holds").Needed,
            EventField.Date("validFrom", "first day of activity that it applies to"),
            EventField.Date("validTo", "last day; until another of its series follows where it is left out"),
            EventField.Date("usableTo", "last day of a declared transition in which it may still be chosen"),
            EventField.Text("title", "of the document in which it stands").Needed,
            EventField.Text("publisher", "of that document").Needed,
            EventField.Count("year", "of its publication"),
            EventField.Text("where", "page, table or address"),
            EventField.Choice("status", "how far it can be trusted", "official", "press", "secondary", "derived", "memory").Needed,
            EventField.Text("licence", "of the source"),
            EventField.Decimal("uncertaintyPercent", "half of the 95 % interval"),
        ], "factor", "a factor was declared, or stated anew")
    { Check = ByItself };

    public static IReadOnlyList<EventType> All { get; } = [Declared];

    /// <summary>The factor that was declared.</summary>
    /// <param name="fields">Canonical, as the journal keeps them.</param>
    /// <param name="knownFrom">When the journal took it.</param>
    public static Factor Read(string fields, Instant? knownFrom)
    {
        var said = JsonNode.Parse(fields)!.AsObject();
        return new(Text("factor")!, (int)said["version"]!.GetValue<long>(), Text("series")!, Number("value")!.Value, Unit.Parse(Text("unit")!), Text("gas") ?? "", Text("boundary")!, Text("purpose")!, Text("region")!,
            Day("validFrom"), Day("validTo"), Day("usableTo"), new(Text("title")!, Text("publisher")!, (int?)said["year"]?.GetValue<long>(), Text("where")),
            Enum.Parse<FactorStatus>(Text("status")!, ignoreCase: true), Text("licence"), Number("uncertaintyPercent"), knownFrom);

        string? Text(string name) => said[name]?.GetValue<string>();
        decimal? Number(string name) => Text(name) is { } text ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
        DateOnly? Day(string name) => Text(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    static EventProblem? ByItself(JsonObject said)
    {
        if (!Unit.TryParse(said["unit"]!.GetValue<string>(), out _)) return new("unknown-unit", $"\"{said["unit"]}\" is no unit that is known here.", "Write it in UCUM, of the gas per activity: kg/kWh, t/MWh, g/km, kg/t, or 1 for a share.");
        return FactorRules.Alone(Read(said.ToJsonString(), null)).FirstOrDefault() is { } fault ? new("factor-refused", fault.Reason, fault.Cure) : null;
    }
}

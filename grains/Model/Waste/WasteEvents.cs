using System.Text.Json.Nodes;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Waste;

/// <summary>What happens at a waste site.</summary>
public static class WasteEvents
{
    static readonly string[] Site = [Kinds.WasteSite];

    public static EventType WeighbridgeTicket { get; } = new("weighbridge-ticket", Site, EventBearing.Alone,
        [
            EventField.Choice("direction", "into the site or out of it", "in", "out").Needed,
            EventField.Code("vehicle", "the lorry"),
            EventField.Kilograms("grossKg", "with its load"),
            EventField.Kilograms("tareKg", "empty"),
            EventField.Kilograms("netKg", "the load; gross less tare where both are given"),
            EventField.Code("category", "such as mixed (default), food, plastic, paper, garden"),
            EventField.Code("origin", "a district's code, another site's twin id, or outside:place"),
            EventField.Code("destination", "the same, of a load that leaves"),
        ], null, "a lorry was weighed")
    { Check = Weighed };

    /// <summary>For sites that see lorries but have no scale: it says nothing of mass.</summary>
    public static EventType GateEntry { get; } = new("gate-entry", Site, EventBearing.Alone,
        [EventField.Code("vehicle", "the lorry"), EventField.Text("origin", "where it came from"), EventField.Text("carrier", "who runs it")], null, "a lorry came in");

    public static IReadOnlyList<EventType> All { get; } = [WeighbridgeTicket, GateEntry];

    static EventProblem? Weighed(JsonObject ticket)
    {
        var (gross, tare, net) = (Kilograms("grossKg"), Kilograms("tareKg"), Kilograms("netKg"));
        if (tare > gross) return new("tare-above-gross", $"Tare {tare} kg is above gross {gross} kg.", "Look which of the two was exchanged, and send the ticket again.");
        if (gross is { } full && tare is { } empty)
        {
            if (net is { } said && said != full - empty) return new("net-contradicts", $"Net {said} kg is not gross {full} kg less tare {empty} kg, which is {full - empty} kg.", "Correct the ticket, or leave net out.");
            ticket["netKg"] = JsonValue.Create((full - empty) / 1.000000000000000000000000000000000m);
        }
        else if (net is null) return new("missing-field", "The ticket gives no net mass.", "Send netKg, or grossKg and tareKg.");
        return null;

        decimal? Kilograms(string name) => ticket[name]?.GetValue<decimal>();
    }
}

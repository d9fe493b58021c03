using System.Text.Json;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Waste;

/// <summary>What a weighbridge ticket says.</summary>
/// <param name="NetGrams">The load, whole grams.</param>
/// <param name="Category">In small letters; "mixed" where nobody said.</param>
/// <param name="Origin">A district's code, a twin id or outside:place; null where nobody said, or where the site named itself.</param>
/// <param name="Destination">Likewise.</param>
public readonly record struct Ticket(bool IsIn, long NetGrams, string Category, string? Origin, string? Destination)
{
    public const string Mixed = "mixed";

    // What a treatment made of waste: it was burned or composted, though it leaves.
    static readonly HashSet<string> Residues = ["ash", "bottom-ash", "fly-ash", "slag", "compost"];

    /// <summary>The load comes from a site that has weighed it already.</summary>
    public bool IsFromSite => IsSite(Origin);

    /// <summary>The load goes to a site that will weigh it.</summary>
    public bool IsToSite => IsSite(Destination);

    public bool IsResidue => Residues.Contains(Category);

    /// <param name="site">Where it was weighed.</param>
    /// <param name="said">A <see cref="WasteEvents.WeighbridgeTicket"/> as accepted.</param>
    public static Ticket Of(TwinId site, EventWord said)
    {
        using var json = JsonDocument.Parse(said.Fields);
        var fields = json.RootElement;
        return new(Text("direction") == "in", (long)(fields.GetProperty("netKg").GetDecimal() * 1000), Text("category")?.ToLowerInvariant() ?? Mixed, Elsewhere("origin"), Elsewhere("destination"));

        string? Text(string name) => fields.TryGetProperty(name, out var value) ? value.GetString() : null;
        string? Elsewhere(string name) => Text(name) is { } place && place != site.ToString() ? place : null;
    }

    // Districts' codes have the form of twin ids; what has no such form ("outside:rayong", "BKK") is a place.
    internal static bool IsSite(string? place) => TwinId.TryParse(place, out _) && Districts.Bangkok.Coded(place) is null;
}

using System.Text.Json.Nodes;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.EWaste;

/// <summary>What happens to a lot of e-waste, told by whoever has it: each point and recycler keeps its own books.</summary>
public static class EWasteEvents
{
    static readonly string[] Holders = [Kinds.EWastePoint];

    /// <summary>EU-6: the six collection categories of Directive 2012/19/EU, Annex III.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["temperature-exchange", "screens", "lamps", "large", "small", "small-it"];

    static readonly EventField Lot = EventField.Code("lot", "the lot's name").Needed;
    static readonly EventField Mass = EventField.Kilograms("massKg", "its mass");
    static readonly EventField Serials = EventField.Codes("serials", "which items, by serial number");
    static readonly EventField Category = EventField.Choice("category", "of the EU's six", [.. Categories]);

    static readonly EventField Items = EventField.Objects("items", "items known by serial number",
        EventField.Code("serial", "as on its plate").Needed, EventField.Code("key", "UNU key, such as 0306"), EventField.Flag("dataBearing", "it holds data"), Mass,
        EventField.Text("maker", "who made it"), EventField.Text("model", "which"), EventField.Code("assetNo", "the owner's own number"),
        EventField.Code("mediaType", "such as magnetic-disk, flash, optical"), EventField.Choice("confidentiality", "of what it holds", "low", "moderate", "high"));

    /// <summary>Fields of a certificate of sanitisation.</summary>
    /// <remarks>Source: NIST SP 800-88 Rev. 2, certificate of media disposition.</remarks>
    static readonly EventField[] Certificate =
    [
        EventField.Code("number", "the certificate's").Needed, EventField.Choice("method", "how thoroughly", "clear", "purge", "destroy").Needed,
        EventField.Text("technique", "such as overwrite, cryptographic-erase, degauss, shred"), EventField.Text("tool", "with what"), EventField.Text("toolVersion", "which version"),
        EventField.Text("verification", "how the result was looked at"), EventField.Flag("verified", "the result held"), EventField.Text("validatedBy", "who confirmed that the method fits the media"),
        EventField.Text("operator", "who did it"), EventField.Text("operatorPosition", "as what"), EventField.Text("verifier", "who looked"), EventField.Text("verifierPosition", "as what"),
        EventField.Date("date", "when"), EventField.Text("place", "where"), EventField.Choice("confidentialityAfter", "of what is left", "none", "low", "moderate", "high"), EventField.Text("signature", "whose"),
        EventField.Text("source", "where the media came from, such as a user or a computer"), EventField.Text("destination", "where the media go afterwards"),
    ];

    public static EventType Collected { get; } = Type("collected", "it was handed in", Lot, Category, Mass, EventField.Count("count", "how many pieces"), EventField.Code("origin", "a district's code"), Items,
        EventField.Code("key", "UNU key of the pieces that are not among the items, where they are of one kind"));
    public static EventType Weighed { get; } = Type("weighed", "it was put on a scale", Lot, Mass.Needed);

    public static EventType Transferred { get; } = Type("transferred", "it was given to another holder, or received from one",
        Lot, EventField.Code("to", "who has it now, a twin id"), EventField.Code("from", "who had it before, a twin id"), Category, Mass, Serials, Items,
        EventField.Objects("certificates", "of items sanitised before",
            [EventField.Codes("serials", "which items").Needed, .. Certificate])) with
    { Check = OneSide };

    public static EventType Sanitised { get; } = Type("sanitised", "data was removed from items", Lot, Serials.Needed, EventField.Object("certificate", "what vouches for it", Certificate).Needed);
    public static EventType Dismantled { get; } = Type("dismantled", "it was taken apart", Lot, Mass, Serials);
    public static EventType FractionOut { get; } = Type("fraction-out", "material was recovered", Lot, EventField.Code("material", "such as copper, aluminium, steel, plastics, glass, or a refrigerant such as R-134a").Needed, Mass.Needed, EventField.Code("to", "who took it"));

    public static EventType Disposed { get; } = Type("disposed", "it was given up", Lot, Mass.Needed, EventField.Choice("method", "where it went", "landfill", "incineration", "other").Needed, Serials);

    public static IReadOnlyList<EventType> All { get; } = [Collected, Weighed, Transferred, Sanitised, Dismantled, FractionOut, Disposed];

    static EventType Type(string name, string says, params EventField[] fields) => new(name, Holders, EventBearing.WithSubject, fields, "lot", says);

    static EventProblem? OneSide(JsonObject transfer) => transfer.ContainsKey("to") != transfer.ContainsKey("from") ? null
        : new("one-side", transfer.ContainsKey("to") ? "The transfer names both \"to\" and \"from\"." : "The transfer names neither \"to\" nor \"from\".",
            "The giver sends \"to\", the receiver \"from\": each keeps its own books.");
}

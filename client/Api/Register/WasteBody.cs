using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Api.Register;

/// <summary>What is known of a waste site.</summary>
/// <param name="Role">transfer-station, landfill, waste-to-energy, composting or bin: it decides in which measures a ticket counts.</param>
/// <param name="Capacity">What fits in all, above 0, at most 1e9 t; may be left out when unknown.</param>
/// <param name="Landfill">Of a landfill: what came year by year, so that its methane can be worked out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WasteBody(string Role, AmountBody? Capacity = null, LandfillBody? Landfill = null)
{
    const decimal MostKilograms = 1_000_000_000_000;
    static readonly Unit Kilogram = Unit.Parse("kg");

    static readonly (string Word, WasteRole Role)[] Roles =
    [
        ("transfer-station", WasteRole.TransferStation), ("landfill", WasteRole.Landfill), ("waste-to-energy", WasteRole.WasteToEnergy), ("composting", WasteRole.Composting), ("bin", WasteRole.Bin),
    ];

    public static WasteBody? Of(WasteFacts? facts) => facts is null ? null
        : new(Word(facts.Role), facts.CapacityGrams is { } capacity ? new(Shown.Plain(capacity / 1_000_000m), "t") : null, LandfillBody.Of(facts.Landfill));

    internal static string Word(WasteRole role) => Roles.Single(one => one.Role == role).Word;

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal static WasteFacts? Read(TwinId id, string kind, WasteBody? body, Ask ask)
    {
        if (body is null) return null;
        if (kind != Kinds.WasteSite) ask.Fault("waste", kind, "Only a waste site has this.", "Leave it out, or register the twin as a waste-site.");
        var role = ask.OneOf("waste.role", body.Role, Roles);
        if (body.Landfill is not null && role != WasteRole.Landfill) ask.Fault("waste.landfill", body.Role, "Only a landfill has this.", "Leave it out, or give the site the role landfill.");
        return new(role, TwinRules.Thousandths("waste.capacity", body.Capacity, Kilogram, MostKilograms, "Send kg or t.", ask), LandfillBody.Read("waste.landfill", id, body.Landfill, ask));
    }
}

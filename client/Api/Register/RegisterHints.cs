using System.Collections.Immutable;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Api.Register;

/// <summary>What a description leaves open though figures need it, and what to do: no fault, for nobody may know it yet.</summary>
static class RegisterHints
{
    public static ImmutableArray<string> Of(TwinRegister twin) => twin.Current switch
    {
        { Kind: Kinds.Shuttle, MeteredBy: null } => [MeterUnknown(twin.Id)],
        { Kind: Kinds.WasteSite, Waste: { Role: WasteRole.Landfill, Landfill: null } } => [HistoryUnknown(twin.Id)],
        _ => [],
    };

    public static string HistoryUnknown(TwinId landfill) =>
        $"Methane of {landfill} is not estimated until its history is declared: send PUT /v1/twins/{landfill} again with waste.landfill, what came year by year since it opened.";

    public static string MeterUnknown(TwinId shuttle) =>
        $"Energy charged at {shuttle} counts nowhere until meteredBy is declared: send PUT /v1/twins/{shuttle} again with meteredBy, the twin behind whose meter the charger hangs, or {shuttle} itself where the charger has a meter of its own, and from, since when.";
}

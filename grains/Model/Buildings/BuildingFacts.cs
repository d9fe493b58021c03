using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.Buildings;

/// <summary>What the register knows of a building beyond its ratings.</summary>
/// <param name="Use">Who uses what it takes from the grid, which decides the sub-sector of the GPC; null when nobody said.</param>
/// <param name="PvPeakMilliwatts">Of the panels at 1000 W/m² and 25 °C (DC); null when nobody said.</param>
/// <param name="PvPlane">How the panels lie; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("building-facts")]
public sealed record BuildingFacts([property: Id(0)] EnergyUser? Use = null, [property: Id(1)] long? PvPeakMilliwatts = null, [property: Id(2)] PanelPlane? PvPlane = null)
{
    /// <summary>Null where nothing was said at all, so that there is one way to say nothing.</summary>
    public static BuildingFacts? Of(EnergyUser? use, long? pvPeakMilliwatts, PanelPlane? pvPlane) =>
        use is null && pvPeakMilliwatts is null && pvPlane is null ? null : new(use, pvPeakMilliwatts, pvPlane);
}

/// <summary>How panels lie.</summary>
/// <param name="TiltDegrees">0 lies flat, 90 stands.</param>
/// <param name="FacingDegrees">From north over east, 0 to 360; 180 is south. Of no meaning when flat.</param>
[GenerateSerializer, Immutable, Alias("panel-plane")]
public sealed record PanelPlane([property: Id(0)] double TiltDegrees, [property: Id(1)] double FacingDegrees)
{
    public static PanelPlane Flat { get; } = new(0, 180);
}

/// <summary>The uses of buildings that the register knows, by the sub-sectors of stationary energy.</summary>
/// <remarks>Numbers and names as in <c>City/Inventory/gpc.json</c>; I.6 (non-specified) is what nobody said.</remarks>
public static class BuildingUses
{
    public static IReadOnlyList<(string Word, EnergyUser User, string SubSector)> All { get; } =
    [
        ("residential", EnergyUser.Residential, "I.1"), ("commercial-and-institutional", EnergyUser.Commercial, "I.2"), ("manufacturing-and-construction", EnergyUser.Industrial, "I.3"),
        ("energy-industries", EnergyUser.EnergyPlant, "I.4"), ("agriculture-forestry-fishing", EnergyUser.Agricultural, "I.5"),
    ];

    public static string Word(EnergyUser user) => All.Single(use => use.User == user).Word;
}

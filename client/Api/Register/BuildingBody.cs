using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Register;

/// <summary>What is known of a building.</summary>
/// <param name="Use">Who uses what it takes from the grid, by the GPC's sub-sectors: residential (I.1), commercial-and-institutional (I.2), manufacturing-and-construction (I.3),
/// energy-industries (I.4) or agriculture-forestry-fishing (I.5). Left out when unknown (I.6).</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BuildingBody(string Use)
{
    static readonly (string Word, EnergyUser? User)[] Uses = [.. BuildingUses.All.Select(use => (use.Word, (EnergyUser?)use.User))];

    internal static BuildingBody? Of(BuildingFacts? facts) => facts?.Use is { } use ? new(BuildingUses.Word(use)) : null;

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal static BuildingFacts? Read(string kind, BuildingBody? body, PvBody? pv, Ask ask)
    {
        if (body is not null && kind != Kinds.Building) ask.Fault("building", kind, "Only a building has this.", "Leave it out, or register the twin as a building.");
        return BuildingFacts.Of(body is null ? null : ask.OneOf("building.use", body.Use, Uses), TwinRules.Power("pv.peakPower", "Peak", pv?.PeakPower, ask), PvBody.Plane(pv, ask));
    }
}

/// <summary>A roof's solar plant.</summary>
/// <param name="RatedPower">Of the inverters (AC): above 0, at most 1 GW.</param>
/// <param name="PeakPower">Of the panels at 1000 W/m² and 25 °C (DC), in kW; yield and performance ratio go by it.</param>
/// <param name="TiltDegrees">0 lies flat, 90 stands. Together with <paramref name="FacingDegrees"/>, from north over east: 180 is south.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PvBody(
    AmountBody RatedPower, AmountBody? PeakPower = null, [property: Range(0, 90)] double? TiltDegrees = null, [property: Range(0, 360)] double? FacingDegrees = null)
{
    internal static PvBody? Of(long? ratedMilliwatts, BuildingFacts? facts) => ratedMilliwatts is not { } rated ? null
        : new(TwinAnswer.Kilowatts(rated), facts?.PvPeakMilliwatts is { } peak ? TwinAnswer.Kilowatts(peak) : null, facts?.PvPlane?.TiltDegrees, facts?.PvPlane?.FacingDegrees);

    internal static PanelPlane? Plane(PvBody? pv, Ask ask)
    {
        if (pv is null or { TiltDegrees: null, FacingDegrees: null }) return null;
        if (pv.TiltDegrees is not { } tilt || pv.FacingDegrees is not { } facing)
        {
            ask.Fault(pv.TiltDegrees is null ? "pv.tiltDegrees" : "pv.facingDegrees", null, "It is missing: tilt and facing are known together or not at all.", "Send both, or neither; flat panels are tilt 0 and any facing.");
            return null;
        }
        if (!(tilt is >= 0 and <= 90)) ask.Fault("pv.tiltDegrees", tilt, "No panel lies so.", "Send 0 (flat) to 90 (standing).");
        if (!(facing is >= 0 and <= 360)) ask.Fault("pv.facingDegrees", facing, "There is no such direction.", "Send 0 to 360, from north over east: 180 is south.");
        return new(tilt, facing);
    }
}

using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Things;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>Bangkok's placements, measure by measure. A test walks all measures and all cases: a new measure without a line fails it.</summary>
static class AllocationTable
{
    const string Outside = "it is outside the boundary";

    public static IReadOnlyList<AllocationRule> Rules { get; } = [.. Buildings(), .. Shuttles(), .. Waste(), .. WithoutEmissions()];

    static IEnumerable<AllocationRule> Buildings()
    {
        foreach (var user in Enum.GetValues<EnergyUser>()) yield return new(BuildingMeasures.ImportEnergy, $"in the city, used by {user}", @case => @case.InCity && @case.User == user, new InRow(Scope2(user)));
        yield return new(BuildingMeasures.ImportEnergy, "outside", @case => !@case.InCity, Not(Outside));
        yield return Always(BuildingMeasures.LoadEnergy, "what it takes from the grid is counted as import, and what its roof made for it emits nothing");
        yield return Always(BuildingMeasures.PvEnergy, "what is used on site shows as less import, and what is exported does not lower the city's scope 2; JCM credits stand beside the total");
        yield return Always(BuildingMeasures.ExportEnergy, "location-based scope 2 counts what is used in the city by the grid's factor, whoever fed the grid");
    }

    static IEnumerable<AllocationRule> Shuttles()
    {
        yield return new(ShuttleMeasures.ChargeEnergy, "in the city, own meter", @case => @case is { InCity: true, Charger: ChargerMeter.Own }, Row("II.1.2"));
        foreach (var user in Enum.GetValues<EnergyUser>())
            yield return new(ShuttleMeasures.ChargeEnergy, $"in the city, behind the meter of a building of used by {user}", @case => @case is { InCity: true, Charger: ChargerMeter.Building } && @case.User == user,
                new NotInInventory("the building's meter has counted it", Scope2(user), Gpc.Numbered("II.1.2")));
        yield return new(ShuttleMeasures.ChargeEnergy, "in the city, meter unknown", @case => @case is { InCity: true, Charger: ChargerMeter.Unknown },
            Not("nobody said whose meter the charger is behind, and a building's may have counted it; declare it and it counts"));
        yield return new(ShuttleMeasures.ChargeEnergy, "outside", @case => !@case.InCity, Not(Outside));
        yield return Always(ShuttleMeasures.Energy, "energy counts once, where it is charged", Gpc.Numbered("II.1.2"));
    }

    static IEnumerable<AllocationRule> Waste()
    {
        yield return Always(WasteMeasures.Collected, "weighing emits nothing; the same waste counts where it is treated");
        yield return Always(WasteMeasures.Transferred, "it is on its way; the same waste counts where it is treated");
        yield return Always(WasteMeasures.GateEntries, "nothing was weighed");

        // III.1 goes by origin: of a landfill outside only Bangkok's own waste is Bangkok's.
        foreach (var rule in Treated(WasteMeasures.Delivered, "III.1", @case => @case.Role == WasteRole.Landfill, "landfill")) yield return rule;
        yield return new(WasteMeasures.Delivered, "waste-to-energy", @case => @case.Role == WasteRole.WasteToEnergy, Not("what is burned of it counts as waste-burned", "I.4.4"));
        yield return new(WasteMeasures.Delivered, "composting", @case => @case.Role == WasteRole.Composting, Not("what is composted of it counts as waste-composted"));
        yield return new(WasteMeasures.Delivered, "transfer station or bin", @case => @case.Role is WasteRole.TransferStation or WasteRole.Bin, Not("nothing is treated there"));
        foreach (var rule in Treated(WasteMeasures.Composted, "III.2", _ => true, "composting")) yield return rule;

        // Burned for power, waste is a fuel (I.4.4), outside BASIC: what the city uses of that power is in scope 2 already.
        yield return new(WasteMeasures.Burned, "in the city", @case => @case.InCity, Row("I.4.4"));
        yield return new(WasteMeasures.Burned, "outside", @case => !@case.InCity, Not("a power plant outside the boundary reaches the city with the grid's factor"));
        yield return Always(WasteMeasures.WteEnergy, "the waste burned for it has counted; power is what came of it", Gpc.Numbered("I.4.4"));
        yield return Always(WasteMeasures.GasDestroyed, "it is what methane of the landfill's row is lessened by, within the model of that row and by origin, and no amount beside it");
    }

    static IEnumerable<AllocationRule> WithoutEmissions()
    {
        const string Service = "service emits nothing; energy counts where it is charged";
        foreach (var measure in (Measure[])[ShuttleMeasures.VehicleDistance, ShuttleMeasures.PassengerDistance, ShuttleMeasures.Boardings, ShuttleMeasures.Alightings, ShuttleMeasures.Disengagements,
            ShuttleMeasures.SafetyStops, ShuttleMeasures.StopVisits, ShuttleMeasures.DwellTime, ShuttleMeasures.TimeObserved, ShuttleMeasures.TimeAvailable])
            yield return Always(measure, Service);
        foreach (var measure in (Measure[])[BuildingMeasures.Irradiation, ThingMeasures.GlobalIrradiation]) yield return Always(measure, "sunlight emits nothing");
        foreach (var measure in (Measure[])[EWasteMeasures.Collected, EWasteMeasures.Treated, EWasteMeasures.Recovered])
            yield return Always(measure, "what recycling avoids is an indication by WARM, which assumes the United States' disposal, and stands outside the city's totals");
        yield return Always(EWasteMeasures.Disposed, "metal, glass and plastic emit nothing in a landfill, and how it was burned is not told");
        foreach (var measure in (Measure[])[EWasteMeasures.Sanitised, EWasteMeasures.WithoutCertificate]) yield return Always(measure, "wiping data emits nothing");
    }

    /// <summary>Inside, waste of unknown origin is taken as the city's: it is inside either way. Outside, only what is known to be the city's is the city's.</summary>
    static IEnumerable<AllocationRule> Treated(Measure measure, string subSector, Func<ActivityCase, bool> isOf, string what)
    {
        yield return new(measure, $"{what} in the city, the city's waste or unknown", @case => isOf(@case) && @case is { InCity: true, Origin: not WasteOrigin.Elsewhere }, Row(subSector + ".1"));
        yield return new(measure, $"{what} in the city, brought in", @case => isOf(@case) && @case is { InCity: true, Origin: WasteOrigin.Elsewhere }, Row(subSector + ".3"));
        yield return new(measure, $"{what} outside, the city's waste", @case => isOf(@case) && @case is { InCity: false, Origin: WasteOrigin.City }, Row(subSector + ".2"));
        yield return new(measure, $"{what} outside, others' waste", @case => isOf(@case) && @case is { InCity: false, Origin: WasteOrigin.Elsewhere }, Not("it is neither made nor treated in the city"));
        yield return new(measure, $"{what} outside, origin unknown", @case => isOf(@case) && @case is { InCity: false, Origin: WasteOrigin.Unknown },
            Not("nobody said that it is the city's; the difference between delivered and placed is shown, never absorbed"));
    }

    static GpcReference Scope2(EnergyUser user) => Gpc.Numbered(user switch
    {
        EnergyUser.Residential => "I.1.2",
        EnergyUser.Commercial => "I.2.2",
        EnergyUser.Industrial => "I.3.2",
        EnergyUser.EnergyPlant => "I.4.2",
        EnergyUser.Agricultural => "I.5.2",
        _ => "I.6.2",
    });

    static AllocationRule Always(Measure measure, string because, GpcReference? countedIn = null) => new(measure, "always", _ => true, new NotInInventory(because, countedIn));

    static InRow Row(string number) => new(Gpc.Numbered(number));

    static NotInInventory Not(string because, string? countedIn = null) => new(because, countedIn is null ? null : Gpc.Numbered(countedIn));
}

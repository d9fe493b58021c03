using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City;

/// <summary>One number that a district or the city shows: either a gauge summed over the twins that report now, or a measure since midnight in Bangkok.</summary>
/// <param name="Name">As in "city/pv-energy-today".</param>
/// <param name="Unit">What it is shown in, always the same so that places can be compared.</param>
public sealed record Figure(string Name, Unit Unit, Channel? Gauge, Measure? Measure, string Says)
{
    /// <summary>Key of the sums behind it: the gauge's or the measure's name.</summary>
    public string Source => Gauge?.Name ?? Measure!.Name;

    public bool IsNow => Gauge is not null;

    /// <summary>The sum's steps in the figure's unit; exact.</summary>
    public decimal InUnit(Int128 steps) => Gauge is { } gauge
        ? gauge.Unit.Convert((decimal)steps / gauge.StepsPerUnit, Unit)
        : Measure!.Unit.Convert(Measure.InUnit(steps), Unit);
}

/// <summary>The figures of a district and of the city.</summary>
public static class Figures
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        Now("pv-power-now", BuildingChannels.PvPower, "power of the roofs that report now"),
        Today("pv-energy-today", BuildingMeasures.PvEnergy, "energy made by roofs since midnight in Bangkok"),
        Now("load-power-now", BuildingChannels.LoadPower, "what the twinned buildings use now"),
        Today("load-energy-today", BuildingMeasures.LoadEnergy, "energy used by the twinned buildings since midnight in Bangkok"),
        Today("import-energy-today", BuildingMeasures.ImportEnergy, "energy taken from the grid since midnight in Bangkok"),
        Today("export-energy-today", BuildingMeasures.ExportEnergy, "energy given to the grid since midnight in Bangkok"),
    ];

    static Figure Now(string name, Channel gauge, string says) => new(name, Unit.Parse("kW"), gauge, null, says);

    static Figure Today(string name, Measure measure, string says) => new(name, Unit.Parse("MWh"), null, measure, says);
}

using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.City;

/// <summary>One number that a district or the city shows: either a gauge summed over the twins that report now, or a measure since midnight in Bangkok.</summary>
/// <param name="Name">As in "city/pv-energy-today".</param>
/// <param name="Unit">What it is shown in, always the same so that places can be compared.</param>
public sealed record Figure(string Name, Unit Unit, Channel? Gauge, Measure? Measure, string Says)
{
    /// <summary>Key of the sums behind it: the gauge's or the measure's name.</summary>
    public string Source => Gauge?.Name ?? Measure!.Name;

    public bool IsNow => Gauge is not null;

    /// <summary>Emissions of the measure, by the factor of the day; null: the amount itself.</summary>
    public Emission? Emission { get; init; }

    /// <summary>Counts what happened: it has no coverage.</summary>
    public bool IsCounted => Measure is { IsCounted: true };

    /// <summary>A gauge, summed over the twins that report now.</summary>
    public static Figure Now(string name, Channel gauge, Unit unit, string says) => new(name, unit, gauge, null, says);

    /// <summary>A measure, summed over twins since midnight in Bangkok.</summary>
    public static Figure Today(string name, Measure measure, Unit unit, string says) => new(name, unit, null, measure, says);

    /// <summary>Emissions since midnight in Bangkok.</summary>
    public static Figure Today(string name, Emission emission, Unit unit, string says) => new(name, unit, null, emission.Activity, says) { Emission = emission };

    /// <summary>The sum's steps in the figure's unit; exact. Of emissions: the activity behind it in its own unit.</summary>
    public decimal InUnit(Int128 steps) => Emission is not null ? Measure!.InUnit(steps) : Gauge is { } gauge
        ? gauge.Unit.Convert((decimal)steps / gauge.StepsPerUnit, Unit)
        : Measure!.Unit.Convert(Measure.InUnit(steps), Unit);
}

/// <summary>The figures of a district and of the city; each room brings its own.</summary>
public static class Figures
{
    public static IReadOnlyList<Figure> All { get; } = [.. BuildingFigures.All, .. ShuttleFigures.All, .. WasteFigures.All, .. EWasteFigures.All, .. EmissionFigures.All];
}

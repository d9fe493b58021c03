using System.Collections.Frozen;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City;

/// <summary>What an activity emits or keeps from being emitted: the amount of each day times the factor of that day, worked out when it is asked for and never stored.</summary>
/// <param name="Name">As callers write it, such as "import-emissions".</param>
/// <param name="Series">Of factors; see <see cref="Factors.FactorRegistry"/>.</param>
/// <param name="Unit">Of CO2e, a mass.</param>
/// <param name="Says">What it is, in one line, for people.</param>
public sealed record Emission(string Name, Measure Activity, string Series, Unit Unit, string Says)
{
    public override string ToString() => Name;
}

/// <summary>Every emission that this program works out of one measure and one factor.</summary>
/// <remarks>None is added to another: import is scope 2 of buildings, charging of vehicles; what PV displaces is beside every total.</remarks>
public static class Emissions
{
    /// <summary>TGO's, location-based.</summary>
    const string Grid = "th-grid-scope-2";
    static readonly Unit Kilogram = Unit.Parse("kg");

    public static Emission Import { get; } = new("import-emissions", BuildingMeasures.ImportEnergy, Grid, Kilogram, "emissions of the energy that buildings took from the grid, scope 2, location-based");
    public static Emission PvDisplaced { get; } = new("pv-displaced", BuildingMeasures.PvEnergy, Grid, Kilogram, "grid emissions displaced by the energy that roofs made; beside every total, and no credit");
    public static Emission Charging { get; } = new("charge-emissions", ShuttleMeasures.ChargeEnergy, Grid, Kilogram, "emissions of the energy that shuttles charged, scope 2, location-based; behind a building's meter it is in import-emissions as well");

    static readonly FrozenDictionary<string, Emission> ByName = new[] { Import, PvDisplaced, Charging }.ToFrozenDictionary(emission => emission.Name, StringComparer.Ordinal);

    public static IReadOnlyList<Emission> All { get; } = [.. ByName.Values.OrderBy(emission => emission.Name, StringComparer.Ordinal)];

    /// <summary>Null when there is none of that name.</summary>
    public static Emission? Named(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>What districts and the city show of emissions.</summary>
public static class EmissionFigures
{
    static readonly Unit Tonne = Unit.Parse("t"), Kilogram = Unit.Parse("kg");

    public static IReadOnlyList<Figure> All { get; } =
    [
        Figure.Today("import-emissions-today", Emissions.Import, Tonne, "emissions of the energy taken from the grid since midnight in Bangkok, location-based"),
        Figure.Today("pv-displaced-today", Emissions.PvDisplaced, Tonne, "grid emissions displaced by the roofs' energy since midnight in Bangkok; no credit"),
        Figure.Today("charge-emissions-today", Emissions.Charging, Kilogram, "emissions of the energy that shuttles charged since midnight in Bangkok"),
    ];
}

using YPort.Twin.Model.City;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Buildings;

/// <summary>What districts and the city show of buildings.</summary>
public static class BuildingFigures
{
    static readonly Unit Power = Unit.Parse("kW"), Energy = Unit.Parse("MWh");

    public static IReadOnlyList<Figure> All { get; } =
    [
        Figure.Now("pv-power-now", BuildingChannels.PvPower, Power, "power of the roofs that report now"),
        Figure.Today("pv-energy-today", BuildingMeasures.PvEnergy, Energy, "energy made by roofs since midnight in Bangkok"),
        Figure.Now("load-power-now", BuildingChannels.LoadPower, Power, "what the twinned buildings use now"),
        Figure.Today("load-energy-today", BuildingMeasures.LoadEnergy, Energy, "energy used by the twinned buildings since midnight in Bangkok"),
        Figure.Today("import-energy-today", BuildingMeasures.ImportEnergy, Energy, "energy taken from the grid since midnight in Bangkok"),
        Figure.Today("export-energy-today", BuildingMeasures.ExportEnergy, Energy, "energy given to the grid since midnight in Bangkok"),
    ];
}

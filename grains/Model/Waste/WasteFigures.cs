using YPort.Twin.Model.City;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Waste;

/// <summary>What districts and the city show of waste.</summary>
public static class WasteFigures
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        Figure.Today("waste-collected-today", WasteMeasures.Collected, Unit.Parse("t"), "waste weighed for the first time since midnight in Bangkok"),
        Figure.Today("waste-delivered-today", WasteMeasures.Delivered, Unit.Parse("t"), "waste brought to where it ends since midnight in Bangkok; not to be added to what was collected"),
        Figure.Today("wte-energy-today", WasteMeasures.WteEnergy, Unit.Parse("MWh"), "energy made of waste since midnight in Bangkok"),
    ];
}

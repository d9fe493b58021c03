using YPort.Twin.Model.City;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What districts and the city show of carts and cars.</summary>
public static class ShuttleFigures
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        Figure.Today("vehicle-distance-today", ShuttleMeasures.VehicleDistance, Unit.Parse("km"), "distance driven by the shuttles since midnight in Bangkok"),
        Figure.Today("passenger-distance-today", ShuttleMeasures.PassengerDistance, Unit.Parse("km"), "distance that passengers were carried since midnight in Bangkok, person-kilometres"),
        Figure.Today("boardings-today", ShuttleMeasures.Boardings, Unit.Parse("{persons}"), "persons who got on since midnight in Bangkok"),
        Figure.Today("shuttle-energy-today", ShuttleMeasures.Energy, Unit.Parse("kWh"), "energy drawn from the shuttles' batteries since midnight in Bangkok"),
        Figure.Today("disengagements-today", ShuttleMeasures.Disengagements, Unit.Parse("1"), "times that automatic driving was ended early since midnight in Bangkok"),
    ];
}

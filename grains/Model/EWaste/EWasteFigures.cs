using YPort.Twin.Model.City;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.EWaste;

/// <summary>What districts and the city show of e-waste.</summary>
public static class EWasteFigures
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        Figure.Today("ewaste-collected-today", EWasteMeasures.Collected, Unit.Parse("kg"), "e-waste handed in since midnight in Bangkok"),
        Figure.Today("items-without-certificate-today", EWasteMeasures.WithoutCertificate, Unit.Parse("1"), "items that hold data and were taken apart, disposed of or given away without an adequate certificate since midnight in Bangkok"),
    ];
}

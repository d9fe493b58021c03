namespace YPort.Twin.Model.Buildings;

/// <summary>How a panel is built and mounted, for the temperature of its cells.</summary>
/// <param name="A">Logarithm of the warming by 1 W/m² without wind.</param>
/// <param name="B">How wind lessens it, per m/s.</param>
/// <param name="DeltaCelsius">How much warmer than the panel's back the cells are at 1000 W/m².</param>
/// <remarks>
/// Steady state, like Faiman's (<see cref="RooftopSolar.CellCelsius"/>). Formulas 11 and 12 and the sets of King, Boyson and Kratochvil, Sandia Photovoltaic
/// Array Performance Model, SAND2004-3535 (2004), doi:10.2172/919131; the sets read in pvlib's documentation of <c>temperature.sapm_cell</c>, 0.13.1.
/// </remarks>
public sealed record SapmMounting(string Name, double A, double B, double DeltaCelsius)
{
    public static SapmMounting OpenRackGlassGlass { get; } = new("glass/glass, open rack", -3.47, -0.0594, 3);
    public static SapmMounting CloseMountGlassGlass { get; } = new("glass/glass, close to the roof", -2.98, -0.0471, 1);
    public static SapmMounting OpenRackGlassPolymer { get; } = new("glass/polymer, open rack", -3.56, -0.0750, 3);
    public static SapmMounting InsulatedBackGlassPolymer { get; } = new("glass/polymer, insulated back", -2.81, -0.0455, 0);

    public static IReadOnlyList<SapmMounting> All { get; } = [OpenRackGlassGlass, CloseMountGlassGlass, OpenRackGlassPolymer, InsulatedBackGlassPolymer];

    /// <summary>T = Ta + G exp(a + b v).</summary>
    /// <param name="windMetresPerSecond">Ten metres above ground.</param>
    public double BackCelsius(double irradianceWm2, double airCelsius, double windMetresPerSecond) =>
        airCelsius + irradianceWm2 * Math.Exp(A + B * windMetresPerSecond);

    /// <summary>The back's temperature and G/1000 ΔT.</summary>
    /// <param name="windMetresPerSecond">Ten metres above ground.</param>
    public double CellCelsius(double irradianceWm2, double airCelsius, double windMetresPerSecond) =>
        BackCelsius(irradianceWm2, airCelsius, windMetresPerSecond) + irradianceWm2 / 1000 * DeltaCelsius;
}

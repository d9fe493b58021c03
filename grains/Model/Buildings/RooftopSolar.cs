namespace YPort.Twin.Model.Buildings;

/// <summary>What a roof makes of sunlight.</summary>
public static class RooftopSolar
{
    /// <summary>Temperature of the cells in a free-standing array.</summary>
    /// <remarks>
    /// T = Ta + G / (25 + 6.84 · v). Steady state: it has no memory of the last minutes. Panels close to a roof run hotter.
    /// Source: Faiman, Progress in Photovoltaics 16 (2008) 307, doi:10.1002/pip.813.
    /// </remarks>
    public static double CellCelsius(double irradianceWm2, double airCelsius, double windMetresPerSecond) =>
        airCelsius + irradianceWm2 / (25 + 6.84 * windMetresPerSecond);

    /// <summary>DC power of an array. Never below zero.</summary>
    /// <param name="peakWatts">Power at 1000 W/m² and 25 °C.</param>
    /// <param name="irradianceWm2">Sunlight on the panels' own plane.</param>
    /// <param name="perCelsius">Relative change of power; silicon is near −0.004.</param>
    /// <remarks>
    /// P = P₀ · G/1000 · (1 + γ(T − 25)). Leaves out soiling, wiring and the inverter, and the drop of efficiency in dim light.
    /// Source: Dobos, PVWatts Version 5 Manual, NREL/TP-6A20-62641 (2014), doi:10.2172/1158421.
    /// </remarks>
    public static double DcWatts(double peakWatts, double irradianceWm2, double cellCelsius, double perCelsius = -0.004) =>
        Math.Max(0, peakWatts * irradianceWm2 / 1000 * (1 + perCelsius * (cellCelsius - 25)));

    /// <summary>AC power behind the inverter, never above its rating and never below zero.</summary>
    /// <param name="dcWatts">What reaches the inverter, after losses.</param>
    /// <param name="ratedWatts">The inverter's rated AC power, above zero.</param>
    /// <param name="nominal">Efficiency at rated power.</param>
    /// <remarks>
    /// η = η₀/0.9637 · (−0.0162 ζ − 0.0059/ζ + 0.9858) with ζ = Pdc/Pdc0 and Pdc0 = rated/η₀. One curve for every make, by a fit to
    /// inverters sold after 2010. Source: as <see cref="DcWatts"/>.
    /// </remarks>
    public static double AcWatts(double dcWatts, double ratedWatts, double nominal = 0.96)
    {
        var load = dcWatts / (ratedWatts / nominal);
        if (load <= 0) return 0;
        var efficiency = nominal / 0.9637 * (-0.0162 * load - 0.0059 / load + 0.9858);
        return Math.Clamp(dcWatts * efficiency, 0, ratedWatts);
    }
}

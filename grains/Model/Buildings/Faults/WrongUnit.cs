namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>Power told a thousandfold too high or too low: watts that were called kilowatts, or the reverse.</summary>
public static class WrongUnit
{
    // A working roof makes 0.4 to 1.2 of its peak times the sun; twice that is still far from another prefix.
    const double Low = 0.4, High = 2;
    const int LeastMoments = 8;

    /// <summary>1000 when the numbers are so many times too high, 0.001 when too low; null when they are not, or too few to tell.</summary>
    /// <param name="series">In watts, as told.</param>
    /// <param name="peakWatts">Of the panels (DC), above 0.</param>
    /// <remarks>The median of power through peak power and sun, over moments with 200 W/m² and more in which the roof makes anything: one wild value moves it by nothing.</remarks>
    public static double? Factor(IEnumerable<RoofMoment> series, double peakWatts)
    {
        if (!(peakWatts > 0)) throw new ArgumentOutOfRangeException(nameof(peakWatts), peakWatts, "Peak power is above 0; correct it in the register.");
        var ratios = series.Where(moment => moment is { Watts: > 0, PlaneWm2: >= OffInSunshine.Sunny }).Select(moment => moment.Watts!.Value / (peakWatts * moment.PlaneWm2!.Value / 1000)).Order().ToArray();
        if (ratios.Length < LeastMoments) return null;
        var median = ratios[ratios.Length / 2];
        foreach (var factor in (double[])[1000, 0.001])
            if (median >= Low * factor && median <= High * factor) return factor;
        return null;
    }
}

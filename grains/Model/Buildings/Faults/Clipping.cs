namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>An inverter that gives all it can while the panels could give more. No defect, but energy that is lost, and no measure of the panels.</summary>
public static class Clipping
{
    // Meters and inverters agree on the rating within about a percent.
    const double Nearly = 0.99, AtMost = 1.05;

    /// <summary>Runs at the inverter's rating.</summary>
    /// <param name="ceiling">The rating in the series' unit, above 0.</param>
    /// <param name="least">Observations in a row; a single one may be a cloud's edge.</param>
    public static IReadOnlyList<FaultSpan> Find(IReadOnlyList<Observation> series, double ceiling, int least = 2) =>
        Runs.Of(series.Count, least, i => series[i].Value is { } value && IsAtCeiling(value, ceiling));

    /// <summary>Within a percent below the rating, and not so far above that no inverter could.</summary>
    internal static bool IsAtCeiling(double value, double? ceiling) => ceiling is > 0 and var most && value >= Nearly * most && value <= AtMost * most;
}

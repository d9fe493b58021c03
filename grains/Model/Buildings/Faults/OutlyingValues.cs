namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>Single values that no roof can have had.</summary>
public static class OutlyingValues
{
    // A roof draws a few watts at night and a cloud's edge lifts power over the rating for minutes, neither by a tenth of the rating over quarter hours.
    const double Below = -0.1, Above = 1.2;
    // Between the greatest honest leap and the least labelled outlier of the recording: 0.21 and 0.40 of the rating.
    const double Leap = 0.3;

    /// <summary>Places in the series whose value is impossible, or leaps away from both neighbours and back.</summary>
    /// <param name="series">In order of time.</param>
    /// <param name="scale">Rated power in the series' unit, above 0.</param>
    /// <param name="step">How far apart the observations are. For minutes the leap proves nothing: clouds do that.</param>
    /// <remarks>
    /// Impossible: below −10 % or above 120 % of rated. A leap: both neighbours lie within two steps, and the value is more than 30 % of rated beyond the nearer
    /// of them, and farther from it than they are from each other. Cannot find two outliers in a row, except impossible ones. On the labelled PVDAQ inverter 7539
    /// (500 quarter hours, 6 labelled) precision and recall are 1, with the bound of the leap set on that same recording, so expect less elsewhere: the test
    /// <c>Faults_in_recordings.Of_outlying_values_are_found_as_people_labelled_them</c>.
    /// </remarks>
    public static IReadOnlyList<int> Find(IReadOnlyList<Observation> series, double scale, TimeSpan step)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "Rated power is above 0; correct it in the register.");
        List<int> found = [];
        for (var i = 0; i < series.Count; i++)
            if (series[i].Value is { } value && (IsImpossible(value, scale) || Leaps(series, i, value, scale, step))) found.Add(i);
        return found;
    }

    /// <summary>Only those whose value is impossible by itself, whatever the distance of the observations.</summary>
    /// <param name="scale">Rated power in the series' unit, above 0.</param>
    public static IReadOnlyList<int> Impossible(IReadOnlyList<Observation> series, double scale) =>
        [.. Enumerable.Range(0, series.Count).Where(i => series[i].Value is { } value && IsImpossible(value, scale))];

    static bool IsImpossible(double value, double scale) => value < Below * scale || value > Above * scale;

    static bool Leaps(IReadOnlyList<Observation> series, int i, double value, double scale, TimeSpan step)
    {
        if (Neighbour(i - 1) is not { } before || Neighbour(i + 1) is not { } after) return false;
        var (low, high) = (Math.Min(before, after), Math.Max(before, after));
        var beyond = Math.Max(low - value, value - high);
        return beyond > Leap * scale && beyond > high - low;

        double? Neighbour(int j) => j >= 0 && j < series.Count && (series[j].At - series[i].At).Duration() <= 2 * step ? series[j].Value : null;
    }
}

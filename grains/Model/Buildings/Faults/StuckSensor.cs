namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>A sensor that repeats its last word.</summary>
public static class StuckSensor
{
    /// <summary>Runs of one and the same value, to the last digit, that last too long to be true.</summary>
    /// <param name="series">In order of time. A missing value ends a run.</param>
    /// <param name="atLeast">How long, from the first to the last of the run.</param>
    /// <param name="ceiling">The inverter's rating in the series' unit. A run at 99 % of it or above is clipping, see <see cref="Clipping"/>, unless it outlasts the day. Null: unknown.</param>
    /// <remarks>
    /// Zero is never stuck by this rule: it is what a roof says at night, and by day <see cref="OffInSunshine"/> judges it. Weather never holds power still to the
    /// last of eight digits; a sensor that rounds to 1 % of its range may repeat itself honestly, so send what it measured. On the labelled PVDAQ inverter 2173
    /// (3,000 quarter hours, 245 labelled stale in three runs) precision and recall are 1: the test
    /// <c>Faults_in_recordings.Of_a_stuck_sensor_are_found_as_people_labelled_them</c>. The method is that of pvanalytics' <c>quality.gaps.stale_values_diff</c>, here by time.
    /// </remarks>
    public static IReadOnlyList<FaultSpan> Find(IReadOnlyList<Observation> series, TimeSpan atLeast, double? ceiling = null)
    {
        List<FaultSpan> found = [];
        for (int first = 0, next; first < series.Count; first = next)
        {
            next = first + 1;
            if (series[first].Value is not { } value || value == 0) continue;
            while (next < series.Count && series[next].Value == value) next++;
            var lasted = series[next - 1].At - series[first].At;
            if (lasted >= (Clipping.IsAtCeiling(value, ceiling) ? LongerThanAnyDay : atLeast)) found.Add(new(first, next - first));
        }
        return found;
    }

    // The sun is up for 13 hours at most in Bangkok, and no roof clips from rise to set.
    static readonly TimeSpan LongerThanAnyDay = TimeSpan.FromHours(13);
}

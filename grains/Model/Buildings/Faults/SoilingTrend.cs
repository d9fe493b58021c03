namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>How a roof's performance went from one rain to the next.</summary>
/// <param name="From">The first day after rain, or the first of the series.</param>
/// <param name="To">The last before rain, or the last of the series.</param>
/// <param name="Days">Of them, how many with a ratio.</param>
/// <param name="ChangePerDay">The median slope over all pairs of days, relative to the stretch's first level: −0.002 is a fifth of a percent a day.</param>
/// <param name="Z">Mann and Kendall's: below −1.645, a fall like this is by chance in fewer than one dry stretch of twenty.</param>
public readonly record struct SoilingTrend(DateOnly From, DateOnly To, int Days, double ChangePerDay, double Z)
{
    const double OneInTwenty = -1.645;

    /// <summary>It falls, and not by chance.</summary>
    public bool IsSoiling => ChangePerDay < 0 && Z < OneInTwenty;

    /// <summary>What the dirt had taken by the end of the stretch, 0 to 1; 0 without soiling.</summary>
    public double Lost => IsSoiling ? Math.Min(1, -ChangePerDay * (To.DayNumber - From.DayNumber)) : 0;

    /// <summary>Every dry stretch with enough days to judge by.</summary>
    /// <param name="days">In order, each once.</param>
    /// <param name="cleaningMillimetres">Rain of a day that washes a roof. 3 mm is usual (from memory; studies find 1 to 5).</param>
    /// <param name="leastDays">With a ratio; fewer prove nothing.</param>
    /// <remarks>
    /// Slope: Theil, Proc. Royal Netherlands Academy 53 (1950), and Sen, JASA 63 (1968) 1379: half of all days may be outliers by up to 29 % without moving it.
    /// Significance: Mann, Econometrica 13 (1945) 245, and Kendall, Rank Correlation Methods (1948), S through its deviation without ties, less 1 for continuity.
    /// Stretches between cleanings: Deceglie, Micheli and Muller, IEEE Journal of Photovoltaics 8 (2018) 547. A washing by hand is not known and ends no stretch;
    /// ageing of the panels, some 0.5 % a year, is far below what a month can show.
    /// </remarks>
    public static IReadOnlyList<SoilingTrend> Of(IEnumerable<SoilingDay> days, double cleaningMillimetres = 3, int leastDays = 14)
    {
        List<SoilingTrend> found = [];
        List<SoilingDay> dry = [];
        foreach (var day in days)
        {
            if (dry.Count > 0 && day.Day <= dry[^1].Day)
                throw new ArgumentException($"{day.Day:yyyy-MM-dd} follows {dry[^1].Day:yyyy-MM-dd}; send days in order, each once.", nameof(days));
            if (day.RainMillimetres >= cleaningMillimetres) End();
            else dry.Add(day);
        }
        End();
        return found;

        void End()
        {
            if (Trend(dry, leastDays) is { } trend) found.Add(trend);
            dry.Clear();
        }
    }

    static SoilingTrend? Trend(List<SoilingDay> dry, int leastDays)
    {
        var known = dry.Where(day => day.Ratio is not null).Select(day => (X: (double)day.Day.DayNumber, Y: day.Ratio!.Value)).ToArray();
        if (known.Length < Math.Max(3, leastDays)) return null;
        List<double> slopes = [];
        var signs = 0;
        for (var i = 0; i < known.Length; i++)
            for (var j = i + 1; j < known.Length; j++)
            {
                slopes.Add((known[j].Y - known[i].Y) / (known[j].X - known[i].X));
                signs += Math.Sign(known[j].Y - known[i].Y);
            }
        var slope = Median(slopes);
        // The line through the medians, at the first day.
        var level = Median([.. known.Select(day => day.Y - slope * (day.X - known[0].X))]);
        if (level <= 0) return null;
        double n = known.Length;
        var deviation = Math.Sqrt(n * (n - 1) * (2 * n + 5) / 18);
        return new(dry[0].Day, dry[^1].Day, known.Length, slope / level, (signs - Math.Sign(signs)) / deviation);
    }

    static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

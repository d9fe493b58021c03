using YPort.Twin.Api.Answering;

namespace YPort.Twin.Api.Metrics;

/// <summary>Series as CSV: one line a point, unit in the column's name.</summary>
static class MetricCsv
{
    /// <summary>The file's, without its ending.</summary>
    public static string Name(MetricAnswer answer) => $"{answer.Measure}-{answer.Set}-{answer.From.ToDateTimeOffset().AddHours(7):yyyyMMdd}";

    public static string ValueColumn(MetricAnswer answer) => $"{answer.Measure}_{answer.Unit}";

    /// <summary>What the series are of besides twin and area, each a column: the kind where one was asked for, and dimensions.</summary>
    public static IReadOnlyList<(string Name, Func<SeriesBy, string?> Of)> Parts(MetricAnswer answer)
    {
        if (answer.Series is not [{ By: var first }, ..]) return [];
        var dimensions = (first.Dimensions?.Keys ?? []).Select(name => (name, (Func<SeriesBy, string?>)(by => by.Dimensions?.GetValueOrDefault(name))));
        return first.Kind is null ? [.. dimensions] : [("kind", by => by.Kind), .. dimensions];
    }

    public static Csv Of(MetricAnswer answer)
    {
        var parts = Parts(answer);
        return new(Name(answer), ["from", "to", "twin", "area", .. parts.Select(part => part.Name), ValueColumn(answer), "exact", "coverage", "measured", "estimated", "missing"],
            answer.Series.SelectMany(series => series.Points.Select(point => (IEnumerable<object?>)[
                point.From, point.To, series.By.Twin, series.By.Area, .. parts.Select(part => part.Of(series.By)),
                point.Value, point.Exact, point.Coverage, point.Quality?.Measured, point.Quality?.Estimated, point.Quality?.Missing])));
    }
}

using YPort.Twin.Api.Answering;

namespace YPort.Twin.Api.Metrics;

/// <summary>Series as CSV: one line a point, unit in the column's name.</summary>
static class MetricCsv
{
    /// <summary>The file's, without its ending.</summary>
    public static string Name(MetricAnswer answer) => $"{answer.Measure}-{answer.Set}-{answer.From.ToDateTimeOffset().AddHours(7):yyyyMMdd}";

    public static string ValueColumn(MetricAnswer answer) => $"{answer.Measure}_{answer.Unit}";

    /// <summary>Names of the dimensions that the series are split by; each is a column.</summary>
    public static IReadOnlyList<string> Dimensions(MetricAnswer answer) => answer.Series.Select(series => series.By.Dimensions).FirstOrDefault(found => found is not null)?.Keys.ToArray() ?? [];

    public static Csv Of(MetricAnswer answer)
    {
        var dimensions = Dimensions(answer);
        return new(Name(answer), ["from", "to", "twin", "area", .. dimensions, ValueColumn(answer), "exact", "coverage", "measured", "estimated", "missing"],
            answer.Series.SelectMany(series => series.Points.Select(point => (IEnumerable<object?>)[
                point.From, point.To, series.By.Twin, series.By.Area, .. dimensions.Select(name => series.By.Dimensions?.GetValueOrDefault(name)),
                point.Value, point.Exact, point.Coverage, point.Quality?.Measured, point.Quality?.Estimated, point.Quality?.Missing])));
    }
}

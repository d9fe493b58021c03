using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace YPort.Twin.Api.Metrics;

/// <summary>Series as CSV (RFC 4180): one line a point, unit in the column's name, unknown is empty.</summary>
sealed class MetricCsv(MetricAnswer answer) : IResult
{
    public const string Type = "text/csv";

    public static string FileName(MetricAnswer answer, string extension) =>
        $"attachment; filename=\"{answer.Measure}-{answer.Set}-{answer.From.ToDateTimeOffset().AddHours(7):yyyyMMdd}.{extension}\"";

    public static string ValueColumn(MetricAnswer answer) => $"{answer.Measure}_{answer.Unit}";

    /// <summary>Names of the dimensions that the series are split by; each is a column.</summary>
    public static IReadOnlyList<string> Dimensions(MetricAnswer answer) => answer.Series.Select(series => series.By.Dimensions).FirstOrDefault(found => found is not null)?.Keys.ToArray() ?? [];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = Type + "; charset=utf-8; header=present";
        httpContext.Response.Headers.ContentDisposition = FileName(answer, "csv");
        await using var text = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        var dimensions = Dimensions(answer);
        await text.WriteLineAsync($"from,to,twin,area,{string.Concat(dimensions.Select(name => name + ","))}{ValueColumn(answer)},exact,coverage,measured,estimated,missing");
        // No field needs quotes: ids, codes, times and numbers hold neither comma nor quote.
        foreach (var series in answer.Series)
            foreach (var point in series.Points)
                await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{point.From},{point.To},{series.By.Twin},{series.By.Area},{string.Concat(dimensions.Select(name => series.By.Dimensions?.GetValueOrDefault(name) + ","))}{point.Value},{point.Exact},{point.Coverage},{point.Quality?.Measured},{point.Quality?.Estimated},{point.Quality?.Missing}"));
    }
}

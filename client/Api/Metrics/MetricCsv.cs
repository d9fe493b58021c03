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

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = Type + "; charset=utf-8; header=present";
        httpContext.Response.Headers.ContentDisposition = FileName(answer, "csv");
        await using var text = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync($"from,to,twin,area,{ValueColumn(answer)},exact,coverage,measured,estimated,missing");
        // No field needs quotes: ids, codes, times and numbers hold neither comma nor quote.
        foreach (var series in answer.Series)
            foreach (var point in series.Points)
                await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{point.From},{point.To},{series.By.Twin},{series.By.Area},{point.Value},{point.Exact},{point.Coverage},{point.Quality?.Measured},{point.Quality?.Estimated},{point.Quality?.Missing}"));
    }
}

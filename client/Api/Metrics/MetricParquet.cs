using Microsoft.AspNetCore.Http;
using Parquet;
using Parquet.Schema;

namespace YPort.Twin.Api.Metrics;

/// <summary>Series as Parquet: the columns of the CSV, one row group a series, times in UTC microseconds.</summary>
sealed class MetricParquet(MetricAnswer answer) : IResult
{
    public const string Type = "application/vnd.apache.parquet";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
        // The format ends with an index of what came before: it is made whole, at most 100,000 rows, then sent.
        using var file = new MemoryStream();
        await Write(file, stop);
        file.Position = 0;
        response.ContentType = Type;
        response.ContentLength = file.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{MetricCsv.Name(answer)}.parquet\"";
        await file.CopyToAsync(response.Body, stop);
    }

    async Task Write(Stream file, CancellationToken stop)
    {
        var (from, to) = (Time("from"), Time("to"));
        var (twin, area, exact) = (new DataField<string>("twin", true), new DataField<string>("area", true), new DataField<string>("exact", true));
        var value = new DecimalDataField(MetricCsv.ValueColumn(answer), 38, 6, isNullable: true);
        var (coverage, measured) = (new DataField<double?>("coverage"), new DataField<double?>("measured"));
        var (estimated, missing) = (new DataField<double?>("estimated"), new DataField<double?>("missing"));
        (DataField<string> Field, Func<SeriesBy, string?> Of)[] parts = [.. MetricCsv.Parts(answer).Select(part => (new DataField<string>(part.Name, true), part.Of))];
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema([from, to, twin, area, .. parts.Select(part => part.Field), value, exact, coverage, measured, estimated, missing]), file, cancellationToken: stop);
        foreach (var (by, points) in answer.Series)
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(from, Column(points, point => point.From.ToDateTimeOffset().UtcDateTime), cancellationToken: stop);
            await group.WriteAsync<DateTime>(to, Column(points, point => point.To.ToDateTimeOffset().UtcDateTime), cancellationToken: stop);
            await group.WriteAsync(twin, Column(points, _ => by.Twin));
            await group.WriteAsync(area, Column(points, _ => by.Area));
            foreach (var (field, of) in parts) await group.WriteAsync(field, Column(points, _ => of(by)));
            await group.WriteAsync<decimal>(value, Column(points, point => point.Value), cancellationToken: stop);
            await group.WriteAsync(exact, Column(points, point => point.Exact));
            await group.WriteAsync<double>(coverage, Column(points, point => point.Coverage), cancellationToken: stop);
            await group.WriteAsync<double>(measured, Column(points, point => point.Quality?.Measured), cancellationToken: stop);
            await group.WriteAsync<double>(estimated, Column(points, point => point.Quality?.Estimated), cancellationToken: stop);
            await group.WriteAsync<double>(missing, Column(points, point => point.Quality?.Missing), cancellationToken: stop);
            group.CompleteValidate();
        }
    }

    static DateTimeDataField Time(string name) => new(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: false);

    static T[] Column<T>(IEnumerable<MetricPoint> points, Func<MetricPoint, T> of) => [.. points.Select(of)];
}

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http;

namespace YPort.Twin.Api.Answering;

/// <summary>An answer as CSV (RFC 4180) in UTF-8: a head and one line each, unknown is empty.</summary>
/// <param name="name">The file's, without its ending.</param>
/// <param name="next">The next page's address; it stands in the header Link (RFC 8288).</param>
sealed class Csv(string name, IEnumerable<string> head, IEnumerable<IEnumerable<object?>> lines, string? next = null) : IResult
{
    public const string Type = "text/csv";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = Type + "; charset=utf-8; header=present";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        if (next is not null) httpContext.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        await using var text = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(false), leaveOpen: true);
        await using CsvWriter csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        foreach (var line in lines.Prepend(head))
        {
            foreach (var field in line) csv.WriteField(Convert.ToString(field, CultureInfo.InvariantCulture));
            await csv.NextRecordAsync();
        }
    }
}

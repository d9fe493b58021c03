using System.Globalization;
using System.Text;
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
        await using var text = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(Line(head));
        foreach (var line in lines) await text.WriteLineAsync(Line(line));
    }

    public static string Line(IEnumerable<object?> fields) => string.Join(',', fields.Select(field => Quoted(Convert.ToString(field, CultureInfo.InvariantCulture) ?? "")));

    static string Quoted(string field) => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

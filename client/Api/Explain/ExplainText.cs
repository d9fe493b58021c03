using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using YPort.Twin.Api.Asking;

namespace YPort.Twin.Api.Explain;

/// <summary>The same as plain text, for a file or a letter.</summary>
sealed class ExplainText(ExplainAnswer answer) : IResult
{
    public const string Type = "text/plain";

    /// <summary>Whether text was asked for, by the parameter "format" or by Accept.</summary>
    public static bool IsAsked(Ask ask, string? format, HttpRequest request) => ask.Format(format, request, ("text", Type)) == "text";

    public static IResult Of(ExplainAnswer answer, bool asText) => asText ? new ExplainText(answer) : TypedResults.Ok(answer);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = Type + "; charset=utf-8";
        await httpContext.Response.WriteAsync(Text(answer), Encoding.UTF8);
    }

    public static string Text(ExplainAnswer answer)
    {
        var text = new StringBuilder();
        Line($"{answer.Figure} ({answer.Set}): {(answer.Value is { } value ? $"{Number(value)} {answer.Unit}" : answer.Key ?? "not known")}");
        Line(answer.Says);
        Line(answer.From is { } from ? $"from {from} to {answer.To}, the end not included" : $"at {answer.To}");
        Line($"worked out at {answer.AsOf}{(answer.KnownAt is { } known ? $", from what was committed by {known}" : "")}");
        if (answer.Quality is { } quality) Line(string.Create(CultureInfo.InvariantCulture, $"measured {quality.Measured:P1}, estimated {quality.Estimated:P1}, missing {quality.Missing:P1}"));
        Line();
        Line($"Formula: {answer.Formula}");
        Line($"         {answer.Numbers}");
        Line($"Method:  {answer.Method}");
        foreach (var use in answer.Factors)
            Line($"Factor:  {use.Factor.Id} v{use.Factor.Version} = {Number(use.Factor.Value)} {use.Factor.Unit} {use.Factor.Gas}, {use.From:yyyy-MM-dd} to {use.To:yyyy-MM-dd}; {use.Factor.Boundary}; "
                + $"{use.Factor.Source.Title}, {use.Factor.Source.Publisher}{(use.Factor.Source.Year is { } year ? $" {year}" : "")}{(use.Factor.Source.Where is { } where ? $", {where}" : "")}; status: {use.Factor.Status.ToString().ToLowerInvariant()}"
                + (use.Alternatives.IsEmpty ? "" : $"; may be replaced by {string.Join(", ", use.Alternatives)}"));
        foreach (var line in answer.Lines) Line($"Step:    {line.Says}{(line.Value is { } came ? $" = {Number(came)} {line.Unit}" : "")}{(line.Factors.IsEmpty ? "" : $" ({string.Join(", ", line.Factors)})")}");
        foreach (var factor in answer.Parameters) Line($"Factor:  {factor.InOneCell()}");
        foreach (var note in answer.Notes) Line($"Note:    {note}");
        if (answer.Parts.Length > 0) Line();
        foreach (var part in answer.Parts) Line($"  {part.Name,-24} {(part.Value is { } one ? Number(one) : "not known"),20} {part.Unit,-12} {(part.Adds is { } adds ? $"adds {Number(adds)} {answer.Unit}  " : "")}{part.Explain}");
        foreach (var channel in answer.Readings)
        {
            Line();
            Line($"Readings of {channel.Channel}, {channel.Unit}, journal shard {channel.Shard} ({channel.Export}):");
            foreach (var reading in channel.Readings)
                Line($"  {reading.At}  {(reading.Value is { } read ? Number(read) : reading.Place is { } place ? string.Create(CultureInfo.InvariantCulture, $"{place.Lat} {place.Lon}") : "withdrawn"),20}  {reading.Quality.ToString().ToLowerInvariant(),-9}  feed {reading.Feed}, offset {reading.Offset}");
        }
        if (answer.Events.Length > 0) Line();
        foreach (var one in answer.Events) Line($"  {one.At}  {one.Twin}  {one.Type}  {one.Id}  {one.Fields.GetRawText()}  {(one.Feed == "" ? "" : $"feed {one.Feed}, ")}offset {one.Offset}");
        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');
    }

    static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

static class ExplainRoutes
{
    /// <summary>What every address that explains answers: JSON or text, or why not.</summary>
    public static RouteHandlerBuilder Explains(this RouteHandlerBuilder route) =>
        route.Produces<ExplainAnswer>(200, "application/json", ExplainText.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
}

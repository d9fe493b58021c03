using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Shuttles;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class AvoidedEndpoint
{
    public static void Map(RouteGroupBuilder explain) => explain.MapGet("/shuttles/{figure}", Avoided).Explains();

    /// <summary>Where emissions that shuttles avoided come from: passenger-kilometres by former mode times their factors, and what the shuttles emitted themselves.</summary>
    /// <param name="figure">avoided-emissions-gross or avoided-emissions-net, as in /v1/reports/shuttles.</param>
    /// <param name="from">ISO 8601 with zone, or a date: midnight in Bangkok. Default: 30 days before to.</param>
    /// <param name="to">The end, not included. Default: midnight today.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="twin">Only this vehicle.</param>
    /// <param name="format">json (default) or text; also by Accept.</param>
    internal static async Task<IResult> Avoided(
        string figure, [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? twin, [FromQuery] string? format, HttpRequest request, ShuttleServices services, FactorBook book,
        IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, only, asText) = (ask.Set(set), ask.Twin("twin", twin), ExplainText.IsAsked(ask, format, request));
        var (first, last) = ask.Period(from, to, clock);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        if (figure is not (ShuttleFigureRows.Gross or ShuttleFigureRows.Net))
            return Problems.Refused(StatusCodes.Status404NotFound, "unknown-figure", "There is no such figure",
                $"\"{figure}\" is not explained here: one of {ShuttleFigureRows.Gross}, {ShuttleFigureRows.Net}. Others of /v1/reports/shuttles have the address of their own measure.");
        var shuttles = await ShuttleAccounts.Shuttles(grains, asked, only);
        if (only is { } one && shuttles.Length == 0) return ShuttleReport.Unknown(asked, one);
        var accounts = await ShuttleAccounts.Of(shuttles, first, last, services, await book.Known(asked, stop), stop);
        var answer = new AvoidedExplanation(accounts, asked, only, first, last, Instant.From(clock)).Of(figure);
        return ExplainText.Of(answer, asText);
    }
}

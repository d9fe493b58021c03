using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Buildings;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class RoofEndpoint
{
    public static void Map(RouteGroupBuilder explain) => explain.MapGet("/roofs/{id}", Roof).Explains();

    /// <summary>Where a roof's performance ratio comes from: energy, peak power and sun, each with the address that leads to the readings.</summary>
    /// <param name="id">Of the building.</param>
    /// <param name="from">First day in Bangkok, such as 2026-11-01. Default: the day before to.</param>
    /// <param name="to">The day after the last. Default: today.</param>
    /// <param name="format">json (default) or text; also by Accept.</param>
    internal static async Task<IResult> Roof(
        string id, [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? format, HttpRequest request, RoofSeries series, IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        var (ask, now) = (new Ask(), Instant.From(clock));
        var (one, time, asText) = (ask.Twin("id", id), RoofDays.Read(from, to, now, ask), ExplainText.IsAsked(ask, format, request));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var all = await StateEndpoints.Listings(grains);
        if (all.FirstOrDefault(listing => listing.Register.Id == one) is not { } roof) return Problems.UnknownTwin(id);
        if (!RoofSheet.HasRoof(roof)) return RoofSheets.NoRoof(roof);
        var sheet = await new RoofSheets([.. all.Where(listing => listing.Register.Current.Set == roof.Register.Current.Set)], series, time, now).Of(roof, stop);
        var answer = RoofExplanation.Of(sheet, RoofFigures.Of(sheet), now);
        return ExplainText.Of(answer, asText);
    }
}

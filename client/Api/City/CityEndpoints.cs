using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Factors;
using YPort.Twin.Contracts.City;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.City;

static class CityEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var city = v1.MapGroup("").WithTags("City");
        city.MapGet("/city", City).ProducesProblem(400).ProducesProblem(503);
        city.MapGet("/city/audit", Audit).ProducesProblem(503);
        city.MapGet("/districts/{code}", District).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    /// <summary>The city now.</summary>
    /// <remarks>Answers 503 with Retry-After until every shard has spoken once; after that the last complete picture is served, with its age.</remarks>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="districts">true: all districts as well.</param>
    internal static Results<Ok<PlaceAnswer>, ProblemHttpResult> City(
        [FromQuery] string? set, [FromQuery] string? districts, CityView view, IDistricts known, FactorBook factors, TimeProvider clock, HttpContext http)
    {
        var ask = new Ask();
        var (asked, all) = (ask.Set(set), ask.Flag("districts", districts));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        return view.Picture is { } picture
            ? TypedResults.Ok(FigureComposer.City(picture, asked, Instant.From(clock), all ? known : null, factors.Of(asked)))
            : Gathering(view, http);
    }

    /// <summary>One district now.</summary>
    /// <param name="code">1001 to 1050.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static Results<Ok<PlaceAnswer>, ProblemHttpResult> District(
        string code, [FromQuery] string? set, CityView view, IDistricts known, FactorBook factors, TimeProvider clock, HttpContext http)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        if (known.Coded(code) is not { } district)
            return Problems.Refused(404, "unknown-district", "There is no such district", $"District \"{code}\" is not known. GET /v1/districts lists the codes.");
        return view.Picture is { } picture
            ? TypedResults.Ok(FigureComposer.Place(picture, asked, Instant.From(clock), district, factors.Of(asked)))
            : Gathering(view, http);
    }

    /// <summary>Compares city, districts, shards and twins, integer by integer, each at the same journal offset.</summary>
    internal static async Task<Ok<AuditAnswer>> Audit(IGrainFactory grains)
    {
        var audit = await grains.GetGrain<ICityGrain>(0).Audit();
        return TypedResults.Ok(new AuditAnswer(
            audit.Complete && audit.Differences.IsDefaultOrEmpty, audit.Complete, audit.Sums, audit.Twins,
            audit.Differences.IsDefault ? [] : audit.Differences, audit.Offsets.IsDefault ? [] : audit.Offsets));
    }

    static ProblemHttpResult Gathering(CityView view, HttpContext http) => Problems.Busy(http, "city-gathering",
        $"{view.ShardsHeard} of {Sharding.Count} shards have spoken since the start; a figure that leaves some out would be wrong. Ask again in a second.",
        KeyValuePair.Create<string, object?>("shardsHeard", view.ShardsHeard));
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;

namespace YPort.Twin.Api.Routes;

static class RoutesEndpoint
{
    const int MostOnAPage = 200;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/routes", List).WithTags("Twins").ProducesProblem(400).ProducesProblem(503);

    /// <summary>The ways that shuttles drive, with their stops and who serves them, in order of the first twin of each.</summary>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="limit">So many on a page, 1 to 200 (default).</param>
    /// <param name="after">What the page before gave as after: the first twin of its last route.</param>
    internal static async Task<Results<Ok<RoutePage>, ProblemHttpResult>> List([FromQuery] string? set, [FromQuery] string? limit, [FromQuery] string? after, IGrainFactory grains)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        var most = ask.Number("limit", limit, MostOnAPage, 1, MostOnAPage);
        var behind = ask.Twin("after", after);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        var routes = RouteAnswer.Of((await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(twin => twin.Current.Set == asked));
        var rest = routes.Where(route => behind is not { } id || route.Twins[0].CompareTo(id) > 0).ToArray();
        var page = rest.Take(most).ToImmutableArray();
        return TypedResults.Ok(new RoutePage(FigureComposer.Word(asked), routes.Length, page.Length < rest.Length ? page[^1].Twins[0] : null, page));
    }
}

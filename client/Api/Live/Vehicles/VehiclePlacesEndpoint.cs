using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Live.Vehicles;

/// <summary>Where the shuttles of a set were at a moment, in order of id.</summary>
/// <param name="Of">How many there are, on all pages.</param>
/// <param name="After">Ask again with after= this for the next page; null on the last.</param>
public sealed record VehiclePlaces(string Set, Instant At, int Of, TwinId? After, ImmutableArray<VehiclePlace> Vehicles);

/// <summary>What was known of a shuttle at that moment; null is unknown.</summary>
/// <param name="Place">As it said last in the quarter hour until then.</param>
/// <param name="FixedAt">When it was there.</param>
/// <param name="Mode">Who drove: auto, remote, manual or safe-stop.</param>
public sealed record VehiclePlace(TwinId Twin, PlaceBody? Place, Instant? FixedAt, string? Mode);

static class VehiclePlacesEndpoint
{
    // Each is looked up by itself.
    const int MostOnAPage = 500;
    static readonly TimeSpan Reach = TimeSpan.FromMinutes(15);
    static readonly Channel Position = Channels.Named("position")!;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/vehicles/places", List).WithTags("City").ProducesProblem(400).ProducesProblem(503);

    /// <summary>Where the shuttles were at a moment of the past, and who drove them, as the accepted readings and events say now.</summary>
    /// <remarks>Nothing is guessed between two words: a shuttle that said nothing in the quarter hour until then has no place. As far as the projections are: usually less than a second behind.</remarks>
    /// <param name="at">ISO 8601 with zone, or a date: midnight in Bangkok.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="limit">So many on a page, 1 to 500 (default).</param>
    /// <param name="after">The twin that the page before ended with.</param>
    internal static async Task<Results<Ok<VehiclePlaces>, ProblemHttpResult>> List(
        [FromQuery] string? at, [FromQuery] string? set, [FromQuery] string? limit, [FromQuery] string? after,
        IGrainFactory grains, IHistory history, IEvents events, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, most, behind, moment) = (ask.Set(set), ask.Number("limit", limit, MostOnAPage, 1, MostOnAPage), ask.Twin("after", after), ask.Bounded("at", at));
        if (at is null) ask.Fault("at", at, "It is missing.", "Name the moment, such as at=2026-11-23T05:00:00Z.");
        if (moment > Instant.From(clock)) ask.Fault("at", at, "It has not come yet.", "For where shuttles are now watch GET /v1/live/ws, or ask GET /v1/twins?kind=shuttle.");
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        var shuttles = (await StateEndpoints.Listings(grains)).Where(listing => listing.Register.Current is var twin && twin.Set == asked && twin.Kind == Kinds.Shuttle).OrderBy(listing => listing.Register.Id).ToArray();
        var rest = shuttles.Where(listing => behind is not { } id || listing.Register.Id.CompareTo(id) > 0).ToArray();
        List<VehiclePlace> page = [];
        foreach (var listing in rest.Take(most)) page.Add(await Place(listing, moment!.Value, history, events, stop));
        return TypedResults.Ok(new VehiclePlaces(FigureComposer.Word(asked), moment!.Value, shuttles.Length, page.Count < rest.Length ? page[^1].Twin : null, [.. page]));
    }

    static async Task<VehiclePlace> Place(TwinListing shuttle, Instant at, IHistory history, IEvents events, CancellationToken stop)
    {
        var id = shuttle.Register.Id;
        // What was never told is not looked for.
        IReadOnlyList<Sample> words = shuttle.Latest.ContainsKey(Position.Name) ? await history.Around(id, Position, at, at, Reach, stop) : [];
        var said = shuttle.Mode is null ? [] : await events.Around(id, at, at, null, stop);
        var mode = ShuttleView.ModeOf([.. said.Where(word => word.At <= at)]);
        if (words.TakeWhile(word => word.At <= at).ToArray() is not [.., var last]) return new(id, null, null, mode);
        var point = GeoPoint.Unpack(last.Steps);
        return new(id, new(point.LatDegrees, point.LonDegrees), last.At, mode);
    }
}

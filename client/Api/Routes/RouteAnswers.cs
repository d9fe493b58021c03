using System.Collections.Immutable;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Routes;

/// <summary>Routes in order of the first twin that serves each.</summary>
/// <param name="Of">How many there are, on all pages.</param>
/// <param name="After">Ask again with after= this for the next page; null on the last.</param>
public sealed record RoutePage(string Set, int Of, TwinId? After, ImmutableArray<RouteAnswer> Routes);

/// <summary>A way that shuttles drive, as the register has it.</summary>
/// <param name="Id">As its twins name it; null where they name none. A route whose twins drive different loops stands once for each.</param>
/// <param name="Loop">Where it turns, in order; the last place leads back to the first. Null when nobody said.</param>
/// <param name="Stops">On the loop, in order.</param>
/// <param name="Twins">That serve it, in order of id.</param>
public sealed record RouteAnswer(string? Id, ImmutableArray<PlaceBody>? Loop, ImmutableArray<RouteStop> Stops, ImmutableArray<TwinId> Twins)
{
    /// <summary>The routes that these twins serve.</summary>
    public static ImmutableArray<RouteAnswer> Of(IEnumerable<TwinRegister> twins) =>
    [
        .. twins.Where(twin => twin.Current.Shuttle is { Route: not null } or { Loop: not null }).OrderBy(twin => twin.Id)
            .GroupBy(twin => twin.Current.Shuttle!.Route).SelectMany(Ways).OrderBy(way => way.Twins[0]),
    ];

    static IEnumerable<RouteAnswer> Ways(IGrouping<string?, TwinRegister> route)
    {
        var ways = route.GroupBy(twin => new ShuttleFacts(Loop: twin.Current.Shuttle!.Loop)).ToArray();
        // Who says no loop drives the one that all others of its route say.
        return ways.Where(way => way.Key.Loop is not null).ToArray() is [var only] ? [Way(route.Key, only.Key.Loop, route)] : ways.Select(way => Way(route.Key, way.Key.Loop, way));
    }

    static RouteAnswer Way(string? id, IReadOnlyList<LoopPoint>? loop, IEnumerable<TwinRegister> twins) => new(
        id, loop is null ? null : [.. loop.Select(Place)],
        [.. (loop ?? []).Where(point => point.Stop is not null).Select(point => new RouteStop(point.Stop!, point.Name is { } name ? NameBody.Of(name) : null, Place(point)))],
        [.. twins.Select(twin => twin.Id)]);

    static PlaceBody Place(LoopPoint point) => new(point.Lat, point.Lon);
}

/// <param name="Stop">Its code, as events at it say it.</param>
/// <param name="Name">What people call it; null when nobody said.</param>
public sealed record RouteStop(string Stop, NameBody? Name, PlaceBody Place);

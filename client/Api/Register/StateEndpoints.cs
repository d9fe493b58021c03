using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.EWaste;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Shuttles;
using YPort.Twin.Contracts.Things;
using YPort.Twin.Contracts.Waste;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Register;

static class StateEndpoints
{
    const int MostOnAPage = 1000;

    public static void Map(RouteGroupBuilder v1)
    {
        var twins = v1.MapGroup("/twins").WithTags("Twins");
        twins.MapGet("", List).ProducesProblem(400).ProducesProblem(503);
        twins.MapGet("/{id}/state", State).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    /// <summary>The twins and what their channels said last, in order of id.</summary>
    /// <param name="kind">building, shuttle, waste-site, e-waste-point, thing or office; all when left out.</param>
    /// <param name="area">A district's code or "outside:place".</param>
    /// <param name="freshness">live, late, stale or silent.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="limit">So many on a page, 1 to 1000 (default).</param>
    /// <param name="after">The id that the page before ended with.</param>
    internal static async Task<Results<Ok<TwinPage>, ProblemHttpResult>> List(
        [FromQuery] string? kind, [FromQuery] string? area, [FromQuery] string? freshness, [FromQuery] string? set, [FromQuery] string? limit, [FromQuery] string? after,
        IGrainFactory grains, IDistricts districts, TimeProvider clock)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        var fresh = freshness is null ? (Freshness?)null
            : ask.OneOf("freshness", freshness, ("live", Freshness.Live), ("late", Freshness.Late), ("stale", Freshness.Stale), ("silent", Freshness.Silent));
        if (kind is not null && !Kinds.All.Contains(kind)) ask.Fault("kind", kind, "There is no such kind of twin.", $"One of: {string.Join(", ", Kinds.All)}.");
        ask.Area("area", area, districts);
        var most = ask.Number("limit", limit, MostOnAPage, 1, MostOnAPage);
        var behind = ask.Twin("after", after);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        var now = Instant.From(clock);
        var rows = (await Listings(grains))
            .Where(listing => listing.Register.Current is var twin && twin.Set == asked && (kind is null || twin.Kind == kind) && (area is null || twin.Area == area))
            .Select(listing => Row(listing, now))
            .Where(row => fresh is null || row.Freshness == fresh)
            .OrderBy(row => row.Id).ToArray();
        var rest = rows.Where(row => behind is not { } id || row.Id.CompareTo(id) > 0).ToArray();
        var page = rest.Take(most).ToImmutableArray();
        return TypedResults.Ok(new TwinPage(now.ToDateTimeOffset(), FigureComposer.Word(asked), rows.Length, page.Length < rest.Length ? page[^1].Id.ToString() : null, page));
    }

    /// <summary>A twin now: what its channels say, what it did today, what is wrong.</summary>
    /// <param name="id">Such as roof-1.</param>
    internal static async Task<Results<Ok<StateAnswer>, ProblemHttpResult>> State(string id, IGrainFactory grains)
    {
        if (!TwinId.TryParse(id, out var twin)) return Problems.BadId(id);
        switch ((await grains.GetGrain<IShardGrain>(twin.Shard).Describe(twin))?.Current.Kind)
        {
            case Kinds.Building:
                var building = await grains.GetGrain<IBuildingGrain>(id).Now();
                return TypedResults.Ok(Answer(building.Register, building.AsOf, building.Applied, building.Channels, building.Today, building.Alarms));
            case Kinds.Shuttle:
                var shuttle = await grains.GetGrain<IShuttleGrain>(id).Now();
                return TypedResults.Ok(Answer(shuttle.Register, shuttle.AsOf, shuttle.Applied, shuttle.Channels, shuttle.Today, shuttle.Alarms) with { Shuttle = ShuttleAnswer.Of(shuttle.Now, shuttle.AsOf) });
            case Kinds.WasteSite:
                var site = await grains.GetGrain<IWasteSiteGrain>(id).Now();
                return TypedResults.Ok(Answer(site.Register, site.AsOf, site.Applied, site.Channels, site.Today, site.Alarms) with { Waste = WasteAnswer.Of(site) });
            case Kinds.EWastePoint:
                var point = await grains.GetGrain<IEWastePointGrain>(id).Now();
                return TypedResults.Ok(Answer(point.Register, point.AsOf, point.Applied, point.Channels, point.Today, point.Alarms) with { EWaste = EWasteAnswer.Of(point) });
            case Kinds.Thing or Kinds.Office:
                var thing = await grains.GetGrain<IThingGrain>(id).Now();
                return TypedResults.Ok(Answer(thing.Register, thing.AsOf, thing.Applied, thing.Channels, thing.Today, []));
            default:
                return Problems.UnknownTwin(id);
        }
    }

    public static async Task<IEnumerable<TwinListing>> Listings(IGrainFactory grains) =>
        (await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Select(shard => grains.GetGrain<IShardGrain>(shard).Twins())))
        .SelectMany(listings => listings.IsDefault ? [] : listings);

    static TwinRow Row(TwinListing listing, Instant now)
    {
        var (id, twin) = (listing.Register.Id, listing.Register.Current);
        var latest = listing.Latest.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => Channels.Named(pair.Key) is not null)
            .Select(pair => (Channel: Channels.Named(pair.Key)!, Sample: pair.Value))
            .Select(pair => ChannelAnswer.Of(pair.Channel, pair.Sample.Steps, pair.Sample.At, FreshnessRules.Of(pair.Channel, pair.Sample.At, now), now)).ToImmutableArray();
        return new(id, listing.Register.Version, twin.Kind, FigureComposer.Word(twin.Set), NameBody.Of(twin.Name), twin.Area,
            twin.Place is { } place ? new(place.Lat, place.Lon) : null, latest.Select(channel => channel.Freshness).Append(FreshnessRules.OfEvents(listing.NewestEventAt, now)).Min(),
            latest.Select(channel => channel.At).Append(listing.NewestEventAt).Max(), latest, listing.Mode);
    }

    static StateAnswer Answer(
        TwinRegister register, Instant asOf, long applied, ImmutableArray<ChannelNow> channels, ImmutableArray<DayAmount> today, ImmutableArray<Alarm> alarms) => new(
        register.Id, register.Current.Kind, FigureComposer.Word(register.Current.Set), NameBody.Of(register.Current.Name), register.Current.Area, asOf, applied,
        [.. channels.Select(now => ChannelAnswer.Of(now.Channel, now.Steps, now.At, now.Freshness, asOf))],
        [.. today.Select(amount => Today(amount, asOf))],
        [.. alarms.Select(alarm => new AlarmAnswer(alarm.Code, alarm.Since, alarm.Says, alarm.Cure))]);

    internal static TodayAnswer Today(DayAmount amount, Instant asOf)
    {
        var measure = Measures.Named(amount.Measure)
            ?? throw new InvalidOperationException($"The twin names the measure \"{amount.Measure}\", which this program does not know. Run one version in all processes.");
        var steps = (Int128)amount.MeasuredSteps + amount.EstimatedSteps;
        var known = amount.MeasuredMicroseconds + amount.EstimatedMicroseconds > 0 || steps != 0;
        var quality = measure.IsCounted ? QualityShares.OfAmounts(amount.MeasuredSteps, amount.EstimatedSteps)
            : QualityShares.Of(amount.MeasuredMicroseconds, amount.EstimatedMicroseconds, asOf.Microseconds - BangkokDay.Of(asOf).Start.Microseconds);
        return new(measure.Name, known ? Shown.Plain(measure.InUnit(steps)) : null, known ? steps.ToString(CultureInfo.InvariantCulture) : null,
            measure.Unit.Text, measure.IsCounted ? null : quality?.Covered(), quality);
    }
}

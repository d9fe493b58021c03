using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Catalogues;

/// <param name="Nature">gauge (a value at a moment), register (a meter that only counts up), interval-amount (for a span with start and end) or position.</param>
/// <param name="Unit">The canonical unit, UCUM; others of its dimension are converted. Null for a position, which is in degrees.</param>
/// <param name="StepsPerUnit">Resolution: whole steps in one unit; of a position, in one degree.</param>
/// <param name="Least">Least physical value, in the unit; null for a position.</param>
/// <param name="Most">Greatest physical value, in the unit; null for a position.</param>
/// <param name="Holds">A reading says what holds until the next one; otherwise it is a point on a curve.</param>
/// <param name="Expected">The interval at which a healthy sensor reports, ISO 8601 duration; late after two, stale after five.</param>
/// <param name="Kinds">The kinds of twin that may have it.</param>
public sealed record ChannelInfo(
    string Channel, ChannelNature Nature, string? Unit, int StepsPerUnit, decimal? Least, decimal? Most, bool Holds, string Expected, ImmutableArray<string> Kinds, string Says)
{
    public static ChannelInfo Of(Channel channel) => channel.Nature == ChannelNature.Position
        ? new(channel.Name, channel.Nature, null, (int)GeoPoint.PerDegree, null, null, false, XmlConvert.ToString(channel.Expected), [.. channel.Kinds], channel.Says)
        : new(channel.Name, channel.Nature, channel.Unit.Text, channel.StepsPerUnit, channel.Least, channel.Most, channel.Holds, XmlConvert.ToString(channel.Expected), [.. channel.Kinds], channel.Says);
}

/// <param name="AddsOverTwins">May be summed over twins; sunlight per square metre may not.</param>
/// <param name="Dimensions">Names that it can be split and filtered by.</param>
/// <param name="IsCounted">Counts what happened: it covers no time, and a day without any is no gap.</param>
/// <param name="Sources">Channels it is made from, best first.</param>
/// <param name="Events">Types of events it is made from.</param>
/// <param name="Quotient">What is divided by what, of a measure that is made of two others each time it is asked for.</param>
public sealed record MeasureInfo(
    string Measure, string Unit, int? StepsPerUnit, bool AddsOverTwins, bool IsCounted, ImmutableArray<string> Dimensions, ImmutableArray<string> Sources, ImmutableArray<string> Events,
    QuotientInfo? Quotient, string Says)
{
    /// <summary>Which measure is multiplied by the factors of which series, of emissions; null of the others.</summary>
    public EmissionInfo? Emission { get; init; }

    public static MeasureInfo Of(Measure measure) => new(measure.Name, measure.Unit.Text, measure.StepsPerUnit, measure.AddsOverTwins, measure.IsCounted, [.. measure.Dimensions],
        [.. measure.Sources.Select(source => source.Name)], [.. measure.Events.Select(type => type.Name)], null, measure.Says);

    public static MeasureInfo Of(Ratio ratio) => new(ratio.Name, ratio.Unit.Text, null, ratio.Numerator.AddsOverTwins && ratio.Denominator.AddsOverTwins, false,
        [.. ratio.Numerator.Dimensions.Intersect(ratio.Denominator.Dimensions)], [], [], new(ratio.Numerator.Name, ratio.Denominator.Name, ratio.Scale), ratio.Says);

    public static MeasureInfo Of(Emission emission) => new(emission.Name, emission.Unit.Text, null, emission.Activity.AddsOverTwins, emission.Activity.IsCounted,
        [.. emission.Activity.Dimensions], [], [], null, emission.Says)
    { Emission = new(emission.Activity.Name, emission.Series) };

    public static MeasureInfo Headway { get; } = new(HeadwaySeries.Name, "s", null, true, false, [.. HeadwaySeries.Dimensions], [], [ShuttleEvents.StopDeparted.Name], null,
        "mean time between departures at a stop, over all vehicles of a route");
}

/// <param name="Scale">How many of the quotient's unit make one of the numerator's per one of the denominator's, exactly: 3.6 where m/s are given as km/h.</param>
public sealed record QuotientInfo(string Numerator, string Denominator, decimal Scale);

/// <param name="Factors">A series; see /v1/factors.</param>
public sealed record EmissionInfo(string Activity, string Factors);

/// <param name="Bearing">alone, holds (until the next of its type and subject) or with-subject (counts together with all events of its subject).</param>
/// <param name="Subject">The field that names what it is about; null when it is about the twin.</param>
/// <param name="Kinds">The kinds of twin that it may happen at.</param>
public sealed record EventTypeInfo(string Type, ImmutableArray<string> Kinds, EventBearing Bearing, string? Subject, ImmutableArray<EventFieldInfo> Fields, string Says);

/// <param name="Form">text, code, choice, kilograms (at most three decimals), count, decimal (exact), flag, date, object, codes (a list) or objects (a list).</param>
/// <param name="Choices">Of a choice.</param>
/// <param name="Members">Of an object, or of each object of a list.</param>
public sealed record EventFieldInfo(string Field, FieldForm Form, bool Required, ImmutableArray<string>? Choices, ImmutableArray<EventFieldInfo>? Members, string Says)
{
    public static EventFieldInfo Of(EventField field) => new(field.Name, field.Form, field.Required, field.Choices is { } choices ? [.. choices] : null,
        field.Members is { } members ? [.. members.Select(Of)] : null, field.Says);
}

/// <param name="AreaKm2">As published; unverified.</param>
/// <param name="Population">Registered residents in 2018.</param>
/// <param name="Centre">Centroid, WGS84 degrees.</param>
public sealed record DistrictInfo(string Code, LocalName Name, double AreaKm2, int? Population, Place Centre);

static class CatalogueEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var catalogues = v1.MapGroup("").WithTags("Catalogues");
        catalogues.MapGet("/channels", AllChannels).ProducesProblem(400);
        catalogues.MapGet("/event-types", AllEventTypes).ProducesProblem(400);
        catalogues.MapGet("/measures", AllMeasures);
        catalogues.MapGet("/districts", AllDistricts);
        catalogues.MapGet("/districts/shapes", Shapes).Produces(200, contentType: "application/geo+json").Produces(204);
    }

    /// <summary>What sensors may report.</summary>
    /// <param name="kind">Only those of one kind of twin.</param>
    internal static Results<Ok<ChannelInfo[]>, ProblemHttpResult> AllChannels([FromQuery] string? kind) => Of(kind, () =>
        Channels.All.Where(channel => kind is null || channel.Kinds.Contains(kind)).Select(ChannelInfo.Of).ToArray());

    /// <summary>What may happen at twins, and what an event of each type says.</summary>
    /// <param name="kind">Only those of one kind of twin.</param>
    internal static Results<Ok<EventTypeInfo[]>, ProblemHttpResult> AllEventTypes([FromQuery] string? kind) => Of(kind, () =>
        EventTypes.All.Where(type => kind is null || type.Kinds.Contains(kind)).Select(type => new EventTypeInfo(
            type.Name, [.. type.Kinds], type.Bearing, type.Subject, [.. type.Fields.Append(EventType.Note).Select(EventFieldInfo.Of)], type.Says)).ToArray());

    /// <summary>What the ledger counts, and what is made of it.</summary>
    internal static Ok<MeasureInfo[]> AllMeasures() => TypedResults.Ok(
        Measures.All.Select(MeasureInfo.Of).Concat(Ratios.All.Select(MeasureInfo.Of)).Concat(Emissions.All.Select(MeasureInfo.Of)).Append(MeasureInfo.Headway).OrderBy(measure => measure.Measure, StringComparer.Ordinal).ToArray());

    /// <summary>The districts, in order of code.</summary>
    internal static Ok<DistrictInfo[]> AllDistricts(IDistricts districts) => TypedResults.Ok(districts.All.Select(district => new DistrictInfo(
        district.Code, district.Name, district.AreaKm2, district.Population, district.Centre)).ToArray());

    /// <summary>Where the districts' borders run, as GeoJSON with the credit to show beside them.</summary>
    /// <remarks>Nothing (204) where the operator gave no official borders (Twin:Map:Districts): the page then draws its schematic. For drawing only: a twin's district comes from the register.</remarks>
    internal static Results<FileContentHttpResult, NoContent> Shapes([FromServices] IServiceProvider services) => services.GetService<DistrictShapes>() is { } shapes
        ? TypedResults.Bytes(shapes.GeoJson, "application/geo+json", entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(shapes.GeoJson.Span))[..16]}\"")) : TypedResults.NoContent();

    static Results<Ok<T[]>, ProblemHttpResult> Of<T>(string? kind, Func<T[]> found)
    {
        if (kind is null || Kinds.All.Contains(kind)) return TypedResults.Ok(found());
        var ask = new Ask();
        ask.Fault("kind", kind, "There is no such kind of twin.", $"One of: {string.Join(", ", Kinds.All)}.");
        return Problems.Invalid(ask.Faults);
    }
}

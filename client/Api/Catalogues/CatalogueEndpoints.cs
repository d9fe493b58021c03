using System.Collections.Immutable;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Catalogues;

/// <param name="Nature">gauge (a value at a moment), register (a meter that only counts up) or interval-amount (for a span with start and end).</param>
/// <param name="Unit">The canonical unit, UCUM; others of its dimension are converted.</param>
/// <param name="StepsPerUnit">Resolution: whole steps in one unit.</param>
/// <param name="Least">Least physical value, in the unit.</param>
/// <param name="Most">Greatest physical value, in the unit.</param>
/// <param name="Expected">The interval at which a healthy sensor reports, ISO 8601 duration; late after two, stale after five.</param>
/// <param name="Kinds">The kinds of twin that may have it.</param>
public sealed record ChannelInfo(
    string Channel, ChannelNature Nature, string Unit, int StepsPerUnit, decimal Least, decimal Most, string Expected, ImmutableArray<string> Kinds, string Says);

/// <param name="AddsOverTwins">May be summed over twins; sunlight per square metre may not.</param>
/// <param name="Sources">Channels it is made from, best first.</param>
public sealed record MeasureInfo(string Measure, string Unit, int StepsPerUnit, bool AddsOverTwins, ImmutableArray<string> Sources, string Says);

/// <param name="AreaKm2">As published; unverified.</param>
/// <param name="Population">Registered residents in 2018.</param>
/// <param name="Centre">Centroid, WGS84 degrees.</param>
public sealed record DistrictInfo(string Code, LocalName Name, double AreaKm2, int? Population, Place Centre);

static class CatalogueEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var catalogues = v1.MapGroup("").WithTags("Catalogues");
        catalogues.MapGet("/channels", AllChannels);
        catalogues.MapGet("/measures", AllMeasures);
        catalogues.MapGet("/districts", AllDistricts);
    }

    /// <summary>What sensors may report.</summary>
    internal static Ok<ChannelInfo[]> AllChannels() => TypedResults.Ok(Channels.All.Select(channel => new ChannelInfo(
        channel.Name, channel.Nature, channel.Unit.Text, channel.StepsPerUnit, channel.Least, channel.Most,
        XmlConvert.ToString(channel.Expected), [.. channel.Kinds], channel.Says)).ToArray());

    /// <summary>What the ledger counts.</summary>
    internal static Ok<MeasureInfo[]> AllMeasures() => TypedResults.Ok(Measures.All.Select(measure => new MeasureInfo(
        measure.Name, measure.Unit.Text, measure.StepsPerUnit, measure.AddsOverTwins, [.. measure.Sources.Select(source => source.Name)], measure.Says)).ToArray());

    /// <summary>The districts, in order of code.</summary>
    internal static Ok<DistrictInfo[]> AllDistricts(IDistricts districts) => TypedResults.Ok(districts.All.Select(district => new DistrictInfo(
        district.Code, district.Name, district.AreaKm2, district.Population, district.Centre)).ToArray());
}

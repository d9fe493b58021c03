using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Readings;

/// <summary>Accepted readings of one twin and channel by time, then by their place in the journal.</summary>
/// <param name="Shard">The shard of the journal that the offsets belong to.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
public sealed record ReadingsAnswer(TwinId Twin, string Channel, string Unit, int Shard, Instant From, Instant To, ImmutableArray<ReadingAnswer> Readings, string? Next);

/// <summary>One accepted word on a moment.</summary>
/// <param name="At">Of the value; of an interval amount its end.</param>
/// <param name="Since">Of an interval amount its beginning; null otherwise.</param>
/// <param name="Value">Null of a position and of a withdrawal.</param>
/// <param name="Exact">In whole steps of the channel's resolution.</param>
/// <param name="Stands">False: a later word replaced it, or it was withdrawn.</param>
/// <param name="Feed">Who sent it.</param>
/// <param name="Offset">Its place in the journal of the twin's shard.</param>
public sealed record ReadingAnswer(
    Instant At, Instant? Since, decimal? Value, string Exact, PlaceBody? Place, Quality Quality, int Revision, bool Withdrawn, bool Stands, string Feed, long Offset)
{
    public static ReadingAnswer Of(Channel channel, StoredReading stored, bool stands)
    {
        var (sample, feed) = stored;
        var point = channel.Nature == ChannelNature.Position && !sample.Withdrawn ? GeoPoint.Unpack(sample.Steps) : (GeoPoint?)null;
        return new(sample.At, sample.SpanMicroseconds > 0 ? sample.At - TimeSpan.FromMicroseconds(sample.SpanMicroseconds) : null,
            point is null && !sample.Withdrawn ? Shown.Plain(channel.InUnit(sample.Steps)) : null, sample.Steps.ToString(CultureInfo.InvariantCulture),
            point is { } place ? new(place.LatDegrees, place.LonDegrees) : null, sample.Quality, sample.Revision, sample.Withdrawn, stands && !sample.Withdrawn, feed, sample.Offset);
    }
}

static class ReadingsEndpoint
{
    const int MostOnAPage = 10_000;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/readings", List).WithTags("Readings")
        .Produces<ReadingsAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    /// <summary>What a twin's sensor said, word for word: what every figure rests on.</summary>
    /// <remarks>As far as the projections are: usually less than a second behind.</remarks>
    /// <param name="twin">Such as roof-1.</param>
    /// <param name="channel">Such as pv-power; /v1/channels lists them.</param>
    /// <param name="from">ISO 8601 with zone, or a date: midnight in Bangkok. Default: the start of the day of to.</param>
    /// <param name="to">The end, included. Default: now.</param>
    /// <param name="words">last (default): those that stand. all: also what was replaced or withdrawn.</param>
    /// <param name="limit">So many on a page, 1 to 10000 (default 1000).</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> List(
        [FromQuery] string? twin, [FromQuery] string? channel, [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? words, [FromQuery] string? limit,
        [FromQuery] string? format, HttpRequest request, IHistory history, IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (id, most) = (ask.Twin("twin", twin), ask.Number("limit", limit, 1000, 1, MostOnAPage));
        if (twin is null) ask.Fault("twin", twin, "It is missing.", "Name the twin, such as twin=roof-1.");
        var known = Channels.Named(channel);
        if (known is null) ask.Fault("channel", channel, "There is no such channel.", "GET /v1/channels lists them.");
        var end = ask.Moment("to", to) ?? Instant.From(clock);
        var start = ask.Moment("from", from) ?? BangkokDay.Of(end).Start;
        if (start < Ask.Earliest || start > end) ask.Fault("from", from ?? start.ToString(), $"It is not between 2000 and to, which is {end}.", "A date means midnight in Bangkok.");
        var all = ask.OneOf("words", words, ("last", false), ("all", true));
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        if (await grains.GetGrain<IShardGrain>(id!.Value.Shard).Describe(id.Value) is null) return Problems.UnknownTwin(twin!);

        var (page, next) = await Page(history, id.Value, known!, start, end, most, stop);
        ImmutableArray<ReadingAnswer> readings = [.. page.Select((word, i) => ReadingAnswer.Of(known!, word, stands: i + 1 == page.Count || page[i + 1].Sample.At != word.Sample.At)).Where(answer => all || answer.Stands)];
        var address = next is { } at ? NextPage.After(request, ("from", at.ToString()), ("to", end.ToString())) : null;
        ReadingsAnswer answer = new(id.Value, known!.Name, known.Unit.Text, id.Value.Shard, start, end, readings, address);
        return asCsv ? AsCsv(answer) : TypedResults.Ok(answer);
    }

    // A page ends between moments, so that each word tells on its own page whether it stands.
    static async Task<(IReadOnlyList<StoredReading> Page, Instant? Next)> Page(IHistory history, TwinId twin, Channel channel, Instant from, Instant to, int most, CancellationToken stop)
    {
        var found = await history.Words(twin, channel, from, to, most + 1, stop);
        if (found.Count <= most) return (found, null);
        var next = found[most].Sample.At;
        var before = found.TakeWhile(word => word.Sample.At < next).ToArray();
        if (before.Length > 0) return (before, next);
        // More words on one moment than a page holds: the moment is given whole.
        var moment = await history.Words(twin, channel, next, next, int.MaxValue, stop);
        var following = await history.Words(twin, channel, next + TimeSpan.FromMicroseconds(1), to, 1, stop);
        return (moment, following is [var first, ..] ? first.Sample.At : null);
    }

    /// <summary>One line a reading, the unit in the value's name.</summary>
    static Csv AsCsv(ReadingsAnswer answer) => new($"{answer.Twin}-{answer.Channel}",
        ["at", "since", $"{answer.Channel}_{answer.Unit}", "exact", "lat", "lon", "quality", "revision", "withdrawn", "stands", "feed", "shard", "offset"],
        answer.Readings.Select(one => (IEnumerable<object?>)[
            one.At, one.Since, one.Value, one.Exact, one.Place?.Lat, one.Place?.Lon, one.Quality.ToString().ToLowerInvariant(), one.Revision,
            one.Withdrawn ? 1 : 0, one.Stands ? 1 : 0, one.Feed, answer.Shard, one.Offset]), answer.Next);
}

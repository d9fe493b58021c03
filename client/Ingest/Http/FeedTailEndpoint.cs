using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Ingest.Tails;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>What a feed was answered last, as the server saw it that answers this.</summary>
public sealed record FeedTailAnswer(
    string Feed,
    [property: Description("Items before this moment are not told: the server started then, or began to watch this feed.")] Instant Since,
    [property: Description("Items that came through this server in the last minute.")] long ReceivedLastMinute,
    [property: Description("Newest first.")] IReadOnlyList<TailItem> Items);

/// <summary>One item as it was answered.</summary>
public sealed record TailItem(
    [property: Description("Counts up from 0 since this server started.")] long Number,
    Instant ReceivedAt,
    [property: Description("\"accepted\", \"duplicate\" or \"quarantined\".")] string Outcome,
    [property: Description("Null, like what and at, of an item that could not be read.")] string? Twin,
    [property: Description("The channel of a reading, the type of an event.")] string? What,
    Instant? At,
    [property: Description("Of a reading; null of events, positions and withdrawals.")] decimal? Value,
    [property: Description("The channel's own, to which the value was converted.")] string? Unit,
    [property: Description("Of a position, WGS84."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TailPlace? Place,
    [property: Description("Why it was refused; left out of what was not."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: Description("Of the quarantined item."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id)
{
    internal static TailItem Of(TailEntry entry)
    {
        var isPlace = entry.Channel?.Nature == ChannelNature.Position;
        var channel = isPlace ? null : entry.Channel;
        return new(entry.Number, entry.ReceivedAt, entry.Outcome, entry.Twin?.ToString(), entry.What, entry.At, channel?.InUnit(entry.Steps), channel?.Unit.Text,
            isPlace && GeoPoint.Unpack(entry.Steps) is var place ? new(place.LatDegrees, place.LonDegrees) : null, entry.Refusal?.Code, entry.Refusal?.Reason, entry.Id);
    }
}

/// <summary>Degrees.</summary>
public sealed record TailPlace(double Lat, double Lon);

static class FeedTailEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/feeds/{feed}/tail", Tail).Takes("limit").WithTags("Feeds")
        .WithSummary("Shows what a feed was answered last")
        .WithDescription("""
            The newest items that came through the server which answers, at once and newest first: accepted, duplicate or quarantined. From memory, at most 200 of each of 256 feeds:
            to watch a stream by. What counts is the journal: /v1/readings, /v1/events and /v1/quarantine tell all of it, from every server.
            """)
        .ProducesProblem(400);

    static Results<Ok<FeedTailAnswer>, ProblemHttpResult> Tail(
        string feed, [FromQuery, Description("At most so many, 1 to 200; 200 by default.")] string? limit, FeedTails tails, TimeProvider clock)
    {
        if (!Parameters.IsFeed(feed)) return Parameters.BadFeed(feed);
        var most = FeedTail.MostItems;
        if (limit is not null && (!int.TryParse(limit, out most) || most is < 1 or > FeedTail.MostItems)) return Problems.BadParameter("limit", limit, $"Send 1 to {FeedTail.MostItems}.");
        var now = Instant.From(clock);
        var tail = tails.Watch(feed);
        return TypedResults.Ok(new FeedTailAnswer(feed, tail.Since, tail.LastMinute(now), [.. tail.Look(most, now).Select(TailItem.Of)]));
    }
}

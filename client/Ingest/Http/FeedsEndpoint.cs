using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Ingest.Tails;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>What a feed was answered. received = accepted + duplicate + quarantined, at all times.</summary>
public sealed record FeedAnswer(
    string Feed,
    long Received,
    long Accepted,
    long Duplicate,
    [property: Description("Set aside and not replayed since; discarded of them were given up.")] long Quarantined,
    long Discarded,
    [property: Description("When its newest item came.")] Instant? LastReceivedAt,
    [property: Description("The newest time that any of its readings bears.")] Instant? LatestReadingAt,
    [property: Description("How far its newest reading lies behind its last receipt; null before the first.")] double? LagSeconds,
    [property: Description("Items in the last minute that came through the server which answers; null if it has heard nothing of the feed since it started.")] long? ReceivedLastMinute)
{
    internal static FeedAnswer Of(FeedBalance balance, long? receivedLastMinute) => new(
        balance.Feed, balance.Received, balance.Accepted, balance.Duplicate, balance.Quarantined, balance.Discarded, balance.LastReceivedAt, balance.LatestReadingAt,
        balance is { LastReceivedAt: { } received, LatestReadingAt: { } reading } ? (received - reading).TotalSeconds : null, receivedLastMinute);
}

static class FeedsEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/feeds", List).Takes().WithTags("Feeds")
        .WithSummary("Lists the feeds with their balances")
        .WithDescription("Each balance adds up at all times: received = accepted + duplicate + quarantined. A replayed item moves from quarantined to accepted or duplicate.")
        .ProducesProblem(400).ProducesProblem(503);

    static async Task<Ok<IReadOnlyList<FeedAnswer>>> List(ShardCalls shards, FeedTails tails, CancellationToken stop)
    {
        var balances = await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Select(shard => shards.Ask(shard, grain => grain.Feeds(), stop)));
        return TypedResults.Ok<IReadOnlyList<FeedAnswer>>([.. balances.SelectMany(balance => balance)
            .GroupBy(balance => balance.Feed, StringComparer.Ordinal)
            .Select(feed => feed.Aggregate((one, other) => one.Plus(other)))
            .OrderBy(feed => feed.Feed, StringComparer.Ordinal)
            .Select(feed => FeedAnswer.Of(feed, tails.LastMinute(feed.Feed)))]);
    }
}

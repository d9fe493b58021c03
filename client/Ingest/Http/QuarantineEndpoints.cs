using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

static class QuarantineEndpoints
{
    const int DefaultLimit = 100, MostLimit = 1000, LongestReason = 1000;

    // Each character may stand as an escape of six.
    const int MostCorrectionBytes = 6 * ItemList.LongestItemBytes + 64;

    public static void Map(RouteGroupBuilder v1)
    {
        var quarantine = v1.MapGroup("/quarantine").WithTags("Quarantine");
        quarantine.MapGet("", List).Takes("feed", "open", "limit", "before")
            .WithSummary("Lists refused items, newest first")
            .WithDescription("Each with its bytes, the reason and the cure. An item appears here a few seconds after it was set aside.").ProducesProblem(400);
        quarantine.MapGet("/{id}", Get).Takes().WithSummary("Shows one refused item").ProducesProblem(404);
        quarantine.MapPost("/{id}/replay", Replay).Takes().Accepts<CorrectionBody>(isOptional: true, "application/json")
            .WithSummary("Reads a refused item again, after its cause was cured")
            .WithDescription("As it came, or as the body says that it should have come. Accepted or duplicate: the item is closed, and keeps what came beside the correction. Refused again: 409 with the new reason, and the item stays as it was.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        quarantine.MapPost("/{id}/discard", Discard).Takes().Accepts<DiscardBody>("application/json")
            .WithSummary("Gives a refused item up").WithDescription("With a reason, which is kept. It stays in its feed's balance as quarantined, and counts as discarded.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    static async Task<Results<Ok<QuarantinePage>, ProblemHttpResult>> List(
        IQuarantine quarantine,
        [FromQuery, Description("Only this feed's.")] string? feed,
        [FromQuery, Description("true (default): neither replayed nor discarded. false: all.")] string? open,
        [FromQuery, Description("About so many, 1 to 1,000; 100 by default.")] string? limit,
        [FromQuery, Description("Only items received before this moment; \"next\" carries it.")] string? before, CancellationToken stop)
    {
        if (feed is not null && !Parameters.IsFeed(feed)) return Parameters.BadFeed(feed);
        if (open is not (null or "true" or "false")) return Problems.BadParameter("open", open, "Send true or false, or leave it out for true.");
        var most = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, out most) || most is < 1 or > MostLimit)) return Problems.BadParameter("limit", limit, $"Send 1 to {MostLimit}.");
        Instant? earlier = null;
        if (before is not null)
        {
            if (!Instant.TryParse(Encoding.UTF8.GetBytes(before), out var moment, out var why)) return Problems.BadParameter("before", before, why!);
            earlier = moment;
        }

        var (page, last) = await Page(quarantine, feed, open != "false", most, earlier, stop);
        var next = last is null ? null : $"/v1/quarantine?limit={most}&open={open ?? "true"}{(feed is null ? "" : $"&feed={feed}")}&before={last}";
        return TypedResults.Ok(new QuarantinePage([.. page.Select(QuarantineAnswer.Of)], next));
    }

    // Pages are cut by time of receipt, and a batch has one: what was received together is never torn apart.
    static async Task<(IEnumerable<QuarantineListing> Page, Instant? Last)> Page(
        IQuarantine quarantine, string? feed, bool open, int most, Instant? before, CancellationToken stop)
    {
        for (var asked = most + 1; ; asked *= 2)
        {
            var found = await quarantine.List(feed, open, asked, before, stop);
            if (found.Count < asked) return (found, null);
            var torn = found[^1].Item.Item.ReceivedAt;
            var whole = found.TakeWhile(listing => listing.Item.Item.ReceivedAt > torn).ToArray();
            if (whole.Length > 0) return (whole, whole[^1].Item.Item.ReceivedAt);
        }
    }

    static async Task<Results<Ok<QuarantineAnswer>, ProblemHttpResult>> Get(string id, IQuarantine quarantine, CancellationToken stop) =>
        QuarantineId.TryParse(id, out var shard, out var offset) && await quarantine.Find(shard, offset, stop) is { } found
            ? TypedResults.Ok(QuarantineAnswer.Of(found)) : Problems.NoSuchItem(id);

    static async Task<Results<Ok<ResolutionAnswer>, ProblemHttpResult>> Replay(string id, HttpRequest request, IQuarantine quarantine, Replay replay, CancellationToken stop)
    {
        var body = await Body(request, MostCorrectionBytes, stop);
        var corrected = Read(body, IngestJson.Default.CorrectionBody)?.Raw;
        if (body.Length > 0 && (corrected is null || Encoding.UTF8.GetByteCount(corrected) is 0 or > ItemList.LongestItemBytes))
            return Problems.Of(400, "not-a-correction", "What should it have said?", "Send {\"raw\": \"…\"} as application/json, the item as it should have come, at most 64 KiB; or no body, to read it as it came.");
        if (!QuarantineId.TryParse(id, out var shard, out var offset) || await quarantine.Find(shard, offset, stop) is not { } found) return Problems.NoSuchItem(id);
        if (found.Resolved is not null) return DealtWith(id);
        var answer = await replay.Again(found.Item, corrected, stop);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(409, "refused-again", "It is refused again", $"{refusal.Reason} {refusal.Cure}",
                new Dictionary<string, object?> { ["code"] = refusal.Code, ["reason"] = refusal.Reason, ["cure"] = refusal.Cure });
        }
        return answer.Closed ? TypedResults.Ok(new ResolutionAnswer(id, answer.Outcome)) : DealtWith(id);
    }

    static async Task<Results<Ok<ResolutionAnswer>, ProblemHttpResult>> Discard(string id, HttpRequest request, IQuarantine quarantine, Replay replay, CancellationToken stop)
    {
        if (Read(await Body(request, 8 * LongestReason, stop), IngestJson.Default.DiscardBody)?.Reason?.Trim() is not { Length: > 0 and <= LongestReason } reason)
            return Problems.Of(400, "reason-missing", "Why is it given up?", $"Send {{\"reason\": \"…\"}} as application/json, 1 to {LongestReason} characters: it is kept with the item.");
        if (!QuarantineId.TryParse(id, out var shard, out var offset) || await quarantine.Find(shard, offset, stop) is not { } found) return Problems.NoSuchItem(id);
        return found.Resolved is null && await replay.Discard(shard, offset, reason, stop)
            ? TypedResults.Ok(new ResolutionAnswer(id, "discarded")) : DealtWith(id);
    }

    // Longer than allowed is cut, and then is no JSON.
    static async Task<ReadOnlyMemory<byte>> Body(HttpRequest request, int most, CancellationToken stop)
    {
        var bytes = new byte[most];
        return bytes.AsMemory(0, await request.Body.ReadAtLeastAsync(bytes, most, throwOnEndOfStream: false, stop));
    }

    static T? Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static ProblemHttpResult DealtWith(string id) => Problems.Of(409, "dealt-with", "It was dealt with before", $"Item {id} was replayed or discarded already; GET /v1/quarantine/{id} says how.");
}

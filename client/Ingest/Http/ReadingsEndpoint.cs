using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

static class ReadingsEndpoint
{
    const string FeedSays = "The sender's name for this stream, 1 to 64 of a-z, 0-9, \"-\", \".\" and \"_\"; its balance stands at /v1/feeds.";
    const string SetSays = "\"real\" (default) or \"rehearsal\": what the twins belong to.";
    const string DryRunSays = "true: says what would become of each item and takes none. It is judged as it would be, by the register and by all that is committed; what others send before you do, it cannot know.";
    const string ItemsSays = "refused (default) or all: of which items the outcome is told, one by one. Of more than 1,000 items only the refused.";
    const string TwinSays = "Whose a SenML pack is; of no other form, where each item names its twin.";
    const string Json = "application/json", NdJson = "application/x-ndjson", JsonL = "application/jsonl", Csv = "text/csv", Senml = "application/senml+json";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPost("/readings", Receive).Takes("feed", "set", "dryRun", "items", "twin").WithTags("Readings")
            .WithSummary("Sends readings")
            .WithDescription("""
                A batch as a JSON array, as lines of JSON, as CSV or as a SenML pack of one twin. Answered after commit, item by item: one bad item never sinks the others, and repeats are harmless.
                An array counts whole or not at all if it cannot be read; lines are committed as they come, so a stream that breaks keeps what was committed.
                429 and 503 mean: not received, send the same again after Retry-After; of a stream "resumeAt" is the first item not received.
                """)
            .Accepts<ReadingBody[]>(Json, NdJson, JsonL, Csv, Senml)
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new CountedHere());
        v1.MapPost("/events", ReceiveEvents).Takes("feed", "set", "dryRun", "items").WithTags("Events")
            .WithSummary("Sends events")
            .WithDescription("""
                What happened at twins, as a JSON array or as lines of JSON; answered like readings, after commit, event by event. An event's identity is its twin and its id:
                a repeat is harmless, the same id with another content is set aside unless it is the next revision. Types and their fields stand at /v1/event-types.
                """)
            .Accepts<EventBody[]>(Json, NdJson, JsonL)
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new CountedHere());
        v1.MapPost("/events", (HttpRequest request) => Problems.UnknownForm(request.ContentType, events: true)).ExcludeFromDescription();
        // What no form above matches; routing's own answer would not name the forms.
        v1.MapPost("/readings", (HttpRequest request) => Problems.UnknownForm(request.ContentType)).ExcludeFromDescription();
    }

    static Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Receive(
        HttpContext http, ArrayReceiver arrays, StreamReceiver streams,
        [FromQuery, Description(FeedSays)] string? feed, [FromQuery, Description(SetSays)] string? set, [FromQuery, Description(DryRunSays)] string? dryRun,
        [FromQuery, Description(ItemsSays)] string? items, [FromQuery, Description(TwinSays)] string? twin, CancellationToken stop) =>
        Checked(feed, set, dryRun, items, sending => Form(http.Request) switch
        {
            Senml when TwinId.TryParse(twin, out var whose) => arrays.Pack(http, whose, sending, stop),
            Senml => Refused(Problems.BadParameter("twin", twin, $"A SenML pack needs the twin that it is of, such as twin=roof-1. {TwinId.Form}")),
            _ when twin is not null => Refused(Problems.BadParameter("twin", twin, $"Only a SenML pack ({Senml}) is of one twin; leave it out, each item names its own.")),
            Json => arrays.Readings(http, sending, stop),
            NdJson or JsonL => streams.Receive(http, new JsonLines(), sending, stop),
            Csv => streams.Receive(http, new CsvLines(), sending, stop),
            _ => Refused(Problems.UnknownForm(http.Request.ContentType)),
        });

    static Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> ReceiveEvents(
        HttpContext http, ArrayReceiver arrays, StreamReceiver streams, IOptions<ReadingOptions> options,
        [FromQuery, Description(FeedSays)] string? feed, [FromQuery, Description(SetSays)] string? set, [FromQuery, Description(DryRunSays)] string? dryRun,
        [FromQuery, Description(ItemsSays)] string? items, CancellationToken stop) =>
        Checked(feed, set, dryRun, items, sending => Form(http.Request) switch
        {
            Json => arrays.Events(http, sending, stop),
            NdJson or JsonL => streams.Receive(http, new EventLines(new(options.Value)), sending, stop),
            _ => Refused(Problems.UnknownForm(http.Request.ContentType, events: true)),
        });

    static async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Checked(
        string? feed, string? set, string? dryRun, string? items, Func<Sending, Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>>> receive)
    {
        feed ??= Parameters.DefaultFeed;
        if (!Parameters.IsFeed(feed)) return Parameters.BadFeed(feed);
        if (Parameters.Set(set) is not { } which) return Problems.BadParameter("set", set, "Send real or rehearsal, or leave it out for real.");
        if (dryRun is not (null or "true" or "false")) return Problems.BadParameter("dryRun", dryRun, "Send true or false, or leave it out for false.");
        if (items is not (null or "refused" or "all")) return Problems.BadParameter("items", items, "Send refused or all, or leave it out for refused.");
        return await receive(new(feed, which, dryRun == "true", dryRun == "true" || items == "all"));
    }

    static Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Refused(ProblemHttpResult problem) => Task.FromResult<Results<Ok<ReadingsAnswer>, ProblemHttpResult>>(problem);

    /// <summary>Null when the content type is none of ours, or is not in UTF-8.</summary>
    static string? Form(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return null;
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;
        return type.MediaType.Value?.ToLowerInvariant();
    }

    /// <summary>Streams are long: the server's limit gives way to ours, which count and say more.</summary>
    sealed class CountedHere : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}

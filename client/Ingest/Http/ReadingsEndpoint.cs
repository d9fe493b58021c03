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
    const string Json = "application/json", NdJson = "application/x-ndjson", JsonL = "application/jsonl", Csv = "text/csv";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPost("/readings", Receive).Takes("feed", "set").WithTags("Readings")
            .WithSummary("Sends readings")
            .WithDescription("""
                A batch as a JSON array, as lines of JSON or as CSV. Answered after commit, item by item: one bad item never sinks the others, and repeats are harmless.
                An array counts whole or not at all if it cannot be read; lines are committed as they come, so a stream that breaks keeps what was committed.
                429 and 503 mean: not received, send the same again after Retry-After; of a stream "resumeAt" is the first item not received.
                """)
            .Accepts<ReadingBody[]>(Json, NdJson, JsonL, Csv)
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new CountedHere());
        v1.MapPost("/events", ReceiveEvents).Takes("feed", "set").WithTags("Events")
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
        [FromQuery, Description(FeedSays)] string? feed, [FromQuery, Description(SetSays)] string? set, CancellationToken stop) =>
        Checked(feed, set, (name, which) => Form(http.Request) switch
        {
            Json => arrays.Receive(http, events: false, name, which, stop),
            NdJson or JsonL => streams.Receive(http, new JsonLines(), name, which, stop),
            Csv => streams.Receive(http, new CsvLines(), name, which, stop),
            _ => Refused(Problems.UnknownForm(http.Request.ContentType)),
        });

    static Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> ReceiveEvents(
        HttpContext http, ArrayReceiver arrays, StreamReceiver streams, IOptions<ReadingOptions> options,
        [FromQuery, Description(FeedSays)] string? feed, [FromQuery, Description(SetSays)] string? set, CancellationToken stop) =>
        Checked(feed, set, (name, which) => Form(http.Request) switch
        {
            Json => arrays.Receive(http, events: true, name, which, stop),
            NdJson or JsonL => streams.Receive(http, new EventLines(new(options.Value)), name, which, stop),
            _ => Refused(Problems.UnknownForm(http.Request.ContentType, events: true)),
        });

    static async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Checked(string? feed, string? set, Func<string, CitySet, Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>>> receive)
    {
        feed ??= Parameters.DefaultFeed;
        if (!Parameters.IsFeed(feed)) return Parameters.BadFeed(feed);
        if (Parameters.Set(set) is not { } which) return Problems.BadParameter("set", set, "Send real or rehearsal, or leave it out for real.");
        return await receive(feed, which);
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

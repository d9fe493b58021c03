using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using YPort.Twin.Ingest.Parsing;

namespace YPort.Twin.Ingest.Http;

static class ReadingsEndpoint
{
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
        // What no form above matches; routing's own answer would not name the forms.
        v1.MapPost("/readings", (HttpRequest request) => Problems.UnknownForm(request.ContentType)).ExcludeFromDescription();
    }

    static async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Receive(
        HttpContext http, ArrayReceiver arrays, StreamReceiver streams,
        [FromQuery, Description("The sender's name for this stream, 1 to 64 of a-z, 0-9, \"-\", \".\" and \"_\"; its balance stands at /v1/feeds.")] string? feed,
        [FromQuery, Description("\"real\" (default) or \"rehearsal\": what the twins belong to.")] string? set, CancellationToken stop)
    {
        feed ??= Parameters.DefaultFeed;
        if (!Parameters.IsFeed(feed)) return Parameters.BadFeed(feed);
        if (Parameters.Set(set) is not { } which) return Problems.BadParameter("set", set, "Send real or rehearsal, or leave it out for real.");
        return Form(http.Request) switch
        {
            Json => await arrays.Receive(http, feed, which, stop),
            NdJson or JsonL => await streams.Receive(http, new JsonLines(), feed, which, stop),
            Csv => await streams.Receive(http, new CsvLines(), feed, which, stop),
            _ => Problems.UnknownForm(http.Request.ContentType),
        };
    }

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

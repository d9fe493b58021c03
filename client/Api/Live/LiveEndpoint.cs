using System.ComponentModel;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;
using YPort.Twin.Api.Asking;

namespace YPort.Twin.Api.Live;

static class LiveEndpoint
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/live", Live).WithTags("City").ProducesProblem(400).ProducesProblem(503).AddOpenApiOperationTransformer(async (operation, context, stop) =>
        {
            // The stream's type says "text"; readers want to know what the text is.
            var frames = new OpenApiSchema { OneOf = [] };
            foreach (var frame in (Type[])[typeof(LiveSnapshot), typeof(LiveChange), typeof(LiveHeartbeat)])
                frames.OneOf.Add(await context.GetOrCreateSchemaAsync(frame, null, stop));
            operation.Responses!["200"].Content!["text/event-stream"].Schema = frames;
        });

    /// <summary>The city and its districts as they change, as server-sent events.</summary>
    /// <remarks>
    /// Events: "snapshot" (everything), "change" (the figures that changed), "heartbeat" (nothing for ten seconds).
    /// A stream resumes after its Last-Event-ID; an id that is unknown or too old gets a snapshot. A slow reader gets a snapshot instead of the past.
    /// </remarks>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="lastEventId">As the header Last-Event-ID, for clients that cannot send it.</param>
    internal static Results<ServerSentEventsResult<string>, ProblemHttpResult> Live(
        [FromQuery] string? set, [FromQuery] string? lastEventId,
        [FromHeader(Name = "Last-Event-ID"), Description("The id of the last frame that was received.")] string? header,
        LiveStreams streams, LiveBoards boards, IHostApplicationLifetime lifetime, HttpContext http)
    {
        var ask = new Ask();
        var board = boards.Of(ask.Set(set));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        if (streams.Enter() is not { } place)
            return Problems.Busy(http, "too-many-streams", $"{LiveStreams.Most} live streams are open, which is the most. Try again later, or ask GET /v1/city from time to time.");
        http.Response.RegisterForDispose(place);
        return TypedResults.ServerSentEvents(UntilEither(streams, board, header ?? lastEventId, lifetime.ApplicationStopping, http.RequestAborted));
    }

    // A stream never ends by itself: a server that stops must end it.
    static async IAsyncEnumerable<SseItem<string>> UntilEither(
        LiveStreams streams, LiveBoard board, string? lastEventId, CancellationToken stopping, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        await foreach (var item in streams.Read(board, lastEventId, either.Token)) yield return item;
    }
}

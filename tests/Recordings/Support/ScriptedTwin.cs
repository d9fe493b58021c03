using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YPort.Twin.Tests.Recordings.Support;

/// <summary>A real HTTP server on a free port that answers batches as the test says and keeps what it was sent.</summary>
sealed class ScriptedTwin : IAsyncDisposable
{
    readonly WebApplication _server;

    ScriptedTwin(WebApplication server) => _server = server;

    public HttpClient Http { get; private init; } = null!;
    public ConcurrentQueue<string> Registered { get; } = [];
    public ConcurrentQueue<string> Names { get; } = [];
    public ConcurrentQueue<string> Queries { get; } = [];

    /// <summary>Batches that were taken, as lines.</summary>
    public ConcurrentQueue<string[]> Taken { get; } = [];

    /// <summary>Where each of them was taken.</summary>
    public ConcurrentQueue<string> Doors { get; } = [];

    /// <summary>By number of the request, from 0: another answer than "all accepted"; null for that.</summary>
    public Func<int, string[], IResult?> Answers { get; set; } = (_, _) => null;

    int _asked;

    public static async Task<ScriptedTwin> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        ScriptedTwin? twin = null;
        server.MapPut("/v1/twins/{id}", async (string id, HttpRequest request) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            twin!.Registered.Enqueue($"{id} {body.RootElement.GetProperty("kind")}");
            if (body.RootElement.TryGetProperty("name", out var name)) twin.Names.Enqueue(name.GetProperty("en").GetString()!);
            return Results.Ok();
        });
        foreach (var door in new[] { "/v1/readings", "/v1/events" })
            server.MapPost(door, async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                twin!.Queries.Enqueue(request.QueryString.Value!);
                if (twin.Answers(twin._asked++, lines) is { } other) return other;
                twin.Taken.Enqueue(lines);
                twin.Doors.Enqueue(door);
                return Outcome(lines.Length);
            });
        await server.StartAsync();
        return twin = new(server) { Http = new() { BaseAddress = new(server.Urls.First()) } };
    }

    public static IResult Outcome(int accepted, int duplicate = 0, params (int Index, string Reason, string Cure)[] quarantined) => Results.Json(new
    {
        accepted,
        duplicate,
        quarantined = quarantined.Length,
        items = quarantined.Select(item => new { index = item.Index, outcome = "quarantined", code = "x", reason = item.Reason, cure = item.Cure, id = "1-2" }),
    });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }
}

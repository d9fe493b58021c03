using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Model.Readings;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace YPort.Twin.Api.Live.Vehicles;

/// <summary>Text frame: the ids of vehicles, whose indices begin at <paramref name="First"/>; later ones add to it.</summary>
public sealed record VehicleIds(string Set, int First, IReadOnlyList<string> Ids);

static class VehicleEndpoint
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/live/ws", Watch).WithTags("City").Produces<VehicleIds>(101).ProducesProblem(400).ProducesProblem(426).ProducesProblem(503);

    /// <summary>Where the shuttles are and who drives them, as they move, over a WebSocket.</summary>
    /// <remarks>
    /// Text frames give ids their indices; binary frames, little-endian, hold the server's time (Float64, ms since 1970) and for each vehicle that moved
    /// Uint32 index, Int32 latitude and Int32 longitude in 1e-7 degrees, Uint32 age in ms, and a byte for who drives (0 unknown, 1 auto, 2 remote, 3 manual, 4 safe-stop):
    /// 17 bytes. At most twenty a second; one without vehicles after ten silent seconds.
    /// </remarks>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<IResult> Watch(
        [FromQuery] string? set, VehicleBoards boards, IOptions<JsonOptions> json, TimeProvider clock, IHostApplicationLifetime lifetime, HttpContext http)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        if (!http.WebSockets.IsWebSocketRequest)
            return Problems.Refused(StatusCodes.Status426UpgradeRequired, "not-a-websocket", "This address speaks WebSocket", "The request was plain HTTP. Open a WebSocket (ws:// or wss://) here, or ask GET /v1/twins?kind=shuttle.");
        using var place = boards.Enter();
        if (place is null)
            return Problems.Busy(http, "too-many-streams", $"{VehicleBoards.Most} position streams are open, which is the most. Try again later, or ask GET /v1/twins?kind=shuttle from time to time.");
        // Who stopped reading does not answer pings either, and is let go.
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Heartbeat, KeepAliveTimeout = Heartbeat });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, http.RequestAborted);
        var left = UntilLeft(socket, over);
        try
        {
            await Send(socket, boards.Of(asked), FigureComposer.Word(asked), json.Value.SerializerOptions, clock, over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The reader left, or the server stops: both end a stream that has no other end.
        }
        await over.CancelAsync();
        await left;
        return Results.Empty;
    }

    static async Task Send(WebSocket socket, VehicleBoard board, string set, JsonSerializerOptions json, TimeProvider clock, CancellationToken stop)
    {
        var (tick, known, first) = (0L, 0, true);
        while (true)
        {
            var news = board.After(tick, known, Instant.From(clock));
            if (first || news.NewIds.Count > 0)
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new VehicleIds(set, known, news.NewIds), json), WebSocketMessageType.Text, true, stop);
            await socket.SendAsync(news.Moved, WebSocketMessageType.Binary, true, stop);
            (tick, known, first) = (news.Tick, known + news.NewIds.Count, false);
            await board.Newer(tick).WaitAsync(Heartbeat, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Nothing is expected from a reader; reading is how one hears that it left.</summary>
    static async Task UntilLeft(WebSocket socket, CancellationTokenSource over)
    {
        var ignored = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(ignored.AsMemory(), over.Token)).MessageType != WebSocketMessageType.Close) { }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // As above.
        }
        await over.CancelAsync();
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

public sealed class The_moving_vehicles(TwinServer server) : IClassFixture<TwinServer>
{
    static Instant Now => Instant.From(TimeProvider.System);

    async Task<ClientWebSocket> Watch(string query, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(server.Http.BaseAddress!.ToString().Replace("http://", "ws://", StringComparison.Ordinal) + "v1/live/ws" + query), stop);
        return socket;
    }

    static async Task<(WebSocketMessageType Type, byte[] Bytes)> Next(ClientWebSocket socket, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), stop);
        Assert.True(received.EndOfMessage);
        return (received.MessageType, buffer[..received.Count]);
    }

    async Task Cart(string id, string set) => Assert.Equal(HttpStatusCode.Created, (await server.Put(id,
        $$$"""{"kind":"shuttle","set":"{{{set}}}","name":{"en":"{{{id}}}"},"area":1030}""")).StatusCode);

    async Task Drives(string id, CitySet set, decimal lat, decimal lon)
    {
        var twin = TwinId.Parse(id);
        var answer = await server.Grains.GetGrain<Contracts.Shards.IShardGrain>(twin.Shard).Append(new("test", set, Now,
            [new Reading(twin, Channels.Named("position")!, Now, GeoPoint.Of(lat, lon)!.Value.Packed)]));
        Assert.Equal(1, answer.Accepted);
    }

    async Task IsDriven(string id, string mode)
    {
        var twin = TwinId.Parse(id);
        var answer = await server.Grains.GetGrain<Contracts.Shards.IShardGrain>(twin.Shard).AppendEvents(new("test", CitySet.Real, Now,
            [new(twin, "mode-changed", "m1", Now, $$"""{"mode":"{{mode}}"}""")]));
        Assert.Equal(1, answer.Accepted);
    }

    [Fact]
    public async Task Are_seen_to_move_by_those_who_watch_their_set()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await Cart("cart-real", "real");
        await Cart("cart-pretend", "rehearsal");
        using var socket = await Watch("?set=real", patience.Token);
        var (kind, table) = await Next(socket, patience.Token);
        Assert.Equal((WebSocketMessageType.Text, """{"set":"real","first":0,"ids":[]}"""), (kind, System.Text.Encoding.UTF8.GetString(table)));
        Assert.Equal(8, (await Next(socket, patience.Token)).Bytes.Length);

        await Drives("cart-pretend", CitySet.Rehearsal, 13.7m, 100.4m);
        await Drives("cart-real", CitySet.Real, 13.8047m, 100.5418m);
        (_, table) = await Next(socket, patience.Token);
        Assert.Equal("cart-real", Assert.Single(JsonDocument.Parse(table).RootElement.GetProperty("ids").EnumerateArray()).GetString());
        Assert.Equal((0u, 138047000, 1005418000), Seen((await Next(socket, patience.Token)).Bytes));

        await Drives("cart-real", CitySet.Real, 13.8048m, 100.5418m);
        Assert.Equal((0u, 138048000, 1005418000), Seen((await Next(socket, patience.Token)).Bytes));

        await IsDriven("cart-real", "remote");
        var told = (await Next(socket, patience.Token)).Bytes;
        Assert.Equal((0u, 138048000, 1005418000), Seen(told));
        Assert.Equal(2, told[^1]);
        Assert.Equal("remote", (await server.Get("/v1/twins?kind=shuttle")).GetProperty("twins")[0].GetProperty("mode").GetString());
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    static (uint Index, int LatE7, int LonE7) Seen(byte[] frame)
    {
        Assert.Equal(8 + 17, frame.Length);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - BinaryPrimitives.ReadDoubleLittleEndian(frame), -1000, 30_000);
        var vehicle = frame.AsSpan(8);
        return (BinaryPrimitives.ReadUInt32LittleEndian(vehicle), BinaryPrimitives.ReadInt32LittleEndian(vehicle[4..]), BinaryPrimitives.ReadInt32LittleEndian(vehicle[8..]));
    }

    [Theory]
    [InlineData("/v1/live/ws", HttpStatusCode.UpgradeRequired, "WebSocket")]
    [InlineData("/v1/live/ws?set=pretend", HttpStatusCode.BadRequest, "rehearsal")]
    public async Task Say_what_to_do_instead(string path, HttpStatusCode status, string cure)
    {
        var answer = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(cure, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

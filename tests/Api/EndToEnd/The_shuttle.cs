using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A cart over HTTP: what the register knows, where it is and how it drives.</summary>
public sealed class The_shuttle(TwinServer server) : IClassFixture<TwinServer>
{
    [Fact]
    public async Task Is_registered_with_its_facts_and_tells_where_it_is()
    {
        const string Body = """{"kind":"shuttle","name":{"en":"Cart 1"},"area":1029,"shuttle":{"capacity":8,"topSpeed":{"value":10,"unit":"m/s"},"route":"loop"}}""";
        Assert.Equal(HttpStatusCode.Created, (await server.Put("cart-1", Body)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Put("cart-1", (await server.Get("/v1/twins/cart-1")).GetProperty("twin").GetRawText())).StatusCode);
        var (cart, now) = (TwinId.Parse("cart-1"), Instant.From(TimeProvider.System));
        var silent = (await server.Get("/v1/twins/cart-1/state")).GetProperty("shuttle");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, "unknown"), (silent.GetProperty("position").ValueKind, silent.GetProperty("mode").ValueKind, silent.GetProperty("service").GetString()));

        var shard = server.Grains.GetGrain<IShardGrain>(cart.Shard);
        await shard.Append(new("test", CitySet.Real, now,
        [
            new(cart, ShuttleChannels.Position, now - TimeSpan.FromSeconds(20), GeoPoint.Of(13.8047m, 100.5418m)!.Value.Packed),
            new(cart, ShuttleChannels.Position, now - TimeSpan.FromSeconds(5), GeoPoint.Of(13.8057m, 100.5423m)!.Value.Packed),
            new(cart, ShuttleChannels.Occupancy, now - TimeSpan.FromSeconds(30), 0),
        ]));
        await shard.AppendEvents(new("test", CitySet.Real, now,
        [
            new(cart, ShuttleEvents.ModeChanged.Name, "m", now - TimeSpan.FromMinutes(1), """{"mode":"remote"}"""),
            new(cart, ShuttleEvents.Fault.Name, "f", now - TimeSpan.FromMinutes(1), """{"code":"E7","state":"raised"}""", "E7"),
            new(cart, ShuttleEvents.StopDeparted.Name, "s", now - TimeSpan.FromMinutes(1), """{"stop":"north"}""", "north"),
        ]));
        JsonElement shuttle = default, state = default;
        await TwinServer.Until(async () => (shuttle = (state = await server.Get("/v1/twins/cart-1/state")).GetProperty("shuttle")).GetProperty("stop").ValueKind == JsonValueKind.Object);
        Assert.Equal((13.8057, 100.5423, "live"), (shuttle.GetProperty("position").GetProperty("lat").GetDouble(), shuttle.GetProperty("position").GetProperty("lon").GetDouble(),
            shuttle.GetProperty("position").GetProperty("freshness").GetString()));
        Assert.Equal((26.0, "remote", "empty", 0), (shuttle.GetProperty("headingDegrees").GetDouble(), shuttle.GetProperty("mode").GetProperty("mode").GetString(),
            shuttle.GetProperty("service").GetString(), shuttle.GetProperty("persons").GetInt32()));
        Assert.Equal(("departed", "north", "E7", "major"), (shuttle.GetProperty("stop").GetProperty("event").GetString(), shuttle.GetProperty("stop").GetProperty("stop").GetString(),
            shuttle.GetProperty("faults")[0].GetProperty("code").GetString(), shuttle.GetProperty("faults")[0].GetProperty("severity").GetString()));
        Assert.Equal(["open-fault"], state.GetProperty("alarms").EnumerateArray().Select(alarm => alarm.GetProperty("code").GetString()));

        // A place is no number.
        var position = state.GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("channel").GetString() == "position");
        Assert.Equal((JsonValueKind.Null, 13.8057), (position.GetProperty("value").ValueKind, position.GetProperty("place").GetProperty("lat").GetDouble()));
    }

    [Fact]
    public async Task Is_the_only_one_with_a_shuttles_state()
    {
        await server.Roof("roof-beside-the-carts");
        Assert.Equal(JsonValueKind.Null, (await server.Get("/v1/twins/roof-beside-the-carts/state")).GetProperty("shuttle").ValueKind);
    }
}

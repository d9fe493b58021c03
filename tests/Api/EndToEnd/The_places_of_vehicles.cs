using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Where shuttles were at a moment of the past.</summary>
public sealed class The_places_of_vehicles(TwinServer server) : IClassFixture<TwinServer>
{
    static readonly Instant Noon = Instant.Parse("2026-05-10T05:00:00Z");
    static readonly Channel Position = Channels.Named("position")!;

    async Task<TwinId> Cart(string id, string set = "real")
    {
        Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$$"""{"kind":"shuttle","set":"{{{set}}}","name":{"en":"{{{id}}}"},"area":1030}""")).StatusCode);
        return TwinId.Parse(id);
    }

    async Task Was(TwinId cart, params (double Minute, decimal Lat)[] places)
    {
        var answer = await server.Grains.GetGrain<IShardGrain>(cart.Shard).Append(new("test", CitySet.Real, Instant.From(TimeProvider.System),
            [.. places.Select(place => new Reading(cart, Position, Noon + TimeSpan.FromMinutes(place.Minute), GeoPoint.Of(place.Lat, 100.5m)!.Value.Packed))]));
        Assert.Equal(places.Length, answer.Accepted);
        await TwinServer.Until(async () => (await server.Get($"/v1/readings?twin={cart}&channel=position&from=2026-05-10&to=2026-05-11")).GetProperty("readings").GetArrayLength() == places.Length);
    }

    async Task WasDriven(TwinId cart, params (double Minute, string Mode)[] modes)
    {
        var answer = await server.Grains.GetGrain<IShardGrain>(cart.Shard).AppendEvents(new("test", CitySet.Real, Instant.From(TimeProvider.System),
            [.. modes.Select(mode => new TwinEvent(cart, "mode-changed", mode.Mode, Noon + TimeSpan.FromMinutes(mode.Minute), $$"""{"mode":"{{mode.Mode}}"}"""))]));
        Assert.Equal(modes.Length, answer.Accepted);
        await TwinServer.Until(async () => (await server.Get($"/v1/events?twin={cart}&from=2026-05-10&to=2026-05-11")).GetProperty("events").GetArrayLength() == modes.Length);
    }

    async Task<JsonElement> Place(TwinId cart, double minute) =>
        (await server.Get($"/v1/vehicles/places?at={Noon + TimeSpan.FromMinutes(minute)}")).GetProperty("vehicles").EnumerateArray().Single(vehicle => vehicle.GetProperty("twin").GetString() == cart.ToString());

    [Theory]
    [InlineData(0, 13.80, 0)]
    [InlineData(3.9, 13.80, 0)]
    [InlineData(4, 13.81, 4)]
    [InlineData(18.9, 13.81, 4)]
    public async Task Are_the_last_said_in_the_quarter_hour_until_then_with_the_time_of_the_fix(double minute, double lat, double fixedAt)
    {
        var cart = await Cart(FormattableString.Invariant($"was-{minute * 10}"));
        await Was(cart, (0, 13.80m), (4, 13.81m), (60, 13.82m));

        var place = await Place(cart, minute);
        Assert.Equal((lat, 100.5), (place.GetProperty("place").GetProperty("lat").GetDouble(), place.GetProperty("place").GetProperty("lon").GetDouble()));
        Assert.Equal(Noon + TimeSpan.FromMinutes(fixedAt), Instant.Parse(place.GetProperty("fixedAt").GetString()!));
    }

    [Theory, InlineData(-1), InlineData(19.1), InlineData(59.9)]
    public async Task Are_null_where_nothing_was_said_in_it_and_never_guessed_between_two_words(double minute)
    {
        var cart = await Cart(FormattableString.Invariant($"silent-{(minute + 1) * 10}"));
        await Was(cart, (0, 13.80m), (4, 13.81m), (60, 13.82m));

        var place = await Place(cart, minute);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (place.GetProperty("place").ValueKind, place.GetProperty("fixedAt").ValueKind));
    }

    [Fact]
    public async Task Come_with_who_drove_then_however_long_ago_that_was_said()
    {
        var cart = await Cart("driven");
        await WasDriven(cart, (0, "auto"), (600, "manual"));

        Assert.Equal(JsonValueKind.Null, (await Place(cart, -1)).GetProperty("mode").ValueKind);
        Assert.Equal("auto", (await Place(cart, 599)).GetProperty("mode").GetString());
        Assert.Equal("manual", (await Place(cart, 600)).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Are_given_once_each_page_by_page_of_their_set_alone()
    {
        await Cart("page-1", "rehearsal");
        await Cart("page-2", "rehearsal");
        await Cart("page-3", "rehearsal");
        await server.Roof("page-roof", set: "rehearsal");

        List<string> seen = [];
        string? after = null;
        do
        {
            var page = await server.Get($"/v1/vehicles/places?set=rehearsal&at={Noon}&limit=2{(after is null ? "" : $"&after={after}")}");
            Assert.Equal(3, page.GetProperty("of").GetInt32());
            seen.AddRange(page.GetProperty("vehicles").EnumerateArray().Select(vehicle => vehicle.GetProperty("twin").GetString()!));
            after = page.GetProperty("after").GetString();
        }
        while (after is not null);
        Assert.Equal(["page-1", "page-2", "page-3"], seen);
    }

    [Theory]
    [InlineData("", "Name the moment")]
    [InlineData("?at=yesterday", "at")]
    [InlineData("?at=2099-01-01T00:00:00Z", "It has not come yet.")]
    [InlineData("?at=2026-05-10T05:00:00Z&limit=501", "Send 1 to 500.")]
    public async Task Are_refused_in_words_where_no_moment_of_the_past_is_asked(string query, string says)
    {
        var answer = await server.Http.GetAsync("/v1/vehicles/places" + query, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

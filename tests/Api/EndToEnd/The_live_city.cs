using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Orleans.Core.Internal;
using YPort.Twin.Contracts.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

public sealed class The_live_city(TwinServer server) : IClassFixture<TwinServer>
{
    static Instant Now => Instant.From(TimeProvider.System);

    static JsonElement Figure(JsonElement place, string id) => place.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("id").GetString() == id);

    static decimal? Value(JsonElement figure) => figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    async IAsyncEnumerable<SseItem<JsonElement>> Live(string query, string? lastEventId = null)
    {
        // A stream never ends by itself; a test that waits in vain must.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/live" + query);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var answer = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        await using var stream = await answer.Content.ReadAsStreamAsync(patience.Token);
        await foreach (var item in SseParser.Create(stream, (_, data) => JsonDocument.Parse(data.ToArray()).RootElement).EnumerateAsync(patience.Token))
            yield return item;
    }

    /// <summary>Reads until a change names the figure with that value; the id of that frame.</summary>
    static async Task<string> Until(IAsyncEnumerator<SseItem<JsonElement>> live, string id, decimal value)
    {
        while (await live.MoveNextAsync())
            if (live.Current.EventType == "change"
                && live.Current.Data.GetProperty("figures").EnumerateArray().Any(figure => figure.GetProperty("id").GetString() == id && Value(figure) == value))
                return live.Current.EventId!;
        throw new Xunit.Sdk.XunitException("The stream ended.");
    }

    [Fact]
    public async Task Hears_of_a_reading_and_agrees_with_its_twins()
    {
        var roof = await server.Roof("live-1", area: 1001);
        await using var live = Live("").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await live.MoveNextAsync());
        Assert.Equal("snapshot", live.Current.EventType);

        await server.Say(roof, "pv-power", CitySet.Real, (Now, 100_000m));
        await Until(live, "districts/1001/pv-power-now", 100);
        var district = Figure(await server.Get("/v1/districts/1001"), "districts/1001/pv-power-now");
        Assert.Equal((100m, "100000000", "kW", 1.0), (Value(district), district.GetProperty("exact").GetString(), district.GetProperty("unit").GetString(), district.GetProperty("coverage").GetDouble()));
        var state = await server.Get("/v1/twins/live-1/state");
        var power = state.GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("channel").GetString() == "pv-power");
        Assert.Equal((100_000m, "live"), (Value(power), power.GetProperty("freshness").GetString()));
        Assert.Equal("live", (await server.Get("/v1/twins?area=1001")).GetProperty("twins")[0].GetProperty("freshness").GetString());

        var audit = await server.Get("/v1/city/audit");
        Assert.True(audit.GetProperty("agrees").GetBoolean(), audit.GetRawText());
    }

    [Fact]
    public async Task Resumes_a_stream_where_it_broke()
    {
        var roof = await server.Roof("live-2", area: 1002);
        await server.Say(roof, "pv-power", CitySet.Real, (Now, 1000m));
        string id;
        await using (var before = Live("").GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            Assert.True(await before.MoveNextAsync());
            await server.Say(roof, "pv-power", CitySet.Real, (Now, 2000m));
            id = await Until(before, "districts/1002/pv-power-now", 2);
        }
        await server.Say(roof, "pv-power", CitySet.Real, (Now, 3000m));
        await TwinServer.Until(async () => Value(Figure(await server.Get("/v1/districts/1002"), "districts/1002/pv-power-now")) == 3);
        await using var after = Live("", id).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await after.MoveNextAsync());
        Assert.Equal("heartbeat", after.Current.EventType);
        await Until(after, "districts/1002/pv-power-now", 3);
    }

    [Fact]
    public async Task Keeps_rehearsal_apart()
    {
        var roof = await server.Roof("live-3", area: 1003, set: "rehearsal");
        await using var live = Live("?set=rehearsal").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await live.MoveNextAsync());
        await server.Say(roof, "pv-power", CitySet.Rehearsal, (Now, 7000m));
        await Until(live, "districts/1003/pv-power-now", 7);
        Assert.Null(Value(Figure(await server.Get("/v1/districts/1003"), "districts/1003/pv-power-now")));
    }

    [Fact]
    public async Task Never_dips_when_the_city_starts_anew()
    {
        var roof = await server.Roof("live-4", area: 1004);
        await server.Say(roof, "pv-power", CitySet.Real, (Now, 4000m));
        async Task<(string? Boot, decimal? Value)> Asked() => await server.Get("/v1/districts/1004") is var place
            ? (place.GetProperty("published").GetProperty("boot").GetString(), Value(Figure(place, "districts/1004/pv-power-now"))) : default;
        await TwinServer.Until(async () => (await Asked()).Value == 4);
        var boot = (await Asked()).Boot;

        await server.Grains.GetGrain<ICityGrain>(0).Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);
        await TwinServer.Until(async () =>
        {
            var (now, value) = await Asked();
            Assert.Equal(4, value);
            return now != boot;
        });
    }

    [Fact]
    public async Task Has_all_districts_where_asked()
    {
        var city = await server.Get("/v1/city?districts=true");
        Assert.Equal((50, 64), (city.GetProperty("districts").GetArrayLength(), city.GetProperty("published").GetProperty("offsets").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, (await server.Get("/v1/city")).GetProperty("districts").ValueKind);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/districts/1051", TestContext.Current.CancellationToken)).StatusCode);
    }
}

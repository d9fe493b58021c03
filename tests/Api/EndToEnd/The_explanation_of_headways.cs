using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A headway, walked from the city down to the two departures that it lies between; worked out by hand.</summary>
public sealed class The_explanation_of_headways(TwinServer server) : IClassFixture<TwinServer>
{
    const string Hour = "from=2026-03-10T05:00:00Z&to=2026-03-10T06:00:00Z";
    static readonly Instant Noon = Instant.Parse("2026-03-10T05:00:00Z");

    [Fact]
    public async Task Leads_by_route_and_stop_and_by_pairs_of_departures_down_to_the_events_as_they_were_known()
    {
        await Cart("cart-1");
        await Cart("cart-2");
        // North at 5:00:30, 5:11:00 and 5:20:30, doors opened again at 5:21:00; south at 5:05:10 and 5:14:10.
        await Departs("cart-1", ("d1", "north", 30), ("s1", "south", 310), ("d3", "north", 1230), ("d4", "north", 1260));
        await Departs("cart-2", ("d2", "north", 660), ("s2", "south", 850));
        var city = await Until($"/v1/explain/city/headway?{Hour}", "1740000/3");

        // (630 + 570 + 540) s / 3, as the metric says.
        Assert.Equal((580m, "s"), (city.GetProperty("value").GetDecimal(), city.GetProperty("unit").GetString()));
        Assert.Equal("1740 s / 3 = 580 s", city.GetProperty("numbers").GetString());
        var point = (await server.Get($"/v1/metrics/headway?step=1h&{Hour}")).GetProperty("series")[0].GetProperty("points")[0];
        Assert.Equal(("1740000/3", 580m), (point.GetProperty("exact").GetString(), point.GetProperty("value").GetDecimal()));
        Assert.Equal([("stop north of route loop", 600m, "1200000/2"), ("stop south of route loop", 540m, "540000/1")], Parts(city));
        Assert.Contains(city.GetProperty("notes").EnumerateArray(), note => note.GetString()!.StartsWith("3 more departures of that time end no headway", StringComparison.Ordinal));

        // The stop: each pair with ids, feeds and places in the journal.
        var north = await server.Get(Address(city, 0));
        Assert.Equal([("2026-03-10T05:00:30Z cart-1 d1 to 2026-03-10T05:11:00Z cart-2 d2", 630m, "630000/1"), ("2026-03-10T05:11:00Z cart-2 d2 to 2026-03-10T05:20:30Z cart-1 d3", 570m, "570000/1")], Parts(north));
        var told = (await server.Get($"/v1/events?type=stop-departed&about=north&{Hour}")).GetProperty("events").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!);
        Assert.Equal([("cart-1", "d1", "cart-1-feed"), ("cart-2", "d2", "cart-2-feed"), ("cart-1", "d3", "cart-1-feed")],
            north.GetProperty("events").EnumerateArray().Select(one => (one.GetProperty("twin").GetString()!, one.GetProperty("id").GetString()!, one.GetProperty("feed").GetString()!)));
        Assert.All(north.GetProperty("events").EnumerateArray(), one => Assert.Equal(told[one.GetProperty("id").GetString()!].GetProperty("offset").GetInt64(), one.GetProperty("offset").GetInt64()));

        // The quarter hour of the later departure, and from there the events themselves.
        var quarter = await server.Get(Address(north, 1));
        Assert.Equal(("2026-03-10T05:15:00Z", "570000/1"), (quarter.GetProperty("from").GetString(), quarter.GetProperty("exact").GetString()));
        Assert.Equal(["d2", "d3"], (await server.Get(Address(quarter, 0))).GetProperty("events").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));

        // Over several days by days; a district alike; text says feed and offset.
        var days = await server.Get("/v1/explain/districts/1045/headway?from=2026-03-09&to=2026-03-12&where=stop:north");
        Assert.Equal([("2026-03-10", 600m, "1200000/2")], Parts(days));
        Assert.Equal("1200000/2", (await server.Get(Address(days, 0))).GetProperty("exact").GetString());
        Assert.Equal(JsonValueKind.Null, (await server.Get($"/v1/explain/districts/1030/headway?{Hour}")).GetProperty("value").ValueKind);
        Assert.Contains("feed cart-2-feed, offset ", await server.Http.GetStringAsync(Address(north, 0) + "&format=text", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // One more is told later: 330 + 300 + 570 s; what was known before stays as it was.
        await Task.Delay(2, TestContext.Current.CancellationToken); // a commit of the same millisecond would be before and after
        var then = Instant.From(TimeProvider.System);
        await Task.Delay(2, TestContext.Current.CancellationToken);
        await Departs("cart-2", ("d0", "north", 360));
        await Until($"/v1/explain/city/headway?{Hour}&where=stop:north", "1200000/3");
        var known = await server.Get($"/v1/explain/city/headway?{Hour}&where=route:loop,stop:north&knownAt={then}");
        Assert.Equal("1200000/2", known.GetProperty("exact").GetString());
        Assert.Equal(["cart-1-feed", "cart-2-feed", "cart-1-feed"], known.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("feed").GetString()!));
        Assert.Contains($"knownAt={then}", Address(known, 0), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await server.Get($"/v1/explain/city/headway?{Hour}&knownAt=2026-01-01")).GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("/v1/explain/twins/cart-x/headway", HttpStatusCode.NotFound, "of no single one")]
    [InlineData("/v1/explain/city/headway?where=colour:red", HttpStatusCode.BadRequest, "names no dimension")]
    [InlineData("/v1/explain/city/headway?where=stop:a,stop:b", HttpStatusCode.BadRequest, "one twice")]
    [InlineData("/v1/explain/city/vehicle-distance?where=stop:a", HttpStatusCode.BadRequest, "leave it out")]
    public async Task Refuses_what_there_is_not(string path, HttpStatusCode status, string says)
    {
        await server.Put("cart-x", """{"kind":"shuttle","name":{"en":"x"},"area":1044,"shuttle":{"route":"other"}}""");
        var answer = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    async Task Cart(string id) =>
        Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$$"""{"kind":"shuttle","name":{"en":"{{{id}}}"},"area":1045,"shuttle":{"route":"loop"}}""")).StatusCode);

    async Task Departs(string cart, params (string Id, string Stop, int Seconds)[] times)
    {
        var twin = TwinId.Parse(cart);
        var answer = await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new($"{cart}-feed", CitySet.Real, Instant.From(TimeProvider.System),
            [.. times.Select(one => new TwinEvent(twin, "stop-departed", one.Id, Noon + TimeSpan.FromSeconds(one.Seconds), $$"""{"stop":"{{one.Stop}}"}""", one.Stop))]));
        Assert.Equal(times.Length, answer.Accepted);
    }

    async Task<JsonElement> Until(string path, string exact)
    {
        await server.Saved();
        JsonElement answer = default;
        await TwinServer.Until(async () => (answer = await server.Get(path)).GetProperty("exact").GetString() == exact, $"{path} does not come to {exact}.");
        return answer;
    }

    static (string, decimal, string)[] Parts(JsonElement answer) =>
        [.. answer.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("name").GetString()!, part.GetProperty("value").GetDecimal(), part.GetProperty("exact").GetString()!))];

    static string Address(JsonElement answer, int part) => answer.GetProperty("parts")[part].GetProperty("explain").GetString()!;
}

using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>What shuttles did, emitted and avoided over HTTP, worked out by hand beside the program.</summary>
public sealed class The_report_on_shuttles(TwinServer server) : IClassFixture<TwinServer>
{
    // Noon in Bangkok on the last day of the old grid factor and on the first of the new one.
    static readonly Instant Before = Instant.Parse("2025-12-31T05:00:00Z"), After = Instant.Parse("2026-01-01T05:00:00Z");
    const string Survey = """{"id":"survey-1","from":"2025-12-01","surveyed":"2025-11-20","shares":{"walk":0.5,"car-gasoline":0.25,"bus":0.25},"source":{"title":"Passenger survey","publisher":"made up for this test"}}""";
    const string Question = "from=2025-12-31&to=2026-01-02";

    [Fact]
    public async Task Counts_own_emissions_by_the_factor_of_each_day_and_avoided_ones_by_declared_former_modes()
    {
        await Registered("cart-a", $$"""
            "meteredBy":"depot","shuttle":{"formerModes":[{{Survey}}]}
            """);
        await Drives("cart-a", persons: 5);
        await Charges("cart-a", 2, 3);
        var report = await Until($"/v1/reports/shuttles?{Question}&twin=cart-a", report => Value(report, "charge-energy") == 5000 && Value(report, "vehicle-distance") is > 0 && Value(report, "passenger-distance") is > 0 && Value(report, "shuttle-energy") == 300);
        var vehicle = report.GetProperty("vehicles")[0];

        // 2 kWh × 0.4999 and 3 kWh × 0.4750, each named with the meter that counts it.
        Assert.Equal(0.9998m + 1.425m, Value(report, "own-emissions"));
        var parts = Rows(vehicle.GetProperty("figures"), "own-emissions").Where(row => row.GetProperty("by").ValueKind == JsonValueKind.Object).ToArray();
        Assert.Equal([("th-grid-tgo-2022", 0.9998m), ("th-grid-tgo-2026", 1.425m)], parts.Select(row => (row.GetProperty("factors")[0].GetProperty("id").GetString(), row.GetProperty("value").GetDecimal())));
        Assert.All(parts, row => Assert.Contains("counted with the electricity of depot", row.GetProperty("limits").GetString(), StringComparison.Ordinal));

        // Five persons over what was driven; a quarter by car at 171.01 ÷ 1.5 g, a quarter by bus at 1000 ÷ 25 g.
        var carried = Value(report, "passenger-distance")!.Value;
        Assert.Equal(5 * Value(report, "vehicle-distance"), carried);
        var gross = carried / 1000 * (0.25m * 171.01m / 1.5m + 0.25m * 40) / 1000;
        Assert.Equal(decimal.Round(gross, 8), decimal.Round(Value(report, "avoided-emissions-gross")!.Value, 8));
        Assert.Equal(decimal.Round(gross - 2.4248m, 8), decimal.Round(Value(report, "avoided-emissions-net")!.Value, 8));
        var net = Row(vehicle.GetProperty("figures"), "avoided-emissions-net");
        Assert.False(net.GetProperty("canBeClosed").GetBoolean()); // bus and occupancies are from memory
        Assert.Contains(net.GetProperty("factors").EnumerateArray(), factor => (factor.GetProperty("series").GetString(), factor.GetProperty("status").GetString(), factor.GetProperty("canBeClosed").GetBoolean()) == ("th-bus-diesel", "memory", false));

        // Retraced: net by gross and own, gross by each former mode's line, and that down to the distance.
        var explained = await server.Get(net.GetProperty("explain")[0].GetString()!);
        Assert.Equal(Value(report, "avoided-emissions-net"), explained.GetProperty("value").GetDecimal());
        Assert.Equal([Value(report, "avoided-emissions-gross"), -2.4248m], explained.GetProperty("parts").EnumerateArray().Select(part => (decimal?)part.GetProperty("value").GetDecimal()));
        Assert.Equal(2.4248m, (await server.Get(explained.GetProperty("parts")[1].GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());
        var byMode = await server.Get(explained.GetProperty("parts")[0].GetProperty("explain").GetString()!);
        Assert.Equal(decimal.Round(gross, 8), decimal.Round(byMode.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("value").GetDecimal()), 8));
        Assert.Contains(byMode.GetProperty("lines").EnumerateArray(), line => line.GetProperty("says").GetString()!.EndsWith("km x 0.25 x 171.01 g/km / 1.5 persons", StringComparison.Ordinal));
        Assert.Contains(byMode.GetProperty("parameters").EnumerateArray(), factor => (factor.GetProperty("series").GetString(), factor.GetProperty("status").GetString()) == ("th-bus-diesel", "memory"));
        Assert.Equal(carried, (await server.Get(byMode.GetProperty("parts")[0].GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/explain/shuttles/luck", TestContext.Current.CancellationToken)).StatusCode);

        // 300 Wh over what was driven, and two disengagements per as many thousand kilometres.
        Assert.Equal(decimal.Round(300 / (Value(report, "vehicle-distance")!.Value / 1000), 6), decimal.Round(Value(report, "energy-per-distance")!.Value, 6));
        Assert.Equal(decimal.Round(2 / (Value(report, "vehicle-distance")!.Value / 1_000_000), 3), decimal.Round(Value(report, "disengagement-rate")!.Value, 3));
        var driven = Rows(vehicle.GetProperty("figures"), "vehicle-distance").Single(row => row.GetProperty("by").ValueKind == JsonValueKind.Object);
        Assert.Equal(("auto", "occupied"), (driven.GetProperty("by").GetProperty("mode").GetString(), driven.GetProperty("by").GetProperty("service").GetString()));
        foreach (var (figure, value) in new[] { ("charge-energy", 5000m), ("own-emissions", 2.4248m) })
            Assert.Equal(value, (await server.Get(Row(vehicle.GetProperty("figures"), figure).GetProperty("explain")[0].GetString()!)).GetProperty("value").GetDecimal());
        Assert.Empty(report.GetProperty("toDo").EnumerateArray());

        var csv = await server.Http.GetStringAsync($"/v1/reports/shuttles?{Question}&twin=cart-a&format=csv", TestContext.Current.CancellationToken);
        Assert.StartsWith("twin,figure,by,value,unit,", csv, StringComparison.Ordinal);
        Assert.Contains("\r\ncart-a,own-emissions,,2.4248,kg,,true,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_unknown_and_what_to_do_where_no_meter_and_no_former_modes_are_declared()
    {
        Assert.Contains("Energy charged at cart-b counts nowhere until meteredBy is declared", (await Registered("cart-b", "\"shuttle\":{}")).GetProperty("hints")[0].GetString(), StringComparison.Ordinal);
        await Drives("cart-b", persons: 1);
        await Charges("cart-b", 1, 1);
        var report = await Until($"/v1/reports/shuttles?{Question}&twin=cart-b", report => Value(report, "charge-energy") == 2000 && Value(report, "passenger-distance") is > 0);
        var figures = report.GetProperty("vehicles")[0].GetProperty("figures");
        foreach (var figure in (string[])["avoided-emissions-gross", "avoided-emissions-net"])
        {
            Assert.Equal(JsonValueKind.Null, Row(figures, figure).GetProperty("value").ValueKind);
            Assert.Equal("lacking: a former-mode split for travel on 2025-12-31", Row(figures, figure).GetProperty("unknownBecause").GetString());
        }
        Assert.Equal(0.9749m, Value(report, "own-emissions")); // known, though it counts nowhere
        Assert.Contains("counts in no row of the inventory", Rows(figures, "own-emissions").Last().GetProperty("limits").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Row(figures, "boardings").GetProperty("value").ValueKind);
        string[] toDo = [.. report.GetProperty("toDo").EnumerateArray().Select(one => one.GetString()!)];
        Assert.Contains(toDo, one => one.StartsWith("Energy charged at cart-b counts nowhere until meteredBy is declared", StringComparison.Ordinal));
        Assert.Contains(toDo, one => one.Contains("shuttle.formerModes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shows_a_figure_on_an_assumption_and_never_closes_it_and_has_no_sum_where_one_vehicle_lacks_a_split()
    {
        const string Assumed = """{"id":"guess","from":"2025-12-01","shares":{"walk":1},"source":{"title":"Nobody was asked","publisher":"made up for this test"}}""";
        await Registered("cart-c", $$"""
            "set":"rehearsal","meteredBy":"depot","shuttle":{"formerModes":[{{Assumed}}]}
            """);
        await Drives("cart-c", persons: 2, CitySet.Rehearsal);
        await Charges("cart-c", 1, 1, CitySet.Rehearsal);
        var report = await Until($"/v1/reports/shuttles?{Question}&set=rehearsal&twin=cart-c", report => Value(report, "charge-energy") == 2000 && Value(report, "passenger-distance") is > 0);
        Assert.Equal(-0.9749m, Value(report, "avoided-emissions-net"));
        var net = Row(report.GetProperty("together"), "avoided-emissions-net");
        Assert.False(net.GetProperty("canBeClosed").GetBoolean());
        Assert.Contains("rests on an assumption", net.GetProperty("limits").GetString(), StringComparison.Ordinal);

        await Registered("cart-d", "\"set\":\"rehearsal\",\"meteredBy\":\"depot\"");
        await Drives("cart-d", persons: 1, CitySet.Rehearsal);
        await Charges("cart-d", 1, 1, CitySet.Rehearsal);
        var both = await Until($"/v1/reports/shuttles?{Question}&set=rehearsal", report => Value(report, "charge-energy") == 4000 && report.GetProperty("vehicles").EnumerateArray().All(one => Row(one.GetProperty("figures"), "passenger-distance").GetProperty("value").ValueKind == JsonValueKind.Number));
        Assert.Equal((2, 1.9498m), (both.GetProperty("vehicles").GetArrayLength(), Value(both, "own-emissions")));
        Assert.Equal("lacking: cart-d: a former-mode split for travel on 2025-12-31", Row(both.GetProperty("together"), "avoided-emissions-net").GetProperty("unknownBecause").GetString());
        Assert.StartsWith("/v1/explain/city/", Row(both.GetProperty("together"), "charge-energy").GetProperty("explain")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=2026-01-02&to=2026-01-01", HttpStatusCode.BadRequest, "It is not before to")]
    [InlineData("from=2020-01-01&to=2026-01-01", HttpStatusCode.BadRequest, "longest that is reported at once")]
    [InlineData("from=yesterday", HttpStatusCode.BadRequest, "from")]
    [InlineData("to=2200-01-01", HttpStatusCode.BadRequest, "The ledger has nothing there")]
    [InlineData("set=dream", HttpStatusCode.BadRequest, "This is not known here")]
    [InlineData("format=xml", HttpStatusCode.BadRequest, "json, csv")]
    [InlineData("twin=nobody", HttpStatusCode.NotFound, "No shuttle of set real")]
    public async Task Refuses_what_there_is_not(string query, HttpStatusCode status, string says)
    {
        var answer = await server.Http.GetAsync($"/v1/reports/shuttles?{query}", TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    async Task<JsonElement> Registered(string id, string more)
    {
        var answer = await server.Put(id, $$"""{"kind":"shuttle","name":{"en":"{{id}}"},"area":1029,{{more}}}""");
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        // As it came it may be sent again.
        var known = await server.Get($"/v1/twins/{id}");
        Assert.Equal(HttpStatusCode.OK, (await server.Put(id, known.GetProperty("twin").GetRawText())).StatusCode);
        return known;
    }

    // A minute northwards by computer, twice disengaged; 300 Wh drawn.
    async Task Drives(string id, int persons, CitySet set = CitySet.Real)
    {
        var cart = TwinId.Parse(id);
        var shard = server.Grains.GetGrain<IShardGrain>(cart.Shard);
        await shard.AppendEvents(new("test", set, After,
        [
            new(cart, ShuttleEvents.ModeChanged.Name, "m", Before - TimeSpan.FromMinutes(1), """{"mode":"auto"}"""),
            new(cart, ShuttleEvents.Disengagement.Name, "d1", Before + TimeSpan.FromSeconds(10), "{}"),
            new(cart, ShuttleEvents.Disengagement.Name, "d2", Before + TimeSpan.FromSeconds(20), "{}"),
        ]));
        await shard.Append(new("test", set, After,
        [
            new(cart, ShuttleChannels.Occupancy, Before - TimeSpan.FromMinutes(1), persons),
            new(cart, ShuttleChannels.Position, Before, GeoPoint.Of(13.8047m, 100.5418m)!.Value.Packed),
            new(cart, ShuttleChannels.Position, Before + TimeSpan.FromSeconds(60), GeoPoint.Of(13.8057m, 100.5423m)!.Value.Packed),
        ]));
        await server.Say(cart, "energy", set, (Before, 1000), (Before + TimeSpan.FromMinutes(10), 1300));
    }

    // kWh on the first and on the second day; between the two nothing.
    Task Charges(string id, int first, int second, CitySet set = CitySet.Real) => server.Say(TwinId.Parse(id), "charge-energy", set,
        (Before, 0), (Before + TimeSpan.FromMinutes(30), first * 1000), (After, first * 1000), (After + TimeSpan.FromMinutes(30), (first + second) * 1000));

    async Task<JsonElement> Until(string path, Func<JsonElement, bool> so)
    {
        await server.Saved();
        JsonElement answer = default;
        await TwinServer.Until(async () => so(answer = await server.Get(path)), path);
        return answer;
    }

    static JsonElement[] Rows(JsonElement figures, string figure) => [.. figures.EnumerateArray().Where(row => row.GetProperty("figure").GetString() == figure)];

    static JsonElement Row(JsonElement figures, string figure) => Rows(figures, figure).Single(row => row.GetProperty("by").ValueKind == JsonValueKind.Null);

    static decimal? Value(JsonElement report, string figure) => Row(report.GetProperty("together"), figure).GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;
}

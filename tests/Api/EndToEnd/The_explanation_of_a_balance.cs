using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Every figure of the balance of waste, retraced by the address that the report itself gives.</summary>
public sealed class The_explanation_of_a_balance(TwinServer server) : IClassFixture<TwinServer>
{
    const string Question = "from=2026-05-01&to=2026-06-01";
    static readonly Instant May = Instant.Parse("2026-05-10T05:00:00Z");

    [Fact]
    public async Task Retraces_every_mass_to_the_last_gram_and_down_to_the_tickets()
    {
        var report = await Told();
        var figures = Figures(report).ToArray();
        // City 3, of each site 3 and the station's rest, of both categories 3, of each way what is known, of each origin one, and what is not explained.
        Assert.Equal(3 + 4 * 3 + 1 + 2 * 3 + report.GetProperty("hauls").EnumerateArray().Sum(haul => haul.GetProperty("explain").EnumerateObject().Count()) + report.GetProperty("collectedByOriginKg").EnumerateObject().Count() + report.GetProperty("unexplained").GetArrayLength(), figures.Length);
        foreach (var (address, value) in figures)
        {
            var explained = await server.Get(address);
            Assert.Equal((address, value), (address, explained.GetProperty("value").GetDecimal()));
            Assert.Equal((address, value), (address, explained.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("value").GetDecimal())));
            foreach (var part in explained.GetProperty("parts").EnumerateArray())
                Assert.Equal((part.GetRawText(), Math.Abs(part.GetProperty("value").GetDecimal())), (part.GetRawText(), Math.Abs((await server.Get(part.GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal())));
        }
        // 100 t in, of which 10 t from nobody said where, 99 t out, 98 t there; the way's share is 1 t of 99.
        var way = report.GetProperty("hauls").EnumerateArray().Single(haul => haul.GetProperty("from").GetString() == "station");
        var lost = await server.Get(way.GetProperty("explain").GetProperty("differenceKg").GetString()!);
        Assert.Equal((-1000m, 0.010101m, "arrived - sent"), (lost.GetProperty("value").GetDecimal(), lost.GetProperty("lines")[0].GetProperty("value").GetDecimal(), lost.GetProperty("formula").GetString()));
        Assert.Equal("98000 + (-99000) = -1000 kg", lost.GetProperty("numbers").GetString());
        foreach (var one in report.GetProperty("unexplained").EnumerateArray())
            Assert.Equal((one.GetRawText(), one.GetProperty("share").GetDecimal()), (one.GetRawText(), (await server.Get(one.GetProperty("explain").GetString()!)).GetProperty("lines")[0].GetProperty("value").GetDecimal()));
        var sent = await server.Get(lost.GetProperty("parts")[1].GetProperty("explain").GetString()!);
        Assert.Equal("out-1", Assert.Single((await Down(sent.GetProperty("parts")[0].GetProperty("explain").GetString()!)).GetProperty("events").EnumerateArray().Select(one => one.GetProperty("id").GetString())));
        Assert.Contains("sent, taken off", await server.Http.GetStringAsync(way.GetProperty("explain").GetProperty("differenceKg").GetString() + "&format=text", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_by_its_parts_where_something_is_not_explained()
    {
        var unexplained = (await Told()).GetProperty("unexplained").EnumerateArray().Select(one => (one.GetProperty("site").GetString(), one.GetProperty("isWay").GetBoolean(), one.GetProperty("to").GetString(), one.GetProperty("kg").GetDecimal()));
        Assert.Equal([("station", false, null, 10_000m), ("station", false, null, -1000m), ("station", true, "tip", -1000m), ("tip", true, null, -500m)], unexplained);
    }

    [Fact]
    public async Task Knows_what_was_known_at_a_moment()
    {
        await Told();
        Assert.Equal(0m, (await server.Get($"/v1/explain/waste/delivered?{Question}&knownAt=2026-01-01")).GetProperty("value").GetDecimal());
        var now = Instant.From(TimeProvider.System) + TimeSpan.FromMinutes(1);
        var known = await server.Get($"/v1/explain/waste/delivered?{Question}&knownAt={now}");
        Assert.Equal((await server.Get($"/v1/explain/waste/delivered?{Question}")).GetProperty("value").GetDecimal(), known.GetProperty("value").GetDecimal());
        Assert.Contains($"knownAt={now}", known.GetProperty("parts")[0].GetProperty("explain").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dreamt", HttpStatusCode.NotFound, "One of: collected, transferred")]
    [InlineData("collected?site=nowhere", HttpStatusCode.NotFound, "No waste site of set real is called")]
    [InlineData("collected?category=gold", HttpStatusCode.NotFound, "There are: ")]
    [InlineData("sent?site=station&destination=nowhere&category=mixed", HttpStatusCode.NotFound, "No way leads from")]
    [InlineData("still-there?site=tip", HttpStatusCode.NotFound, "is no transfer station")]
    [InlineData("still-there", HttpStatusCode.BadRequest, "still-there is of one.")]
    [InlineData("difference?site=station", HttpStatusCode.BadRequest, "difference is of no site.")]
    [InlineData("collected?set=dream", HttpStatusCode.BadRequest, "real, rehearsal")]
    public async Task Refuses_what_there_is_not(string figure, HttpStatusCode status, string says)
    {
        await Told();
        var answer = await server.Http.GetAsync($"/v1/explain/waste/{figure}", TestContext.Current.CancellationToken);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // Every number with the address beside it.
    static IEnumerable<(string Address, decimal Value)> Figures(JsonElement report)
    {
        foreach (var one in report.GetProperty("sites").EnumerateArray().Concat(report.GetProperty("categories").EnumerateArray()).Concat(report.GetProperty("hauls").EnumerateArray()).Prepend(report))
            foreach (var explain in one.GetProperty("explain").EnumerateObject())
                yield return (explain.Value.GetString()!, one.GetProperty(explain.Name == "unexplainedShare" ? "differenceKg" : explain.Name).GetDecimal());
        foreach (var origin in report.GetProperty("collectedByOriginExplain").EnumerateObject()) yield return (origin.Value.GetString()!, report.GetProperty("collectedByOriginKg").GetProperty(origin.Name).GetDecimal());
        foreach (var one in report.GetProperty("unexplained").EnumerateArray()) yield return (one.GetProperty("explain").GetString()!, one.GetProperty("kg").GetDecimal());
    }

    async Task<JsonElement> Told()
    {
        if ((await server.Http.GetAsync("/v1/twins/station", TestContext.Current.CancellationToken)).StatusCode != HttpStatusCode.OK)
        {
            await Registered("station", "transfer-station", "\"1034\"");
            await Registered("tip", "landfill", "\"outside:phanom\"");
            await Registered("burner", "waste-to-energy", "\"1034\"");
            await Registered("bin", "bin", "\"1034\"");
            await Weighed("station", 0, "in-1", """{"direction":"in","netKg":90000,"origin":"1033","category":"mixed"}""");
            await Weighed("station", 1, "in-2", """{"direction":"in","netKg":10000,"category":"mixed"}""");
            await Weighed("station", 2, "out-1", """{"direction":"out","netKg":99000,"destination":"tip","category":"mixed"}""");
            await Weighed("tip", 4, "in-3", """{"direction":"in","netKg":98000,"origin":"station","category":"mixed"}""");
            // Two tonnes leave the landfill again for the plant, where a tonne and a half come.
            await Weighed("tip", 5, "out-2", """{"direction":"out","netKg":2000,"category":"food","destination":"burner"}""");
            await Weighed("burner", 6, "in-5", """{"direction":"in","netKg":1500,"category":"food","origin":"tip"}""");
            await Weighed("tip", 3, "in-4", """{"direction":"in","netKg":5000,"origin":"bin","category":"food"}""");
        }
        await server.Saved();
        JsonElement report = default;
        await TwinServer.Until(async () => (report = await server.Get($"/v1/reports/waste?{Question}")).GetProperty("deliveredKg").GetDecimal() == 102_500 && report.GetProperty("collectedKg").GetDecimal() == 100_000
            && report.GetProperty("hauls").EnumerateArray().Any(haul => haul.GetProperty("sentKg") is { ValueKind: JsonValueKind.Number } sent && sent.GetDecimal() == 99_000));
        return report;
    }

    // By the first part of each, until events are there.
    async Task<JsonElement> Down(string address)
    {
        for (var steps = 0; steps < 4; steps++)
        {
            var answer = await server.Get(address);
            if (answer.GetProperty("events").GetArrayLength() > 0) return answer;
            address = answer.GetProperty("parts")[0].GetProperty("explain").GetString()!;
        }
        throw new InvalidOperationException($"{address} is the fourth step down, and there are no tickets.");
    }

    async Task Registered(string id, string role, string area) =>
        Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$$"""{"kind":"waste-site","name":{"en":"{{{id}}}"},"area":{{{area}}},"waste":{"role":"{{{role}}}"}}""")).StatusCode);

    async Task Weighed(string id, int hour, string ticket, string fieldsJson)
    {
        using var fields = JsonDocument.Parse(fieldsJson);
        Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, fields.RootElement, out var canonical, out var subject));
        var (twin, at) = (TwinId.Parse(id), May + TimeSpan.FromHours(hour));
        Assert.Equal(1, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", CitySet.Real, at, [new(twin, WasteEvents.WeighbridgeTicket.Name, ticket, at, canonical, subject)]))).Accepted);
    }
}

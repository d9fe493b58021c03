using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A year of the city, worked out by hand beside the program.</summary>
public sealed class The_accounts(TwinServer server) : IClassFixture<TwinServer>
{
    static readonly Instant Noon = Instant.Parse("2026-03-10T05:00:00Z");

    [Fact]
    public async Task Put_each_amount_into_one_row_and_say_of_the_rest_why_it_is_in_none()
    {
        // 4 MWh from the grid, 1 MWh made by the roof; 10 t composted; 3 t burned.
        var roof = await server.Roof("finetech-1", area: 1011);
        await server.Say(roof, "import-energy", CitySet.Real, (Noon, 0m), (Noon + TimeSpan.FromHours(8), 4_000_000m));
        await server.Say(roof, "pv-energy", CitySet.Real, (Noon, 0m), (Noon + TimeSpan.FromHours(8), 1_000_000m));
        await Site("heap", "composting", 10_000);
        await Site("plant", "waste-to-energy", 3_000);

        JsonElement inventory = default;
        await TwinServer.Until(async () => Row(inventory = await server.Get("/v1/reports/inventory?year=2026"), "I.6.2").GetProperty("activity") is { ValueKind: JsonValueKind.Number } activity && activity.GetDecimal() == 4_000_000
            && Row(inventory, "III.2.1").GetProperty("activity").ValueKind == JsonValueKind.Number && Row(inventory, "I.4.4").GetProperty("activity").ValueKind == JsonValueKind.Number
            && (await server.Get("/v1/metrics/pv-energy?from=2026-01-01&to=2027-01-01&step=1y")).GetRawText().Contains("\"value\":1000000", StringComparison.Ordinal));

        // 4,000 kWh × 0.4750; losses are in that factor.
        Assert.Equal((1900m, "th-grid-tgo-2026"), (Row(inventory, "I.6.2").GetProperty("co2eKg").GetDecimal(), Row(inventory, "I.6.2").GetProperty("factors")[0].GetProperty("id").GetString()));
        Assert.Equal(("IE", "I.6.2"), (Row(inventory, "I.6.3").GetProperty("key").GetString(), Row(inventory, "I.6.3").GetProperty("elsewhere").GetString()));
        // 10 t × (4 kg CH4 × 28 + 0.24 kg N2O × 265).
        Assert.Equal((1756m, "40", "2.4"), (Row(inventory, "III.2.1").GetProperty("co2eKg").GetDecimal(), Row(inventory, "III.2.1").GetProperty("gases").GetProperty("CH4").GetString(), Row(inventory, "III.2.1").GetProperty("gases").GetProperty("N2O").GetString()));
        // 3 t burned, of which 18 % plastic and 10 % paper: 540 kg × 0.75 × 44/12 = 1,485 kg; 300 kg × 0.9 × 0.46 × 0.01 × 44/12 = 4.554 kg. Of food all carbon is biogenic:
        // 1,470 kg × 0.4 × 0.38 × 44/12 = 819.28 kg, and of paper 450.846 kg. N2O 3 × 0.05 kg, CH4 3 × 0.2 g, to whole grams.
        var plant = Row(inventory, "I.4.4");
        Assert.Equal(("1489.554", "0.15", "0.001", 1270.126m), (plant.GetProperty("gases").GetProperty("CO2").GetString(), plant.GetProperty("gases").GetProperty("N2O").GetString(), plant.GetProperty("gases").GetProperty("CH4").GetString(), plant.GetProperty("biogenicCo2Kg").GetDecimal()));
        Assert.Contains("23", plant.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        Assert.Equal(3656m, inventory.GetProperty("totals").GetProperty("basic").GetProperty("co2eKg").GetDecimal());
        Assert.Contains(inventory.GetProperty("leftOut").EnumerateArray(), left => left.GetProperty("measure").GetString() == "waste-delivered" && left.GetProperty("because").GetString()!.Contains("waste-burned", StringComparison.Ordinal));
        Assert.All(inventory.GetProperty("rows").EnumerateArray(), row => Assert.True(row.GetProperty("key").ValueKind == JsonValueKind.String != (row.GetProperty("co2eKg").ValueKind == JsonValueKind.Number), row.GetRawText()));

        var csv = await server.Http.GetStringAsync("/v1/reports/inventory?year=2026&format=csv&gwp=AR6", TestContext.Current.CancellationToken);
        Assert.StartsWith("gpc,scope,", csv, StringComparison.Ordinal);
        Assert.Contains("co2e_AR6_kg", csv, StringComparison.Ordinal);

        // The action counts what its roof made: 1 MWh × 0.319, by a factor from memory.
        var actions = await server.Get("/v1/actions?year=2026");
        var finetech = actions.GetProperty("actions").EnumerateArray().Single(action => action.GetProperty("id").GetString() == "finetech-pv");
        Assert.Equal((0.319m, false, 844m), (finetech.GetProperty("achieved").GetProperty("tonnes").GetDecimal(), finetech.GetProperty("achieved").GetProperty("canBeClosed").GetBoolean(), finetech.GetProperty("expectedTonnesPerYear").GetDecimal()));
        Assert.Equal(0.319m, actions.GetProperty("deliveredTonnes").GetDecimal());
        Assert.All(actions.GetProperty("actions").EnumerateArray().Where(action => action.GetProperty("stage").GetString() == "study"), study => Assert.Equal(JsonValueKind.Null, study.GetProperty("achieved").GetProperty("tonnes").ValueKind));
        Assert.Equal(1_000_000m, (await server.Get(finetech.GetProperty("achieved").GetProperty("explain")[0].GetString()!)).GetProperty("value").GetDecimal());
        Assert.Equal(JsonValueKind.Null, (await server.Get("/v1/actions?year=2026&set=rehearsal")).GetProperty("deliveredTonnes").ValueKind);
    }

    [Fact]
    public async Task Show_what_left_a_station_and_did_not_arrive()
    {
        // Rehearsal, so that the inventory's test is alone with its tonnes: 100 t in, 99 t out to the landfill, where 98 t come.
        var on = Instant.Parse("2026-05-10T05:00:00Z");
        await Registered("station-w", "transfer-station", "1034");
        await Registered("landfill-w", "landfill", "\"outside:phanom\"");
        await Weighed("station-w", on, """{"direction":"in","netKg":100000,"origin":"1033"}""");
        await Weighed("station-w", on + TimeSpan.FromHours(1), """{"direction":"out","netKg":99000,"destination":"landfill-w"}""");
        await Weighed("landfill-w", on + TimeSpan.FromHours(4), """{"direction":"in","netKg":98000,"origin":"station-w"}""");
        JsonElement report = default;
        await TwinServer.Until(async () => (report = await server.Get("/v1/reports/waste?set=rehearsal&from=2026-05-01&to=2026-06-01")).GetProperty("deliveredKg").GetDecimal() == 98_000 && report.GetProperty("collectedKg").GetDecimal() == 100_000);
        var csv = (await server.Http.GetStringAsync("/v1/reports/waste?set=rehearsal&from=2026-05-01&to=2026-06-01&format=csv", TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.Equal("part,from,to,category,collected_kg,transferred_kg,delivered_kg,still_there_kg,sent_kg,arrived_kg,difference_kg,unexplained_share,says", csv[0]);
        Assert.Equal("city,,,,100000,,98000,,,,-2000,,", csv[1]);
        Assert.Equal(report.GetProperty("unexplained").GetArrayLength(), csv.Count(line => line.StartsWith("unexplained,", StringComparison.Ordinal)));
        var haul = report.GetProperty("hauls").EnumerateArray().Single();
        Assert.Equal(("station-w", "landfill-w", 99_000m, 98_000m, -1000m, 0.010101m), (haul.GetProperty("from").GetString(), haul.GetProperty("to").GetString(), haul.GetProperty("sentKg").GetDecimal(),
            haul.GetProperty("arrivedKg").GetDecimal(), haul.GetProperty("differenceKg").GetDecimal(), haul.GetProperty("unexplainedShare").GetDecimal()));
        Assert.Equal([-1000m, -1000m], report.GetProperty("unexplained").EnumerateArray().Select(one => one.GetProperty("kg").GetDecimal())); // on the way, and still at the station
        Assert.Equal(100_000m, report.GetProperty("collectedByOriginKg").GetProperty("1033").GetDecimal());
    }

    [Fact]
    public async Task Show_the_plan_with_its_sources_and_that_its_target_is_the_level_of_2018()
    {
        var plan = await server.Get("/v1/plan");
        var target = plan.GetProperty("path").EnumerateArray().Single(point => point.GetProperty("year").GetInt32() == 2030);
        Assert.Equal((43_687_903m, 53_935_683m, 10_247_780m), (target.GetProperty("pathTonnes").GetDecimal(), target.GetProperty("bauTonnes").GetDecimal(), target.GetProperty("requiredReductionTonnes").GetDecimal()));
        Assert.Equal(99.9494m, plan.GetProperty("progress").GetProperty("targetPercentOfBase").GetDecimal());
        Assert.Equal(2, plan.GetProperty("base").GetArrayLength()); // 43.71 and 43.73, both kept
        Assert.All(plan.GetProperty("targets").EnumerateArray(), one => Assert.NotEqual("", one.GetProperty("source").GetProperty("title").GetString()));
        Assert.Equal(0, plan.GetProperty("path").EnumerateArray().Last().GetProperty("pathTonnes").GetDecimal());
    }

    [Theory]
    [InlineData("/v1/reports/inventory?year=1999")]
    [InlineData("/v1/reports/inventory?gwp=AR4")]
    [InlineData("/v1/actions?set=dream")]
    [InlineData("/v1/plan?year=2030")]
    [InlineData("/v1/reports/waste?from=2020-01-01&to=2026-01-01")]
    [InlineData("/v1/reports/jcm?to=2099-01-01")]
    [InlineData("/v1/reports/jcm?from=2026-03-02&to=2026-03-01")]
    public async Task Refuse_what_there_is_not(string path) => Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

    async Task Registered(string id, string role, string area) =>
        Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$$"""{"kind":"waste-site","set":"rehearsal","name":{"en":"{{{id}}}"},"area":{{{area}}},"waste":{"role":"{{{role}}}"}}""")).StatusCode);

    async Task Weighed(string id, Instant at, string ticket)
    {
        using var fields = JsonDocument.Parse(ticket);
        Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, fields.RootElement, out var canonical, out var subject));
        var twin = TwinId.Parse(id);
        Assert.Equal(1, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", CitySet.Rehearsal, at, [new(twin, WasteEvents.WeighbridgeTicket.Name, $"t:{at.Microseconds}", at, canonical, subject)]))).Accepted);
    }

    async Task Site(string id, string role, int kilograms)
    {
        Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$$"""{"kind":"waste-site","name":{"en":"{{{id}}}"},"area":1034,"waste":{"role":"{{{role}}}"}}""")).StatusCode);
        using var fields = JsonDocument.Parse($$"""{"direction":"in","netKg":{{kilograms}},"origin":"1033"}""");
        Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, fields.RootElement, out var canonical, out var subject));
        var twin = TwinId.Parse(id);
        Assert.Equal(1, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", CitySet.Real, Noon, [new(twin, WasteEvents.WeighbridgeTicket.Name, "t", Noon, canonical, subject)]))).Accepted);
    }

    static JsonElement Row(JsonElement inventory, string gpc) => inventory.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("gpc").GetString() == gpc);
}

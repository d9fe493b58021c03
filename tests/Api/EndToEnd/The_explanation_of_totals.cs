using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Totals of the inventory and figures of the plan, each retraced by the address that stands beside it.</summary>
public sealed class The_explanation_of_totals(TwinServer server) : IClassFixture<TwinServer>
{
    static readonly Instant Noon = Instant.Parse("2026-03-10T05:00:00Z");
    static readonly string[] Totals = ["basic", "basicPlus", "scope1", "scope2", "scope3"];

    [Fact]
    public async Task Adds_sectors_up_to_the_city_and_rows_to_a_sector_to_the_last_digit()
    {
        var inventory = await Told();
        var sectors = inventory.GetProperty("sectors").EnumerateArray().ToArray();
        Assert.Equal(["I", "II", "III", "IV", "V"], sectors.Select(sector => sector.GetProperty("sector").GetString()));
        foreach (var name in Totals)
        {
            var city = inventory.GetProperty("totals").GetProperty(name);
            Assert.Equal((name, Number(city, "co2eKg") ?? 0), (name, sectors.Sum(sector => Number(sector.GetProperty("totals").GetProperty(name), "co2eKg") ?? 0)));
            foreach (var total in sectors.Select(sector => sector.GetProperty("totals").GetProperty(name)).Prepend(city)) await Retraced(Explain(total), Number(total, "co2eKg"));
        }
        // 4,000 kWh × 0.4750 and 10 t × (4 kg × 28 + 0.24 kg × 265); the burned waste's power is only territorial.
        Assert.Equal((1900m, 1756m), (Number(sectors[0].GetProperty("totals").GetProperty("basic"), "co2eKg"), Number(sectors[2].GetProperty("totals").GetProperty("basic"), "co2eKg")));
        Assert.Equal((JsonValueKind.Null, "NE"), (sectors[1].GetProperty("totals").GetProperty("basic").GetProperty("co2eKg").ValueKind, (await server.Get(Explain(sectors[1].GetProperty("totals").GetProperty("basic")))).GetProperty("key").GetString()));
        foreach (var head in inventory.GetProperty("perHead").EnumerateArray()) Assert.Equal(Number(head, "basicTonnes"), Number(await server.Get(Explain(head)), "value"));
        var text = await server.Http.GetStringAsync($"{Explain(inventory.GetProperty("totals").GetProperty("basic"))}&format=text", TestContext.Current.CancellationToken);
        Assert.Contains("III Waste", text, StringComparison.Ordinal);
        Assert.Equal("NE", (await server.Get($"{Explain(inventory.GetProperty("totals").GetProperty("basic"))}&knownAt=2026-01-01")).GetProperty("key").GetString());
    }

    [Fact]
    public async Task Retraces_every_figure_of_the_plan_and_of_its_actions()
    {
        await Told();
        foreach (var query in new[] { "?year=2026", "" })
        {
            var plan = await server.Get($"/v1/plan{query}");
            var (progress, coverage) = (plan.GetProperty("progress"), plan.GetProperty("coverage"));
            Assert.Equal((0.319m, 3.656m), (Number(progress, "deliveredTonnes"), Number(coverage, "measuredTonnes")));
            foreach (var answer in coverage.GetProperty("sectors").EnumerateArray().Prepend(coverage).Prepend(progress))
                foreach (var explain in answer.GetProperty("explain").EnumerateObject()) await Retraced(explain.Value.GetString()!, Number(answer, explain.Name));
            foreach (var point in plan.GetProperty("path").EnumerateArray()) await Retraced(Explain(point), Number(point, "requiredReductionTonnes"));
            // A sector's rows, and what is in none.
            Assert.Equal(["I.6.2", "III.2.1"], Names(await server.Get(coverage.GetProperty("explain").GetProperty("elsewhereTonnes").GetString()!)));
            // Half way between 2018 and 2030, each of them counts by half.
            var path = await server.Get($"/v1/explain/plan/path-tonnes?at=2024");
            Assert.Equal(["2018", "2030"], Names(path));
            Assert.Equal(43_698_952m, Number(path, "value"));
            Assert.Equal(["business as usual"], Names(await server.Get(path.GetProperty("parts")[1].GetProperty("explain").GetString()!)));
            Assert.Equal(["base-2018-bma"], Names(await server.Get(path.GetProperty("parts")[0].GetProperty("explain").GetString()!)));
        }
        var actions = await server.Get("/v1/actions?year=2026");
        await Retraced(Explain(actions), Number(actions, "deliveredTonnes"));
        foreach (var action in actions.GetProperty("actions").EnumerateArray()) await Retraced(Explain(action), Number(action.GetProperty("achieved"), "tonnes"));
        var roof = await server.Get(Explain(actions.GetProperty("actions").EnumerateArray().Single(action => action.GetProperty("id").GetString() == "finetech-pv")));
        Assert.Equal((1_000_000m, 0.319m), (Number(roof.GetProperty("parts")[0], "value"), Number(roof.GetProperty("parts")[0], "adds")));
        Assert.Equal(JsonValueKind.Null, (await server.Get("/v1/explain/plan/delivered-tonnes?year=2026&knownAt=2026-01-01")).GetProperty("value").ValueKind);
        Assert.Contains("Factor:", await server.Http.GetStringAsync("/v1/explain/actions/finetech-pv?year=2026&format=text", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_plan_where_the_inventory_contradicts_itself_and_says_what_is_unknown_and_why()
    {
        // More was taken away untreated than ever came: an activity below zero.
        Assert.Equal(HttpStatusCode.Created, (await server.Put("odd-heap", """{"kind":"waste-site","set":"rehearsal","name":{"en":"Odd heap"},"area":1034,"waste":{"role":"composting"}}""")).StatusCode);
        await Weighed("odd-heap", CitySet.Rehearsal, """{"direction":"out","netKg":5000,"category":"food","destination":"a-farm"}""");
        HttpResponseMessage refused = null!;
        await TwinServer.Until(async () => (refused = await server.Http.GetAsync("/v1/reports/inventory?year=2026&set=rehearsal", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.Conflict);
        Assert.Contains("below zero", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var plan = await server.Get("/v1/plan?year=2026&set=rehearsal");
        var coverage = plan.GetProperty("coverage");
        Assert.Equal((43_710_000m, 10_247_780m), (Number(coverage, "baseTonnes"), Number(plan.GetProperty("progress"), "requiredTonnes")));
        Assert.Equal((null, null, null), (Number(coverage, "measuredTonnes"), Number(coverage, "percent"), Number(coverage, "elsewhereTonnes")));
        Assert.All(coverage.GetProperty("sectors").EnumerateArray(), sector => Assert.Null(Number(sector, "measuredTonnes")));
        Assert.Contains("below zero", coverage.GetProperty("unknownBecause").GetString(), StringComparison.Ordinal);
        var explained = await server.Get("/v1/explain/plan/measured-tonnes?year=2026&set=rehearsal");
        Assert.Equal((null, true), (Number(explained, "value"), explained.GetProperty("notes")[0].GetString()!.Contains("below zero", StringComparison.Ordinal)));
        Assert.Equal(JsonValueKind.Null, (await server.Get("/v1/plan?year=2025&set=rehearsal")).GetProperty("coverage").GetProperty("unknownBecause").ValueKind);
    }

    [Theory]
    [InlineData("inventory/total/everything", HttpStatusCode.NotFound, "One of: basic, basic-plus")]
    [InlineData("inventory/total/VI/basic", HttpStatusCode.NotFound, "One of: I, II, III, IV, V")]
    [InlineData("inventory/per-head/cats", HttpStatusCode.NotFound, "One of: registered, day")]
    [InlineData("inventory/total/basic?gwp=AR4", HttpStatusCode.BadRequest, "One of: AR5, AR6")]
    [InlineData("plan/dreams", HttpStatusCode.NotFound, "One of: delivered-tonnes")]
    [InlineData("plan/published-tonnes?id=base-1990", HttpStatusCode.NotFound, "There are: base-2018-bma")]
    [InlineData("plan/measured-tonnes?sector=IX.9", HttpStatusCode.NotFound, "No sector of the plan is")]
    [InlineData("plan/delivered-tonnes?sector=I.2", HttpStatusCode.BadRequest, "is of no sector")]
    [InlineData("plan/path-tonnes?at=2051", HttpStatusCode.BadRequest, "Send 2018 to 2050")]
    [InlineData("actions/dancing", HttpStatusCode.NotFound, "There are: ")]
    public async Task Refuses_what_there_is_not(string figure, HttpStatusCode status, string says)
    {
        var answer = await server.Http.GetAsync($"/v1/explain/{figure}", TestContext.Current.CancellationToken);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // The explanation has the figure; its parts make it, unless they are divided; and each part's own explanation says the same of it.
    async Task Retraced(string address, decimal? value)
    {
        var explained = await server.Get(address);
        Assert.Equal((address, value), (address, Number(explained, "value")));
        Assert.DoesNotContain("this should be looked at", explained.GetRawText(), StringComparison.Ordinal);
        var parts = explained.GetProperty("parts").EnumerateArray().ToArray();
        foreach (var part in parts.Where(part => part.GetProperty("explain").ValueKind == JsonValueKind.String))
            Assert.Equal((address, part.GetRawText(), Number(part, "value") is { } of ? Math.Abs(of) : (decimal?)null), (address, part.GetRawText(), Number(await server.Get(Explain(part)), "value")));
        if (value is null || explained.GetProperty("notes").EnumerateArray().Any(note => note.GetString() == "The parts are divided, not added.") || parts.Length == 0) return;
        var sum = parts.Sum(part => part.TryGetProperty("adds", out var adds) ? adds.GetDecimal() : Number(part, "value") ?? 0);
        Assert.Equal((address, value), (address, explained.GetProperty("numbers").GetString()!.Contains("rounded", StringComparison.Ordinal) ? decimal.Round(sum) : sum));
    }

    async Task<JsonElement> Told()
    {
        if ((await server.Http.GetAsync("/v1/twins/finetech-1", TestContext.Current.CancellationToken)).StatusCode != HttpStatusCode.OK)
        {
            var roof = await server.Roof("finetech-1", area: 1011);
            await server.Say(roof, "import-energy", CitySet.Real, (Noon, 0m), (Noon + TimeSpan.FromHours(8), 4_000_000m));
            await server.Say(roof, "pv-energy", CitySet.Real, (Noon, 0m), (Noon + TimeSpan.FromHours(8), 1_000_000m));
            foreach (var (id, role, kilograms) in new[] { ("heap", "composting", 10_000), ("plant", "waste-to-energy", 3_000) })
            {
                Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$$"""{"kind":"waste-site","name":{"en":"{{{id}}}"},"area":1034,"waste":{"role":"{{{role}}}"}}""")).StatusCode);
                await Weighed(id, CitySet.Real, $$"""{"direction":"in","netKg":{{kilograms}},"origin":"1033"}""");
            }
        }
        await server.Saved();
        JsonElement inventory = default;
        await TwinServer.Until(async () => Number((inventory = await server.Get("/v1/reports/inventory?year=2026")).GetProperty("totals").GetProperty("basic"), "co2eKg") == 3656m && Number(inventory.GetProperty("totals").GetProperty("scope1"), "co2eKg") > 1756m
            && Number(await server.Get("/v1/actions?year=2026"), "deliveredTonnes") == 0.319m);
        return inventory;
    }

    async Task Weighed(string id, CitySet set, string ticket)
    {
        using var fields = JsonDocument.Parse(ticket);
        Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, fields.RootElement, out var canonical, out var subject));
        var twin = TwinId.Parse(id);
        Assert.Equal(1, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", set, Noon, [new(twin, WasteEvents.WeighbridgeTicket.Name, "t", Noon, canonical, subject)]))).Accepted);
    }

    static string Explain(JsonElement answer) => answer.GetProperty("explain").GetString()!;

    static string[] Names(JsonElement explained) => [.. explained.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()!)];

    static decimal? Number(JsonElement answer, string name) => answer.GetProperty(name) is { ValueKind: JsonValueKind.Number } known ? known.GetDecimal() : null;
}

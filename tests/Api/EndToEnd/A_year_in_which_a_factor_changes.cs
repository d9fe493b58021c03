using System.Net;
using System.Text;
using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>An office declares that from July on the grid is cleaner; each kilowatt-hour goes by the factor of its day, wherever it is shown.</summary>
public sealed class A_year_in_which_a_factor_changes(TwinServer server) : IClassFixture<TwinServer>
{
    const string Cleaner = """
        {"id":"th-grid-july","series":"th-grid-scope-2","value":0.4000,"unit":"kg/kWh","gas":"CO2e","boundary":"burning of fuels, losses included","purpose":"electricity used","region":"Thailand",
         "validFrom":"2026-07-01","source":{"title":"Grid factors from July 2026","publisher":"TGO","year":2026},"status":"official"}
        """;
    const string Stricter = """
        {"id":"jcm-july","series":"jcm-th-pv-grid","value":0.2000,"unit":"t/MWh","gas":"CO2","boundary":"conservative","purpose":"electricity made by registered roofs","region":"Thailand",
         "validFrom":"2026-07-01","source":{"title":"A later version","publisher":"Joint Committee","year":2026},"status":"official"}
        """;

    [Fact]
    public async Task Is_cut_where_it_does_in_inventory_and_actions_and_agrees_with_the_metrics()
    {
        Assert.Equal(HttpStatusCode.Created, (await server.Put("climate-office", """{"kind":"office","name":{"en":"Climate office"},"area":1001}""")).StatusCode);
        foreach (var factor in (string[])[Cleaner, Stricter])
        {
            var answer = await server.Http.PostAsync("/v1/factors", new StringContent(factor, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        // 4 MWh from the grid in March, 2 MWh in August; the roof made 1 MWh in each.
        var roof = await server.Roof("finetech-1", area: 1011);
        var (march, august) = (Instant.Parse("2026-03-10T05:00:00Z"), Instant.Parse("2026-08-10T05:00:00Z"));
        var hours = TimeSpan.FromHours(8);
        await server.Say(roof, "import-energy", CitySet.Real, (march, 0m), (march + hours, 4_000_000m));
        await server.Say(roof, "pv-energy", CitySet.Real, (march, 0m), (march + hours, 1_000_000m));
        await server.Say(roof, "import-energy", CitySet.Real, (august, 4_000_000m), (august + hours, 6_000_000m));
        await server.Say(roof, "pv-energy", CitySet.Real, (august, 1_000_000m), (august + hours, 2_000_000m));

        JsonElement inventory = default;
        await TwinServer.Until(async () => Rows(inventory = await server.Get("/v1/reports/inventory?year=2026"), "I.6.2").Sum(row => row.GetProperty("activity") is { ValueKind: JsonValueKind.Number } activity ? activity.GetDecimal() : 0) == 6_000_000
            && (await server.Get("/v1/metrics/pv-energy?from=2026-01-01&to=2027-01-01&step=1y")).GetRawText().Contains("\"value\":2000000", StringComparison.Ordinal));

        // 4,000 kWh × 0.4750 = 1,900 kg until June, 2,000 kWh × 0.4000 = 800 kg from July on: 2,700 kg, where one factor for all of the year gives 2,850.
        Assert.Equal([(1900m, "th-grid-tgo-2026"), (800m, "th-grid-july")], Rows(inventory, "I.6.2").Select(row => (row.GetProperty("co2eKg").GetDecimal(), row.GetProperty("factors")[0].GetProperty("id").GetString())));
        Assert.Contains("2026-07-01", Rows(inventory, "I.6.2").Last().GetProperty("explanation").GetString(), StringComparison.Ordinal);
        Assert.Equal(2700m, inventory.GetProperty("totals").GetProperty("basic").GetProperty("co2eKg").GetDecimal());
        var losses = Assert.Single(Rows(inventory, "I.6.3")); // a key stands once, however many rows lead to it
        Assert.Equal("IE", losses.GetProperty("key").GetString());
        Assert.Contains("th-grid-july", losses.GetProperty("explanation").GetString(), StringComparison.Ordinal);

        var metrics = await server.Get("/v1/metrics/import-emissions?from=2026-01-01&to=2027-01-01&step=1y");
        Assert.Equal(metrics.GetProperty("series")[0].GetProperty("points")[0].GetProperty("value").GetDecimal(), Rows(inventory, "I.6.2").Sum(row => row.GetProperty("co2eKg").GetDecimal()));

        // 1 MWh × 0.319 + 1 MWh × 0.2.
        var achieved = (await server.Get("/v1/actions?year=2026")).GetProperty("actions").EnumerateArray().Single(action => action.GetProperty("id").GetString() == "finetech-pv").GetProperty("achieved");
        Assert.Equal((0.519m, JsonValueKind.Null, 2), (achieved.GetProperty("tonnes").GetDecimal(), achieved.GetProperty("factor").ValueKind, achieved.GetProperty("factors").GetArrayLength()));

        // The plan of that year counts the same, as a share of the 10,247,780 t that 2030 requires; nobody told anything of the year before.
        var (plan, before) = (await server.Get("/v1/plan?year=2026"), await server.Get("/v1/plan?year=2025"));
        Assert.Equal((0.519m, 0.000005m), (Known(plan.GetProperty("progress"), "deliveredTonnes"), Known(plan.GetProperty("progress"), "deliveredPercent")));
        Assert.Equal((2026, 2.7m), (plan.GetProperty("coverage").GetProperty("year").GetInt32(), Known(plan.GetProperty("coverage"), "measuredTonnes")));
        Assert.Equal(("2024-12-31T17:00:00Z", "2025-12-31T17:00:00Z"), (before.GetProperty("progress").GetProperty("from").GetString(), before.GetProperty("progress").GetProperty("to").GetString()));
        Assert.Equal(((decimal?)null, (decimal?)null), (Known(before.GetProperty("progress"), "deliveredPercent"), Known(before.GetProperty("coverage"), "percent")));

        // Of 43.71 Mt, 2.7 t are measured, and nobody said in which sector; no other sector claims any. The plan asks for the year that this test runs in.
        var coverage = (await server.Get("/v1/plan")).GetProperty("coverage");
        var (year, told) = (coverage.GetProperty("year").GetInt32(), coverage.GetProperty("year").GetInt32() == 2026);
        Assert.Equal((told ? 2.7m : null, told ? 2.7m : null, told ? 0.000006m : null), (Known(coverage, "measuredTonnes"), Known(coverage, "elsewhereTonnes"), Known(coverage, "percent")));
        Assert.Equal((2018, 43_710_000m), (coverage.GetProperty("baseYear").GetInt32(), coverage.GetProperty("baseTonnes").GetDecimal()));
        Assert.All(coverage.GetProperty("sectors").EnumerateArray(), sector => Assert.Equal(((decimal?)null, (decimal?)null), (Known(sector, "measuredTonnes"), Known(sector, "percent"))));
        Assert.Equal((await server.Get($"/v1/reports/inventory?year={year}")).GetProperty("totals").GetProperty("basic").GetRawText(), (await server.Get(coverage.GetProperty("inventory").GetString()!)).GetProperty("totals").GetProperty("basic").GetRawText());

        // In rehearsal nobody told anything: nothing is measured, which is not nothing emitted.
        Assert.Null(Known((await server.Get("/v1/plan?set=rehearsal")).GetProperty("coverage"), "percent"));
    }

    static decimal? Known(JsonElement answer, string name) => answer.GetProperty(name) is { ValueKind: JsonValueKind.Number } known ? known.GetDecimal() : null;

    static JsonElement[] Rows(JsonElement inventory, string gpc) => [.. inventory.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("gpc").GetString() == gpc)];
}

using System.Net;
using System.Text;
using System.Text.Json;
using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Every row of an inventory, retraced by its address: what an auditor does who has nothing but the answers.</summary>
public sealed class The_explanation_of_an_inventory(TwinServer server) : IClassFixture<TwinServer>
{
    const string Source = """ "source":{"title":"Yearly report","publisher":"made up for this test","year":2023} """;

    [Fact]
    public async Task Retraces_every_row_to_the_last_digit_by_amounts_and_factors_and_then_down_to_what_was_said()
    {
        await Told();
        JsonElement inventory = default;
        (string Gpc, decimal? Activity)[] expected = [("I.1.2", 1_500_000.001m), ("I.2.2", 4_000_123.457m), ("I.4.4", 3000), ("II.1.2", 3000), ("III.1.1", 240_000), ("III.1.3", 50_000), ("III.2.1", 17), ("III.2.3", 4)];
        await Settled(expected, async () =>
        {
            inventory = await server.Get("/v1/reports/inventory?year=2025");
            return [.. expected.Select(row => (row.Gpc, Told(inventory, row.Gpc)))];
        });

        var rows = inventory.GetProperty("rows").EnumerateArray().ToArray();
        foreach (var row in rows)
        {
            var explained = await server.Get(Explain(row));
            Assert.Equal((Explain(row), Number(row, "co2eKg"), row.GetProperty("key").GetString()),
                (Explain(row), Number(explained, "value"), explained.TryGetProperty("key", out var key) ? key.GetString() : null));
            if (Number(row, "co2eKg") is not { } whole) Assert.Contains(row.GetProperty("explanation").GetString()!, explained.GetProperty("numbers").GetString(), StringComparison.Ordinal);
            else if (explained.GetProperty("parameters").GetArrayLength() == 0) await Product(whole, explained);
        }
        // One value each of what is metered, composted, burned and deposited.
        Assert.Equal(["I.1.2", "I.2.2", "I.4.4", "II.1.2", "III.1.1", "III.1.3", "III.2.1", "III.2.3"], rows.Where(row => Number(row, "co2eKg") is not null).Select(row => row.GetProperty("gpc").GetString()).Distinct());
        // I.2.2 until the end of May, and the same building in I.1.2 from June on.
        Assert.Equal(["mixed-use 2025-01-01 to 2025-05-31", "office"], Names(await server.Get(Explain(Row(inventory, "I.2.2")))));
        Assert.Equal("I.2.2", Assert.Single(Names(await server.Get(Explain(Row(inventory, "I.2.3"))))));

        // What was brought in to be composted counts apart, though nobody sorted the heap.
        Assert.Equal("heap category=food;origin=outside:nonthaburi", Assert.Single(Names(await server.Get(Explain(Row(inventory, "III.2.3"))))));

        // Burned: 540 kg of plastic x 1 x 0.75 x 1 x 1 x 44/12, among the lines.
        var burned = await server.Get(Explain(Row(inventory, "I.4.4")));
        Assert.Contains(burned.GetProperty("lines").EnumerateArray(), line => line.GetProperty("says").GetString()!.StartsWith("plastic, fossil carbon dioxide", StringComparison.Ordinal) && Number(line, "value") == 1485m);
        await Down(burned.GetProperty("parts")[0].GetProperty("explain").GetString()!);
    }

    [Fact]
    public async Task Rests_on_a_ledger_made_anew_that_answers_every_question_as_the_kept_one_does()
    {
        await Told();
        await TwinServer.Until(async () => Told(await server.Get("/v1/reports/inventory?year=2025"), "III.1.1") == 240_000);
        var registers = (await StateEndpoints.Listings(server.Grains)).Select(listing => listing.Register).ToArray();
        LedgerAsKnown anew = new(server.Service<Recount>(), registers, Instant.From(TimeProvider.System));
        var (from, to) = (Window.Of(Instant.Parse("2024-12-31T17:00:00Z")), Window.Of(Instant.Parse("2025-12-31T17:00:00Z")));
        var answered = 0;
        // In two steps, of the city, of the district that a building left within the year, and of one twin.
        Window[] steps = [from, Window.Of(Instant.Parse("2025-06-30T17:00:00Z"))];
        (TwinId? Twin, string? Area)[] places = [(null, null), (null, "1012"), (TwinId.Parse("mixed-use"), null), (TwinId.Parse("dump"), null)];
        foreach (var measure in new[] { BuildingMeasures.ImportEnergy, WasteMeasures.Collected, WasteMeasures.Delivered, WasteMeasures.Composted })
            foreach (var by in Enum.GetValues<LedgerSplit>())
                foreach (var kind in new[] { null, Kinds.Building, Kinds.WasteSite })
                    foreach (var (twin, area) in places)
                    {
                        LedgerQuestion question = new(measure.Name, CitySet.Real, twin, area, from, to, steps, by) { Kind = kind };
                        var kept = await server.Service<ILedger>().Sums(question, TestContext.Current.CancellationToken);
                        Assert.Equal(kept, await anew.Sums(question, TestContext.Current.CancellationToken));
                        answered += kept.Count;
                    }
        foreach (var (twin, _) in places)
            if (twin is { } one) Assert.Equal(await server.Service<ILedger>().OfTwin(one, from, to, TestContext.Current.CancellationToken), await anew.OfTwin(one, from, to, TestContext.Current.CancellationToken));
        Assert.NotEqual(0, answered);
        // What would take too long is refused and never cut short.
        LedgerAsKnown bounded = new(server.Service<Recount>(), registers, Instant.From(TimeProvider.System), most: 7);
        var many = await Assert.ThrowsAsync<TooManyReadingsException>(() => bounded.Sums(new(BuildingMeasures.ImportEnergy.Name, CitySet.Real, null, null, from, to, [from], LedgerSplit.None), TestContext.Current.CancellationToken));
        Assert.Contains("more than 7 readings", many.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leads_from_a_row_of_landfills_over_the_years_of_its_methane_to_the_tickets()
    {
        await Told();
        JsonElement inventory = default;
        await TwinServer.Until(async () => Told(inventory = await server.Get("/v1/reports/inventory?year=2025"), "III.1.1") == 240_000);
        var row = await server.Get(Explain(Row(inventory, "III.1.1")));
        // The city's and nobody's methane count here; each times 28.
        Assert.Equal(Number(row, "value"), row.GetProperty("parts").EnumerateArray().Sum(part => Number(part, "value") * 28));
        Assert.Equal(Number(row, "value"), row.GetProperty("parts").EnumerateArray().Sum(part => Number(part, "adds")));
        var methane = await server.Get(row.GetProperty("parts")[0].GetProperty("explain").GetString()!);
        Assert.Equal(("methane/dump", Number((await server.Get("/v1/reports/methane?year=2025&twin=dump")).GetProperty("landfills")[0].GetProperty("figures").EnumerateArray().First(figure => figure.GetProperty("figure").GetString() == "methane-emitted"), "value")),
            (methane.GetProperty("figure").GetString(), Number(methane, "value")));
        // By hand: 3 t of carbon from 2023 and 7.5 t from 2024 lie there when 2025 begins; (3 e^-0.4 + 7.5) (1 - e^-0.4) x 2/3 = 2,090.382 kg.
        Assert.Equal(2090.382m, Number(methane, "value"));
        Assert.Contains(methane.GetProperty("lines").EnumerateArray(), line => line.GetProperty("says").GetString()!.StartsWith("food, carbon decomposed", StringComparison.Ordinal));
        // Whose it is adds up to all of it.
        Assert.Equal(2090.382m, methane.GetProperty("lines").EnumerateArray().Where(line => line.GetProperty("says").GetString()!.StartsWith("of that, of ", StringComparison.Ordinal)).Sum(line => Number(line, "value")));
        Assert.Contains(methane.GetProperty("parameters").EnumerateArray(), factor => factor.GetProperty("id").GetString() == "fod-k-food" && factor.GetProperty("status").GetString() is not null);
        await Down(Part(methane, "food that came in 2025, weighed"));
        var before = await server.Get(Part(methane, "carbon that lay there at the end of 2024"));
        Assert.EndsWith("declared: Yearly report, made up for this test", Names(await server.Get(Part(before, "carbon that lay there at the end of 2023")))[^1], StringComparison.Ordinal);
        Assert.Contains("oxidised in the cover", await Text("/v1/explain/methane/dump?year=2025&format=text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_factor_that_changed_within_the_year_as_rows_of_their_own_and_both_together()
    {
        await Registered("climate-office", """{"kind":"office","set":"rehearsal","name":{"en":"Climate office"},"area":1001}""");
        var roof = await server.Roof("two-factors", area: 1011, set: "rehearsal");
        var (march, august) = (Instant.Parse("2026-03-10T05:00:00Z"), Instant.Parse("2026-08-10T05:00:00Z"));
        await server.Say(roof, "import-energy", CitySet.Rehearsal, (march, 0m), (march + TimeSpan.FromHours(1), 1000.5m), (august, 1000.5m), (august + TimeSpan.FromHours(1), 3000.5m));
        const string Row = "/v1/explain/inventory/I.6.2?year=2026&set=rehearsal";
        // 3.0005 kWh × 0.475 kg/kWh.
        await TwinServer.Until(async () => Number(await server.Get(Row), "value") == 1.4252375m);
        await server.Saved();
        await Task.Delay(2, TestContext.Current.CancellationToken); // a commit of the same millisecond would be before and after
        var then = Instant.From(TimeProvider.System);
        await Task.Delay(2, TestContext.Current.CancellationToken);
        await Declare("th-grid-july", 0.4m, "2026-07-01", "rehearsal");

        var together = await server.Get(Row);
        Assert.Equal(["I.6.2/2026-01-01", "I.6.2/2026-07-01"], Names(together));
        Assert.Equal((1.2752375m, 1.2752375m), (Number(together, "value"), together.GetProperty("parts").EnumerateArray().Sum(part => Number(part, "value"))));
        var later = await server.Get(Explain(together.GetProperty("parts")[1]));
        Assert.Equal((0.8m, "2 kWh × 0.4 kg/kWh CO2e (th-grid-july v1) = 0.8 kg CO2e"), (Number(later, "value"), later.GetProperty("numbers").GetString()));
        Assert.Equal(2000m, Number(await server.Get(Explain(later.GetProperty("parts")[0])), "value"));
        Assert.Contains("I.6.2/2026-07-01", await Text($"{Row}&format=text"), StringComparison.Ordinal);

        // As it was known before the factor was declared, and before anything was said, which is not nothing emitted.
        var before = await server.Get($"{Row}&knownAt={then}");
        Assert.Equal((1.4252375m, "two-factors"), (Number(before, "value"), Assert.Single(Names(before))));
        Assert.Equal(3000.5m, Number(await server.Get(Explain(before.GetProperty("parts")[0])), "value"));
        Assert.Equal("NE", (await server.Get($"{Row}&knownAt=2026-01-01")).GetProperty("key").GetString());
    }

    [Theory]
    [InlineData("I.6.9?year=2025", HttpStatusCode.NotFound, "is no reference of the GPC v1.1")]
    [InlineData("I.3.2/2025-07-01?year=2025", HttpStatusCode.NotFound, "it is NE")]
    [InlineData("I.6.2?year=1999", HttpStatusCode.BadRequest, "Send 2000 to 2099")]
    [InlineData("I.6.2?gwp=AR4", HttpStatusCode.BadRequest, "One of: AR5, AR6")]
    [InlineData("I.6.2?knownAt=yesterday", HttpStatusCode.BadRequest, "knownAt")]
    [InlineData("I.6.2?set=dream", HttpStatusCode.BadRequest, "real, rehearsal")]
    public async Task Refuses_what_there_is_not(string row, HttpStatusCode status, string says)
    {
        var answer = await server.Http.GetAsync($"/v1/explain/inventory/{row}", TestContext.Current.CancellationToken);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // Amount × factor × warming potential, part by part, from what the explanation says and nothing else.
    async Task Product(decimal whole, JsonElement explained)
    {
        var factors = explained.GetProperty("factors").EnumerateArray().Select(use => use.GetProperty("factor")).ToArray();
        var isWarming = (JsonElement factor) => factor.GetProperty("unit").GetString() == "kg/kg";
        decimal sum = 0;
        foreach (var part in explained.GetProperty("parts").EnumerateArray())
        {
            var amount = Number(part, "value")!.Value / (part.GetProperty("unit").GetString() is "Wh" or "kg" ? 1000 : 1);
            var adds = factors.Where(factor => !isWarming(factor)).Sum(factor => amount * Number(factor, "value") * (factor.GetProperty("gas").GetString() switch
            {
                "CH4" => Number(factors.Single(one => one.GetProperty("id").GetString() == "gwp-ar5-ch4"), "value"),
                "N2O" => Number(factors.Single(one => one.GetProperty("id").GetString() == "gwp-ar5-n2o"), "value"),
                _ => 1,
            }));
            Assert.Equal((part.GetRawText(), adds), (part.GetRawText(), part.TryGetProperty("adds", out var said) ? said.GetDecimal() : Number(part, "value")));
            sum += adds!.Value;
            var below = await server.Get(part.GetProperty("explain").GetString()!);
            Assert.Equal((part.GetRawText(), Number(part, "value"), part.GetProperty("exact").GetString()), (part.GetRawText(), Number(below, "value"), below.GetProperty("exact").GetString()));
            await Down(part.GetProperty("explain").GetString()!);
        }
        Assert.Equal((explained.GetProperty("figure").GetString(), whole), (explained.GetProperty("figure").GetString(), sum));
    }

    // By the first part of each, until readings or events with feed and offset are there.
    async Task Down(string address)
    {
        for (var steps = 0; steps < 6; steps++)
        {
            var answer = await server.Get(address);
            var said = answer.GetProperty("readings").EnumerateArray().SelectMany(channel => channel.GetProperty("readings").EnumerateArray()).Concat(answer.GetProperty("events").EnumerateArray()).ToArray();
            if (said.Length > 0)
            {
                Assert.All(said, one => Assert.Equal(("test", true), (one.GetProperty("feed").GetString(), one.GetProperty("offset").GetInt64() >= 0)));
                return;
            }
            Assert.True(answer.GetProperty("parts").GetArrayLength() > 0, $"{address} leads no further, and to no reading.");
            address = answer.GetProperty("parts")[0].GetProperty("explain").GetString()!;
        }
        Assert.Fail($"{address} is the sixth step down, and there are no readings.");
    }

    // A year with all that an inventory has rows for. Repeated, it says the same.
    async Task Told()
    {
        if ((await server.Http.GetAsync("/v1/twins/office", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK) return;
        const string Commercial = "\"building\":{\"use\":\"commercial-and-institutional\"}";
        await Registered("office", $$"""{"kind":"building","name":{"en":"Office"},"area":1011,{{Commercial}}}""");
        await Registered("mixed-use", $$"""{"kind":"building","name":{"en":"Mixed use"},"area":1012,{{Commercial}}}""");
        (await server.Put("mixed-use", """{"kind":"building","name":{"en":"Mixed use"},"area":1013,"building":{"use":"residential"},"from":"2025-06-01"}""", ifMatch: "\"1\"")).EnsureSuccessStatusCode();
        await Registered("cart", """{"kind":"shuttle","name":{"en":"Cart"},"area":1029,"meteredBy":"cart"}""");
        await Registered("heap", """{"kind":"waste-site","name":{"en":"Heap"},"area":1034,"waste":{"role":"composting"}}""");
        await Registered("plant", """{"kind":"waste-site","name":{"en":"Plant"},"area":1034,"waste":{"role":"waste-to-energy"}}""");
        await Registered("dump", $$$"""
            {"kind":"waste-site","name":{"en":"Dump"},"area":1050,"waste":{"role":"landfill","landfill":{"opened":2023,"management":"shallow","weighedFrom":2024,
             "history":[{"year":2023,"category":"food","mass":{"value":100,"unit":"t"},"status":"memory",{{{Source}}} }]} } }
            """);
        var (may, july) = (Instant.Parse("2025-05-10T05:00:00Z"), Instant.Parse("2025-07-10T05:00:00Z"));
        var hour = TimeSpan.FromHours(1);
        await server.Say(TwinId.Parse("office"), "import-energy", CitySet.Real, (may, 0m), (may + hour, 3_000_000.123m), (july, 3_000_000.123m), (july + hour, 3_500_123.457m));
        await server.Say(TwinId.Parse("mixed-use"), "import-energy", CitySet.Real, (may, 0m), (may + hour, 500_000m), (july, 500_000m), (july + hour, 2_000_000.001m));
        await server.Say(TwinId.Parse("cart"), "charge-energy", CitySet.Real, (july, 0m), (july + hour, 3000m));
        await Weighed("heap", may, 10_000, "1033");
        await Weighed("heap", july, 7_000, "1050", "garden");
        await Weighed("heap", july + hour, 4_000, "outside:nonthaburi");
        await Weighed("plant", may, 3_000, "1033", "mixed");
        await Weighed("dump", Instant.Parse("2024-05-10T05:00:00Z"), 200_000, "1033");
        await Weighed("dump", Instant.Parse("2024-06-10T05:00:00Z"), 50_000, "outside:nonthaburi");
        await Weighed("dump", may, 240_000, "1033");
        await Weighed("dump", july, 50_000, "outside:nonthaburi");
        await server.Saved();
    }

    async Task Declare(string id, decimal value, string from, string set)
    {
        var body = $$$"""
            {"id":"{{{id}}}","series":"th-grid-scope-2","value":{{{value.ToString(System.Globalization.CultureInfo.InvariantCulture)}}},"unit":"kg/kWh","gas":"CO2e","boundary":"burning of fuels, losses included","purpose":"electricity used","region":"Thailand",
             "validFrom":"{{{from}}}","source":{"title":"Grid factors","publisher":"made up for this test","year":2024},"status":"official"}
            """;
        var answer = await server.Http.PostAsync($"/v1/factors?set={set}", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    async Task Registered(string id, string body)
    {
        var answer = await server.Put(id, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    async Task Weighed(string id, Instant at, int kilograms, string origin, string category = "food")
    {
        using var fields = JsonDocument.Parse($$$"""{"direction":"in","netKg":{{{kilograms}}},"category":"{{{category}}}","origin":"{{{origin}}}"}""");
        Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, fields.RootElement, out var canonical, out var subject));
        var twin = TwinId.Parse(id);
        Assert.Equal(1, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", CitySet.Real, at, [new(twin, WasteEvents.WeighbridgeTicket.Name, $"t:{at.Microseconds}", at, canonical, subject)]))).Accepted);
    }

    // As TwinServer.Until, and says at the end what is otherwise.
    static async Task Settled<T>(T[] expected, Func<Task<T[]>> ask)
    {
        T[] told;
        for (var end = DateTime.UtcNow.AddSeconds(30); !(told = await ask()).SequenceEqual(expected) && DateTime.UtcNow < end;) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(expected, told);
    }

    Task<string> Text(string path) => server.Http.GetStringAsync(path, TestContext.Current.CancellationToken);

    static decimal? Told(JsonElement inventory, string gpc) => Number(Row(inventory, gpc), "activity");

    static JsonElement Row(JsonElement inventory, string gpc) => inventory.GetProperty("rows").EnumerateArray().First(row => row.GetProperty("gpc").GetString() == gpc);

    static string Explain(JsonElement row) => row.GetProperty("explain").GetString()!;

    static string[] Names(JsonElement explained) => [.. explained.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()!)];

    static string Part(JsonElement explained, string name) => explained.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("name").GetString() == name).GetProperty("explain").GetString()!;

    static decimal? Number(JsonElement answer, string name) => answer.GetProperty(name) is { ValueKind: JsonValueKind.Number } known ? known.GetDecimal() : null;
}

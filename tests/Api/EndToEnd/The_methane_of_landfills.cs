using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A landfill's methane from its declared history to the city's inventory, worked out by hand beside the program.</summary>
public sealed class The_methane_of_landfills(TwinServer server) : IClassFixture<TwinServer>
{
    const string Source = """ "source":{"title":"Yearly report","publisher":"made up for this test","year":2023} """;

    // 1,000 t of food, of which 60 % is the city's, and 500 t of the city's paper, in 2020; covered and closed. 10 t were reported for 2022.
    const string Old = $$$"""
        {"opened":2020,"closed":2020,"management":"anaerobic","covered":true,"history":[
          {"year":2020,"category":"food","mass":{"value":1000,"unit":"t"},"cityShare":0.6,"status":"official",{{{Source}}}},
          {"year":2020,"category":"paper","mass":{"value":500000,"unit":"kg"},"cityShare":1,"status":"secondary",{{{Source}}}}],
         "reported":[{"year":2022,"methane":{"value":10,"unit":"t"},{{{Source}}}}],
         "gas":{"methaneShare":0.5,"celsius":0,"kiloPascals":101.325,{{{Source}}}}}
        """;

    /// <remarks>
    /// Carbon that decomposes: 1,000 t x 0.15 x 0.5 = 75 t of food, of which 45 t are the city's, and 500 t x 0.4 x 0.5 = 100 t of paper.
    /// 2022: 75 e^-0.4 (1 - e^-0.4) x 2/3 = 11.049554 t of methane of food, 100 e^-0.07 (1 - e^-0.07) x 2/3 = 4.202372 t of paper, together 15.251926 t; the city's 6.629732 + 4.202372 = 10.832105 t.
    /// Destroyed: 5,000 m3 x 0.5 x 0.7168 = 1,792 kg. Emitted: (15,251.926 - 1,792) x 0.9 = 12,113.934 kg, the city's 10.832105 / 15.251926 of it = 8,603.464 kg, x 28 = 240,896.992 kg CO2e.
    /// </remarks>
    [Fact]
    public async Task Of_a_landfill_outside_counts_in_the_city_by_whose_waste_it_comes_from()
    {
        await Declared("phanom", "\"outside:chachoengsao\"", Old);
        var noon = Instant.Parse("2022-06-01T05:00:00Z");
        await server.Say(TwinId.Parse("phanom"), "gas-destroyed", CitySet.Real, (noon, 0), (noon + TimeSpan.FromMinutes(30), 5000));
        var report = await Until("/v1/reports/methane?year=2022&twin=phanom", report => Value(report, "landfill-gas-destroyed") == 5000);
        Assert.Equal((15251.926396m, 1792m, 1345.99264m, 12113.934m), (Value(report, "methane-generated"), Value(report, "methane-recovered"), Value(report, "methane-oxidised"), Value(report, "methane-emitted")));
        Assert.Equal([("food", 11049.554096m), ("paper", 4202.3723m)], Parts(report, "methane-generated", "type"));
        Assert.Equal([("city III.1.2", 8603.464m), ("elsewhere none", 3510.47m)], Rows(report, "methane-emitted").Where(Parted).Select(row => ($"{By(row, "origin")} {By(row, "row")}", row.GetProperty("value").GetDecimal())));
        Assert.Equal((116666.666667m, 0m), (Value(report, "methane-potential"), Value(report, "methane-commitment")));

        // Beside what was reported: 12.113934 t less 10 t; 1 - (10 / 0.9) / 15.251926 recovered, or an MCF of (11.1111 + 1.792) / 15.251926, would make them agree.
        Assert.Equal((2113.934m, 0.271495m, 0.845999m), (Parts(report, "methane-worked-out-less-reported", "source")[0].Value, Parts(report, "recovered-share-needed", "source")[0].Value, Parts(report, "methane-correction-needed", "source")[0].Value));
        var landfill = report.GetProperty("landfills")[0];
        Assert.Contains(landfill.GetProperty("howItCame").EnumerateArray(), line => line.GetProperty("says").GetString()!.StartsWith("oxidised in the cover = (15.252 - 1.792) x 0.1", StringComparison.Ordinal));
        Assert.Contains(landfill.GetProperty("parameters").EnumerateArray(), factor => (factor.GetProperty("id").GetString(), factor.GetProperty("status").GetString(), factor.GetProperty("canBeClosed").GetBoolean()) == ("methane-density-normal", "memory", false));
        Assert.All(Rows(report, "methane-emitted"), row => Assert.False(row.GetProperty("canBeClosed").GetBoolean()));
        Assert.Equal(5000m, (await server.Get(Rows(report, "methane-recovered")[0].GetProperty("explain")[0].GetString()!)).GetProperty("value").GetDecimal());

        // Nothing decays in the year of deposit, and the alternative counts all at once: (75 + 100) t x 2/3 x 0.9.
        var first = await server.Get("/v1/reports/methane?year=2020&twin=phanom");
        Assert.Equal((0m, 105000m), (Value(first, "methane-emitted"), Value(first, "methane-commitment")));
        // The 2019 Refinement has 0.7 of the carbon of food decompose: 105 t.
        Assert.Equal(16091.773m, Value(await server.Get("/v1/reports/methane?year=2022&twin=phanom&method=2019"), "methane-emitted"));

        var row = Assert.Single(Inventory(await server.Get("/v1/reports/inventory?year=2022"), "III.1.2"));
        Assert.Equal(("8603.464", 240896.992m, JsonValueKind.Null, 0m), (row.GetProperty("gases").GetProperty("CH4").GetString(), row.GetProperty("co2eKg").GetDecimal(), row.GetProperty("biogenicCo2Kg").ValueKind, row.GetProperty("activity").GetDecimal()));
        Assert.Contains("GET /v1/reports/methane?year=2022&twin=phanom&set=real", row.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        // What others brought there counts nowhere.
        Assert.Equal("NE", Assert.Single(Inventory(await server.Get("/v1/reports/inventory?year=2022"), "III.1.3")).GetProperty("key").GetString());

        var csv = await server.Http.GetStringAsync("/v1/reports/methane?year=2022&twin=phanom&format=csv", TestContext.Current.CancellationToken);
        Assert.StartsWith("twin,figure,by,value,unit,", csv, StringComparison.Ordinal);
        Assert.Contains("\r\nphanom,methane-emitted,origin=city;row=III.1.2,8603.464,kg,,false,", csv, StringComparison.Ordinal);
        Assert.Contains("\r\nphanom,waste-deposited,category=food;from=declared;year=2020,1000000,kg,,true,,\"Yearly report, made up for this test; official", csv, StringComparison.Ordinal);
    }

    /// <remarks>
    /// MCF 0.4, no cover. Carbon: 100 t of 2023 make 3 t, nobody said whose; 200 t of the city and 50 t of others in 2024, as weighed, make 6 and 1.5 t; what comes in 2025 decays later.
    /// 2025: (3 e^-0.4 + 7.5) (1 - e^-0.4) x 2/3 = 2,090.382 kg, of the city's 1,318.720, others' 329.680, nobody knows whose 441.982: inside, that is the city's.
    /// </remarks>
    [Fact]
    public async Task Of_a_landfill_inside_takes_weighed_years_from_the_ledger_and_shows_what_declared_and_weighed_differ_by()
    {
        await Declared("inside", "1050", $$$"""
            {"opened":2023,"management":"shallow","weighedFrom":2024,"history":[{"year":2023,"category":"food","mass":{"value":100,"unit":"t"},"status":"memory",{{{Source}}}}]}
            """, "rehearsal");
        await Weighed("inside", "2023-05-10T05:00:00Z", 90_000, "1050");
        await Weighed("inside", "2024-05-10T05:00:00Z", 200_000, "1033");
        await Weighed("inside", "2024-06-10T05:00:00Z", 50_000, "outside:nonthaburi");
        await Weighed("inside", "2025-05-10T05:00:00Z", 10_000, "1033");
        var report = await Until("/v1/reports/methane?year=2025&set=rehearsal", report => Value(report, "methane-emitted") is > 0 && Parts(report, "waste-deposited", "from").Sum(part => part.Value) == 360_000m
            && Parts(report, "deposited-declared-less-weighed", "year") is [(_, 10_000m)]);
        Assert.Equal(2090.382m, Value(report, "methane-emitted"));
        Assert.Equal([("declared", 100_000m), ("weighed", 250_000m), ("weighed", 10_000m)], Parts(report, "waste-deposited", "from"));
        Assert.Equal([("III.1.1", 1760.702m), ("III.1.3", 329.68m)], report.GetProperty("together").EnumerateArray().Where(Parted).Select(row => (By(row, "row"), row.GetProperty("value").GetDecimal())));
        Assert.Equal("no gas destroyed was metered: it counts as none, as the IPCC's default does", Rows(report, "methane-recovered")[0].GetProperty("unknownBecause").GetString());
        Assert.False(Rows(report, "methane-emitted")[0].GetProperty("canBeClosed").GetBoolean()); // 2023 is from memory

        var inventory = await server.Get("/v1/reports/inventory?year=2025&set=rehearsal");
        var (ours, brought) = (Assert.Single(Inventory(inventory, "III.1.1")), Assert.Single(Inventory(inventory, "III.1.3")));
        Assert.Equal(("1760.702", 10_000m, "H"), (ours.GetProperty("gases").GetProperty("CH4").GetString(), ours.GetProperty("activity").GetDecimal(), ours.GetProperty("activityQuality").GetString()));
        Assert.Equal(("329.68", 0m), (brought.GetProperty("gases").GetProperty("CH4").GetString(), brought.GetProperty("activity").GetDecimal()));
        Assert.Equal(1760.702m * 28, inventory.GetProperty("totals").GetProperty("basic").GetProperty("co2eKg").GetDecimal()); // brought in is in the territorial total only

        Assert.Contains(inventory.GetProperty("notYetFound").EnumerateArray(), one => one.GetString() == "waste-delivered/III.1.1/inside");
        Assert.Contains("Part of its history is from memory.", ours.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        // The running year is not over, and the row leads to one that is.
        var running = Inventory(await server.Get("/v1/reports/inventory?set=rehearsal"), "III.1.1")[0];
        Assert.Equal("NE", running.GetProperty("key").GetString());
        Assert.Contains("is not over", running.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        await server.Get(running.GetProperty("explanation").GetString()!.Split("GET ")[1]);

        // A year that nobody weighed or declared is no zero.
        await Declared("gap", "1050", $$$"""{"opened":2023,"management":"shallow","history":[{"year":2023,"category":"food","mass":{"value":1,"unit":"t"},"status":"official",{{{Source}}}}]}""", "rehearsal");
        await Weighed("gap", "2025-05-10T05:00:00Z", 1_000, "1033");
        var open = await Until("/v1/reports/inventory?year=2025&set=rehearsal", inventory => Inventory(inventory, "III.1.1")[0].GetProperty("key").ValueKind == JsonValueKind.String);
        Assert.Contains("It knows nothing of 2024-2025.", Inventory(open, "III.1.1")[0].GetProperty("explanation").GetString(), StringComparison.Ordinal);
        Assert.Equal("lacking: gap", (await server.Get("/v1/reports/methane?year=2025&set=rehearsal")).GetProperty("together")[1].GetProperty("unknownBecause").GetString());
    }

    [Fact]
    public async Task Of_a_landfill_whose_history_nobody_declared_is_not_estimated_and_says_what_to_do()
    {
        var answer = await server.Put("kamphaeng", """{"kind":"waste-site","name":{"en":"Kamphaeng Saen"},"area":"outside:nakhon-pathom","waste":{"role":"landfill"}}""");
        Assert.Contains("Methane of kamphaeng is not estimated until its history is declared", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Weighed("kamphaeng", "2019-05-10T05:00:00Z", 50_000, "1033", CitySet.Real);
        var row = Inventory(await Until("/v1/reports/inventory?year=2019", inventory => Inventory(inventory, "III.1.2")[0].GetProperty("explanation").GetString()!.Contains("kamphaeng", StringComparison.Ordinal)), "III.1.2")[0];
        Assert.Equal("NE", row.GetProperty("key").GetString());
        Assert.Contains("depends on every year since the site opened, which nobody has declared", row.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        var report = await server.Get("/v1/reports/methane?year=2019&twin=kamphaeng");
        Assert.Equal(JsonValueKind.Null, Rows(report, "methane-emitted")[0].GetProperty("value").ValueKind);
        Assert.StartsWith("Methane of kamphaeng is not estimated until", report.GetProperty("toDo")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("year=1999", HttpStatusCode.BadRequest, "Send 2000 to")]
    [InlineData("year=2099", HttpStatusCode.BadRequest, "Send 2000 to")]
    [InlineData("method=1996", HttpStatusCode.BadRequest, "One of: 2006, 2019.")]
    [InlineData("format=xml", HttpStatusCode.BadRequest, "json, csv")]
    [InlineData("twin=nobody", HttpStatusCode.NotFound, "No waste site of set real")]
    public async Task Refuses_what_there_is_not(string query, HttpStatusCode status, string says)
    {
        var answer = await server.Http.GetAsync($"/v1/reports/methane?{query}", TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    async Task Declared(string id, string area, string landfill, string set = "real")
    {
        var answer = await server.Put(id, $$$"""{"kind":"waste-site","set":"{{{set}}}","name":{"en":"{{{id}}}"},"area":{{{area}}},"waste":{"role":"landfill","landfill":{{{landfill}}}}}""");
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        // As it came it may be sent again.
        Assert.Equal(HttpStatusCode.OK, (await server.Put(id, (await server.Get($"/v1/twins/{id}")).GetProperty("twin").GetRawText())).StatusCode);
    }

    async Task Weighed(string id, string at, int kilograms, string origin, CitySet set = CitySet.Rehearsal)
    {
        using var fields = JsonDocument.Parse($$$"""{"direction":"in","netKg":{{{kilograms}}},"category":"food","origin":"{{{origin}}}"}""");
        Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, fields.RootElement, out var canonical, out var subject));
        var (twin, when) = (TwinId.Parse(id), Instant.Parse(at));
        Assert.Equal(1, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", set, when, [new(twin, WasteEvents.WeighbridgeTicket.Name, $"t:{when.Microseconds}", when, canonical, subject)]))).Accepted);
    }

    async Task<JsonElement> Until(string path, Func<JsonElement, bool> so)
    {
        await server.Saved();
        JsonElement answer = default;
        await TwinServer.Until(async () => so(answer = await server.Get(path)), path);
        return answer;
    }

    static JsonElement[] Rows(JsonElement report, string figure) => [.. report.GetProperty("landfills")[0].GetProperty("figures").EnumerateArray().Where(row => row.GetProperty("figure").GetString() == figure)];

    static JsonElement[] Inventory(JsonElement inventory, string gpc) => [.. inventory.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("gpc").GetString() == gpc)];

    static bool Parted(JsonElement row) => row.GetProperty("by").ValueKind == JsonValueKind.Object;

    static string By(JsonElement row, string name) => row.GetProperty("by").GetProperty(name).GetString()!;

    static (string By, decimal Value)[] Parts(JsonElement report, string figure, string name) => [.. Rows(report, figure).Where(Parted).Select(row => (By(row, name), row.GetProperty("value").GetDecimal()))];

    static decimal? Value(JsonElement report, string figure) => Rows(report, figure).SingleOrDefault(row => !Parted(row)) is { ValueKind: JsonValueKind.Object } row && row.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;
}

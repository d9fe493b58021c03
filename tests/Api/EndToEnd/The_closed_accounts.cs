using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>What an official signs, and what becomes of the inventory afterwards.</summary>
public sealed class The_closed_accounts(TwinServer server) : IClassFixture<TwinServer>
{
    const string Closings = "/v1/reports/inventory/closings";
    static readonly Instant Noon = Instant.Parse("2025-03-10T05:00:00Z");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stay_as_they_were_signed_while_the_inventory_is_restated_and_may_be_closed_anew()
    {
        await Office("real");
        var roof = await server.Roof("closed-1", area: 1011);
        await server.Say(roof, "import-energy", CitySet.Real, (Noon, 0m), (Noon + TimeSpan.FromHours(8), 4_000_000m));
        await TwinServer.Until(async () => Energy(await server.Get("/v1/reports/inventory?year=2025")) == 4_000_000m);
        var basic = Basic(await server.Get("/v1/reports/inventory?year=2025"));

        var first = await Closed(HttpStatusCode.Created, new { year = 2025, by = "Climate office, S. Prasert", note = "after the audit" });
        Assert.Equal((1, basic, "Climate office, S. Prasert", "after the audit"), (first.GetProperty("edition").GetInt32(), first.GetProperty("basicKg").GetDecimal(), first.GetProperty("by").GetString(), first.GetProperty("note").GetString()));
        // Nothing changed: the same again is no second edition, whoever asks.
        Assert.Equal(1, (await Closed(HttpStatusCode.OK, new { year = 2025, by = "Somebody else" })).GetProperty("edition").GetInt32());
        var account = await server.Get(first.GetProperty("address").GetString()!);
        Assert.Empty(account.GetProperty("changes").EnumerateArray());
        Assert.Equal(basic, account.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("gpc").GetString() == "I.6.2").Sum(row => row.GetProperty("co2eKg").GetDecimal()));

        // A year late, 1 MWh more: the inventory says so, what was signed does not.
        await server.Say(roof, "import-energy", CitySet.Real, (Noon + TimeSpan.FromHours(10), 5_000_000m));
        await TwinServer.Until(async () => Energy(await server.Get("/v1/reports/inventory?year=2025")) == 5_000_000m);
        account = await server.Get(first.GetProperty("address").GetString()!);
        Assert.Equal(basic, account.GetProperty("closing").GetProperty("basicKg").GetDecimal());
        var change = Assert.Single(account.GetProperty("changes").EnumerateArray());
        Assert.Equal((basic, basic * 5 / 4, basic / 4), (change.GetProperty("closedKg").GetDecimal(), change.GetProperty("nowKg").GetDecimal(), change.GetProperty("moreKg").GetDecimal()));
        // Retraced by what was known when it was closed.
        var row = account.GetProperty("rows").EnumerateArray().First(one => one.GetProperty("co2eKg").ValueKind == JsonValueKind.Number);
        Assert.Equal(row.GetProperty("co2eKg").GetDecimal(), (await server.Get(row.GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());

        Assert.Equal(2, (await Closed(HttpStatusCode.Created, new { year = 2025, by = "Climate office" })).GetProperty("edition").GetInt32());
        Assert.Equal([2, 1], (await server.Get($"{Closings}?year=2025")).GetProperty("closings").EnumerateArray().Select(one => one.GetProperty("edition").GetInt32()));
        Assert.Empty((await server.Get($"{Closings}?year=2024")).GetProperty("closings").EnumerateArray());
        Assert.Empty((await server.Get($"{Closings}?set=rehearsal")).GetProperty("closings").EnumerateArray());
        var csv = (await server.Http.GetStringAsync($"{Closings}/2025/1?format=csv", Stop)).Split("\r\n");
        Assert.Equal("row,gpc,key,activity,activity_unit,co2e_AR5_kg,biogenic_co2_kg,factors", csv[0]);
        Assert.Contains(csv, line => line.StartsWith("I.6.2", StringComparison.Ordinal) && line.Contains("4000000,Wh", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"year":2026,"by":"Climate office"}""", HttpStatusCode.Conflict, "The year ends at 2026-12-31T17:00:00")]
    [InlineData("""{"year":2023,"by":"Climate office"}""", HttpStatusCode.Conflict, "Nothing of it was measured.")]
    [InlineData("""{"year":2023,"by":"Climate office","gwp":"AR6"}""", HttpStatusCode.Conflict, "is from memory. Find its source")]
    [InlineData("""{"year":2025,"by":" "}""", HttpStatusCode.BadRequest, "by")]
    [InlineData("""{"year":1999,"by":"Climate office"}""", HttpStatusCode.BadRequest, "1999")]
    [InlineData("""{"year":2025,"by":"Climate office","gwp":"AR4"}""", HttpStatusCode.BadRequest, "AR5, AR6")]
    public async Task Are_refused_with_reason_and_cure(string body, HttpStatusCode status, string says)
    {
        await Office("rehearsal");
        var answer = await server.Http.PostAsync($"{Closings}?set=rehearsal", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_not_there_before_somebody_closes_them_and_answer_only_for_years_and_editions()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync($"{Closings}/2020/1", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync($"{Closings}/last/1", Stop)).StatusCode);
    }

    async Task Office(string set) => Assert.Contains((await server.Put($"office-{set}", $$"""{"kind":"office","set":"{{set}}","name":{"en":"Climate office"},"area":1001}""")).StatusCode, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.OK]);

    async Task<JsonElement> Closed(HttpStatusCode status, object body)
    {
        var answer = await server.Http.PostAsJsonAsync(Closings, body, Stop);
        Assert.True(status == answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    static decimal Energy(JsonElement inventory) => inventory.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("gpc").GetString() == "I.6.2" && row.GetProperty("activity").ValueKind == JsonValueKind.Number).Sum(row => row.GetProperty("activity").GetDecimal());

    static decimal Basic(JsonElement inventory) => inventory.GetProperty("totals").GetProperty("basic").GetProperty("co2eKg").GetDecimal();
}

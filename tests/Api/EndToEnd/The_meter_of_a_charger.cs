using System.Net;
using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Whose meter a charger is behind decides where its energy counts, and is a dated fact of the register.</summary>
public sealed class The_meter_of_a_charger(TwinServer server) : IClassFixture<TwinServer>
{
    [Fact]
    public async Task Of_its_own_puts_what_a_shuttle_charges_into_the_row_of_electric_road_transport_from_the_day_on_that_it_is_said_for()
    {
        Assert.Equal(HttpStatusCode.Created, (await server.Put("depot", """{"kind":"building","name":{"en":"Depot"},"area":1031,"building":{"use":"commercial-and-institutional"}}""")).StatusCode);
        // Behind the depot's meter until the end of May and with a meter of its own from June on: 1 kWh before, 3 kWh after. 2 kWh of one of which nobody said.
        await Registered("cart-own", "\"meteredBy\":\"depot\"");
        (await server.Put("cart-own", Body("cart-own", "\"meteredBy\":\"cart-own\",\"from\":\"2026-06-01\""), ifMatch: "\"1\"")).EnsureSuccessStatusCode();
        await Registered("cart-unsaid", "\"shuttle\":{}");
        Assert.Equal("cart-own", (await server.Get("/v1/twins/cart-own")).GetProperty("twin").GetProperty("meteredBy").GetString());
        Assert.Empty((await server.Get("/v1/twins/cart-own")).GetProperty("hints").EnumerateArray());
        Assert.Contains("or cart-unsaid itself where the charger has a meter of its own", (await server.Get("/v1/twins/cart-unsaid")).GetProperty("hints")[0].GetString(), StringComparison.Ordinal);
        var (may, june) = (Instant.Parse("2026-05-31T10:00:00Z"), Instant.Parse("2026-05-31T18:00:00Z"));
        await server.Say(TwinId.Parse("cart-own"), "charge-energy", CitySet.Real, (may, 0m), (may + TimeSpan.FromMinutes(30), 1000m), (june, 1000m), (june + TimeSpan.FromMinutes(30), 4000m));
        await server.Say(TwinId.Parse("cart-unsaid"), "charge-energy", CitySet.Real, (may, 0m), (may + TimeSpan.FromMinutes(30), 2000m));

        (string Row, decimal Wh, decimal Kg)[] rows = [];
        (decimal Wh, string? CountedIn)[] left = [];
        await TwinServer.Until(async () =>
        {
            var inventory = await server.Get("/v1/reports/inventory?year=2026");
            rows = [.. from row in inventory.GetProperty("rows").EnumerateArray()
                       where row.GetProperty("activityUnit").ValueKind == JsonValueKind.String
                       select (row.GetProperty("gpc").GetString()!, row.GetProperty("activity").GetDecimal(), row.GetProperty("co2eKg").GetDecimal())];
            left = [.. from one in inventory.GetProperty("leftOut").EnumerateArray()
                       where one.GetProperty("measure").GetString() == "charge-energy"
                       orderby one.GetProperty("amount").GetDecimal()
                       select (one.GetProperty("amount").GetDecimal(), one.GetProperty("countedIn").GetString())];
            return rows.Sum(row => row.Wh) + left.Sum(one => one.Wh) == 6000;
        });
        // 3 kWh × 0.4750 kg/kWh; the depot's meter has counted 1 kWh, and of 2 kWh nobody knows who has.
        Assert.Equal([("II.1.2", 3000m, 1.425m)], rows);
        Assert.Equal([(1000m, "I.2.2"), (2000m, null)], left);

        var report = await server.Get("/v1/reports/shuttles?from=2026-05-31&to=2026-06-02&twin=cart-own");
        Assert.Equal([("depot", 0.475m, "counted with the electricity of depot"), ("cart-own", 1.425m, "counts in the city's row II.1.2")], Parts(report));
        Assert.Empty(report.GetProperty("toDo").EnumerateArray());
    }

    [Fact]
    public async Task Is_no_buildings_own()
    {
        var answer = await server.Put("loop", """{"kind":"building","name":{"en":"Loop"},"area":1031,"meteredBy":"loop"}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("only a shuttle's charger may have one", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // Each part's meter and emissions, and the beginning of where it counts.
    static (string, decimal, string)[] Parts(JsonElement report) =>
    [
        .. from row in report.GetProperty("vehicles")[0].GetProperty("figures").EnumerateArray()
           where row.GetProperty("figure").GetString() == "own-emissions" && row.GetProperty("by").ValueKind == JsonValueKind.Object
           let says = row.GetProperty("limits").GetString()!.Split("; ")[1]
           select (row.GetProperty("by").GetProperty("meteredBy").GetString()!, row.GetProperty("value").GetDecimal(), says.Split(',')[0]),
    ];

    async Task Registered(string id, string more)
    {
        var answer = await server.Put(id, Body(id, more));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    static string Body(string id, string more) => $$$"""{"kind":"shuttle","name":{"en":"{{{id}}}"},"area":1029,{{{more}}}}""";
}

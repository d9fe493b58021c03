using System.Net;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A building's use, which places its energy, is a dated fact of the register.</summary>
public sealed class The_use_of_a_building(TwinServer server) : IClassFixture<TwinServer>
{
    [Fact]
    public async Task Is_told_kept_with_its_date_and_answered()
    {
        const string Body = """{"kind":"building","name":{"en":"House"},"area":1030,"building":{"use":"residential"}}""";
        Assert.Equal(HttpStatusCode.Created, (await server.Put("house-1", Body)).StatusCode);
        var changed = await server.Put("house-1", Body.Replace("residential", "commercial-and-institutional", StringComparison.Ordinal)[..^1] + ""","from":"2026-06-01"}""", ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));

        var answer = await server.Get("/v1/twins/house-1");
        Assert.Equal("commercial-and-institutional", answer.GetProperty("twin").GetProperty("building").GetProperty("use").GetString());
        Assert.Equal(["residential", "commercial-and-institutional"],
            answer.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("twin").GetProperty("building").GetProperty("use").GetString()!));

        var id = TwinId.Parse("house-1");
        var register = (await server.Grains.GetGrain<IShardGrain>(id.Shard).Describe(id))!;
        Assert.Equal((EnergyUser.Residential, EnergyUser.Commercial),
            (register.At(BangkokDay.Of(new DateOnly(2026, 5, 31)).Start).Building!.Use!.Value, register.At(BangkokDay.Of(new DateOnly(2026, 6, 1)).Start).Building!.Use!.Value));
    }

    [Fact]
    public async Task Decides_in_which_row_its_energy_counts_from_the_day_on_that_it_is_said_for()
    {
        // Under a roof that was a home until the end of May and a shop from June on: 2 MWh before, 3 MWh after. 1 MWh of a building of which nobody said.
        const string Body = """{"kind":"building","name":{"en":"Shophouse"},"area":1031,"building":{"use":"residential"}}""";
        Assert.Equal(HttpStatusCode.Created, (await server.Put("shophouse", Body)).StatusCode);
        (await server.Put("shophouse", Body.Replace("residential", "commercial-and-institutional", StringComparison.Ordinal)[..^1] + ""","from":"2026-06-01"}""", ifMatch: "\"1\"")).EnsureSuccessStatusCode();
        var (may, june) = (Instant.Parse("2026-05-31T10:00:00Z"), Instant.Parse("2026-05-31T18:00:00Z"));
        await server.Say(TwinId.Parse("shophouse"), "import-energy", CitySet.Real, (may, 0m), (may + TimeSpan.FromHours(4), 2_000_000m), (june, 2_000_000m), (june + TimeSpan.FromHours(4), 5_000_000m));
        await server.Say(await server.Roof("unsaid", area: 1031), "import-energy", CitySet.Real, (may, 0m), (may + TimeSpan.FromHours(4), 1_000_000m));

        (string Row, decimal? Wh, decimal? Kg)[] seen = [];
        await TwinServer.Until(async () =>
        {
            var inventory = await server.Get("/v1/reports/inventory?year=2026");
            seen = [.. from row in inventory.GetProperty("rows").EnumerateArray()
                       where row.GetProperty("activityUnit").ValueKind == System.Text.Json.JsonValueKind.String
                       select (row.GetProperty("gpc").GetString()!, (decimal?)row.GetProperty("activity").GetDecimal(), (decimal?)row.GetProperty("co2eKg").GetDecimal())];
            return seen.Sum(row => row.Wh) == 6_000_000;
        });
        // × 0.4750 kg/kWh, losses included: their row is IE in that of its energy.
        Assert.Equal([("I.1.2", 2_000_000m, 950m), ("I.2.2", 3_000_000m, 1425m), ("I.6.2", 1_000_000m, 475m)], seen);
    }
}

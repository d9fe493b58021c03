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
}

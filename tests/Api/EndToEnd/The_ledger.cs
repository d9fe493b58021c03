using System.Net;
using System.Text.Json;
using Parquet;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

public sealed class The_ledger(TwinServer server) : IClassFixture<TwinServer>
{
    // Noon to one in Bangkok on a day long gone: 1 kWh in each quarter hour.
    static readonly Instant Noon = Instant.Parse("2026-03-10T05:00:00Z");

    async Task<string> Metered(string id)
    {
        var roof = await server.Roof(id, area: 1010);
        await server.Say(roof, "pv-energy", CitySet.Real, [.. Enumerable.Range(0, 5).Select(quarter => (Noon + TimeSpan.FromMinutes(15 * quarter), 500_000m + quarter * 1000))]);
        await TwinServer.Until(async () => Points(await server.Get($"/v1/metrics/pv-energy?twin={id}&from=2026-03-10&to=2026-03-11&step=1d"))[0].Value == 4000);
        return id;
    }

    static (decimal? Value, double Coverage)[] Points(JsonElement answer) => [.. answer.GetProperty("series")[0].GetProperty("points").EnumerateArray()
        .Select(point => (point.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null, point.GetProperty("coverage").GetDouble()))];

    // Where nothing contributes, coverage is null as well.
    static decimal?[] Values(JsonElement answer) => [.. answer.GetProperty("series")[0].GetProperty("points").EnumerateArray()
        .Select(point => point.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null)];

    [Fact]
    public async Task Adds_quarter_hours_up_to_hours_and_days()
    {
        var roof = await Metered("ledger-1");
        var quarters = Points(await server.Get($"/v1/metrics/pv-energy?twin={roof}&from=2026-03-10T04:45:00Z&to=2026-03-10T06:15:00Z"));
        Assert.Equal([null, 1000, 1000, 1000, 1000, null], quarters.Select(point => point.Value));
        Assert.Equal([(4000, 1.0), (null, 0.0)], Points(await server.Get($"/v1/metrics/pv-energy?twin={roof}&from=2026-03-10T05:00:00Z&to=2026-03-10T07:00:00Z&step=1h")));
        var day = await server.Get($"/v1/metrics/pv-energy?twin={roof}&from=2026-03-10&to=2026-03-11&step=1d");
        Assert.Equal((4000m, 0.041667), (Points(day)[0].Value!.Value, Points(day)[0].Coverage));
        Assert.Equal([(4000, 0.5)], Points(await server.Get($"/v1/metrics/pv-energy?twin={roof}&from=2026-03-10T05:00:00Z&to=2026-03-10T07:00:00Z&step=whole")));
        Assert.Equal("4000000", day.GetProperty("series")[0].GetProperty("points")[0].GetProperty("exact").GetString());
        Assert.Equal(roof, day.GetProperty("series")[0].GetProperty("by").GetProperty("twin").GetString());
    }

    [Fact]
    public async Task Speaks_csv_and_parquet_as_well()
    {
        var (stop, roof) = (TestContext.Current.CancellationToken, await Metered("ledger-2"));
        var question = $"/v1/metrics/pv-energy?twin={roof}&from=2026-03-10T05:00:00Z&to=2026-03-10T07:00:00Z&step=1h";
        using var request = new HttpRequestMessage(HttpMethod.Get, question) { Headers = { { "Accept", "text/csv" } } };
        var csv = await (await server.Http.SendAsync(request, stop)).Content.ReadAsStringAsync(stop);
        Assert.Equal($"""
            from,to,twin,area,pv-energy_Wh,exact,coverage,measured,estimated,missing
            2026-03-10T05:00:00Z,2026-03-10T06:00:00Z,{roof},,4000,4000000,1,1,0,0
            2026-03-10T06:00:00Z,2026-03-10T07:00:00Z,{roof},,,,0,0,0,1

            """.ReplaceLineEndings("\r\n"), csv);

        using var file = new MemoryStream(await server.Http.GetByteArrayAsync(question + "&format=parquet", stop));
        await using var parquet = await ParquetReader.CreateAsync(file, cancellationToken: stop);
        Assert.Equal(csv.Split("\r\n")[0].Split(','), parquet.Schema.GetDataFields().Select(field => field.Name));
    }

    [Fact]
    public async Task Is_asked_in_the_twins_own_set()
    {
        var stop = TestContext.Current.CancellationToken;
        await server.Roof("ledger-3", set: "rehearsal");
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync("/v1/metrics/pv-energy?twin=ledger-3", stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/v1/metrics/pv-energy?twin=ledger-3&set=rehearsal", stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/metrics/pv-energy?twin=ledger-none", stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/metrics/pv-enrgy", stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync("/v1/metrics/irradiation", stop)).StatusCode);
    }

    [Fact]
    public async Task As_known_at_a_moment_answers_the_same_after_later_words()
    {
        var (stop, roof) = (TestContext.Current.CancellationToken, await server.Roof("ledger-4", area: 1011));
        await server.Say(roof, "pv-energy", CitySet.Real, [.. Enumerable.Range(0, 3).Select(quarter => (Noon + TimeSpan.FromMinutes(15 * quarter), 500_000m + quarter * 1000))]);
        const string Hours = "area=1011&from=2026-03-10T05:00:00Z&to=2026-03-10T07:00:00Z&step=1h";
        await TwinServer.Until(async () => Values(await server.Get($"/v1/metrics/pv-energy?{Hours}"))[0] == 2000);
        await server.Saved();
        await Task.Delay(2, stop); // a commit of the same millisecond would be before and after
        var then = Instant.From(TimeProvider.System);
        await Task.Delay(2, stop);
        var before = (await server.Get($"/v1/metrics/pv-energy?{Hours}")).GetProperty("series").GetRawText();
        await server.Say(roof, "pv-energy", CitySet.Real, (Noon + TimeSpan.FromMinutes(90), 508_000m));
        await TwinServer.Until(async () => Values(await server.Get($"/v1/metrics/pv-energy?{Hours}")).Sum() == 8000);
        await server.Saved();

        var known = await server.Get($"/v1/metrics/pv-energy?{Hours}&knownAt={then}");
        Assert.Equal((before, then.ToString()), (known.GetProperty("series").GetRawText(), known.GetProperty("knownAt").GetString()));
        Assert.Equal(8000, Values(await server.Get($"/v1/metrics/pv-energy?{Hours}&knownAt={Instant.From(TimeProvider.System)}")).Sum());
        Assert.Equal([null, null], Values(await server.Get($"/v1/metrics/pv-energy?{Hours}&knownAt=2026-03-01")));

        using var toCome = await server.Http.GetAsync($"/v1/metrics/pv-energy?{Hours}&knownAt=2099-01-01", stop);
        Assert.Equal(HttpStatusCode.BadRequest, toCome.StatusCode);
        Assert.Contains("yet to come", await toCome.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
    }
}

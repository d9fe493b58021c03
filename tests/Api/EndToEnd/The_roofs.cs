using System.Net;
using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>What roofs made of their sun, over HTTP: worked out by hand for four hours of 800 W/m² on a roof of 100 kWp that made 60 kW.</summary>
public sealed class The_roofs(TwinServer server) : IClassFixture<TwinServer>
{
    const string Day = "from=2026-05-10&to=2026-05-11";
    static readonly Instant Ten = Instant.Parse("2026-05-10T10:00:00+07:00");

    async Task<TwinId> Registered(string id, string more, string kind = "building")
    {
        Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$"""{"kind":"{{kind}}","name":{"en":"{{id}}"},{{more}}}""")).StatusCode);
        return TwinId.Parse(id);
    }

    const string Hundred = """ "pv":{"ratedPower":{"value":100,"unit":"kW"},"peakPower":{"value":100,"unit":"kW"},"tiltDegrees":0,"facingDegrees":180} """;

    static string At(double lat, double lon) => FormattableString.Invariant($$"""
        "place":{"lat":{{lat}},"lon":{{lon}}}
        """);

    // Meter: every quarter hour from 10 to 14.
    Task Counts(TwinId roof, decimal kilowatts) => server.Say(roof, "pv-energy", CitySet.Real, [.. Enumerable.Range(0, 17).Select(i => (Ten + TimeSpan.FromMinutes(15 * i), 1_000_000 + i * kilowatts * 250))]);

    Task Shows(TwinId twin, string channel, decimal value) => server.Say(twin, channel, CitySet.Real, [.. Enumerable.Range(0, 49).Select(i => (Ten + TimeSpan.FromMinutes(5 * i), value))]);

    async Task<JsonElement> Report(string query, Func<JsonElement, bool> so)
    {
        JsonElement report = default;
        await TwinServer.Until(async () => so(report = await server.Get($"/v1/reports/roofs?{Day}&{query}")), query);
        return report;
    }

    static JsonElement Roof(JsonElement report, string id) => report.GetProperty("roofs").EnumerateArray().Single(roof => roof.GetProperty("twin").GetString() == id);

    static bool Knows(JsonElement report, params string[] roofs) => report.GetProperty("roofs").GetArrayLength() == roofs.Length
        && roofs.All(id => Roof(report, id) is var roof && (roof.GetProperty("expected") is { ValueKind: JsonValueKind.Object } expected && expected.GetProperty("compared").GetInt32() >= 16));

    static string? Reason(JsonElement roof, string figure) =>
        roof.GetProperty("unknown").EnumerateArray().Where(one => one.GetProperty("figure").GetString() == figure).Select(one => one.GetProperty("reason").GetString()).SingleOrDefault();

    static decimal Number(JsonElement roof, string figure) => roof.GetProperty(figure).GetDecimal();

    [Fact]
    public async Task Are_ranked_by_what_they_lost_and_come_to_what_a_hand_works_out()
    {
        foreach (var (id, kilowatts) in ((string, decimal)[])[("own-1", 60), ("own-2", 10), ("own-3", 0)])
        {
            var roof = await Registered(id, $"""{Hundred},"area":1001""");
            await Counts(roof, kilowatts);
            await Shows(roof, "irradiance-poa", 800);
            await Shows(roof, "module-temperature", 45);
        }
        var report = await Report("area=1001", report => Knows(report, "own-1", "own-2", "own-3"));
        Assert.Equal(["own-3", "own-2", "own-1"], report.GetProperty("roofs").EnumerateArray().Select(one => one.GetProperty("twin").GetString()));
        var first = Roof(report, "own-1");

        // 240 kWh of 100 kWp under 3.2 kWh/m2: 2.4 h / 3.2 h; at 45 °C the panels give 0.92, and 0.75 / 0.92.
        Assert.Equal((240m, 3.2m, 0.75m, 0.8152m, 2.4m, 3), (first.GetProperty("actual").GetProperty("kwh").GetDecimal(), first.GetProperty("sun").GetProperty("kwhPerM2").GetDecimal(),
            Number(first, "performanceRatio"), Number(first, "performanceRatioAt25C"), Number(first, "specificYieldKwhPerKwp"), first.GetProperty("rank").GetInt32()));
        // PVWatts in Python: 73.6 kW less 14.08 % is 63.24 kW DC, 60.87 kW AC, 243.485 kWh in four hours.
        Assert.Equal((243.485m, 3.485m, "measured"), (first.GetProperty("expected").GetProperty("kwh").GetDecimal(), Number(first, "shortfallKwh"), first.GetProperty("expected").GetProperty("basis").GetString()));
        // Four of 24 hours, all of them sunny and working.
        Assert.Equal((0.166667, 1, 16), (first.GetProperty("actual").GetProperty("coverage").GetDouble(), first.GetProperty("availability").GetProperty("value").GetInt32(), first.GetProperty("availability").GetProperty("working").GetInt32()));
        Assert.Equal(("own-sensor", "own-1"), (first.GetProperty("sun").GetProperty("source").GetString(), first.GetProperty("sun").GetProperty("twin").GetString()));
        // A roof that makes nothing in sunshine has a ratio of 0, not an unknown one.
        Assert.Equal((0m, 0, 16), (Number(Roof(report, "own-3"), "performanceRatio"), Roof(report, "own-3").GetProperty("availability").GetProperty("value").GetInt32(), Roof(report, "own-3").GetProperty("availability").GetProperty("off").GetInt32()));

        // Each number has an address, and the ledger's own explanation says the same.
        Assert.Equal(240_000m, (await server.Get(first.GetProperty("actual").GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());
        Assert.Equal(3_200m, (await server.Get(first.GetProperty("sun").GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());
        var explained = await server.Get(first.GetProperty("explain").GetString()!);
        Assert.Equal((0.75m, "(240 kWh / 100 kW) / (3.2 kWh/m² / 1 kW/m²) = 0.75"), (explained.GetProperty("value").GetDecimal(), explained.GetProperty("numbers").GetString()));
        Assert.Equal([240_000m, 3_200m], (await Task.WhenAll(explained.GetProperty("parts").EnumerateArray().Take(2).Select(part => server.Get(part.GetProperty("explain").GetString()!)))).Select(part => part.GetProperty("value").GetDecimal()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/explain/roofs/nobody", TestContext.Current.CancellationToken)).StatusCode);
        var faults = await server.Get(Roof(report, "own-3").GetProperty("faults").GetString()!);
        var outage = faults.GetProperty("faults").EnumerateArray().Single(fault => fault.GetProperty("kind").GetString() == "outage");
        Assert.Equal((Ten, Ten + TimeSpan.FromHours(4), "pv-energy", 16), (Instant.Parse(outage.GetProperty("from").GetString()!), Instant.Parse(outage.GetProperty("to").GetString()!), outage.GetProperty("channel").GetString(), outage.GetProperty("count").GetInt32()));
        Assert.Equal(17, (await server.Get(outage.GetProperty("readings").GetString()!)).GetProperty("readings").GetArrayLength());
    }

    [Fact]
    public async Task Without_a_sensor_are_held_against_the_nearest_station_that_is_named()
    {
        var roof = await Registered("near", $"""{Hundred},"area":1002,{At(13.75, 100.50)}""");
        await Counts(roof, 60);
        foreach (var (id, lat, sun) in ((string, double, decimal)[])[("station-near", 13.80, 800), ("station-farther", 13.90, 500)])
        {
            var station = await Registered(id, $""" "area":"outside:sky",{At(lat, 100.50)}""", "thing");
            await Shows(station, "irradiance-ghi", sun);
            if (id == "station-farther") continue;
            await Shows(station, "air-temperature", 30);
            await Shows(station, "wind-speed", 2);
        }
        var found = Roof(await Report("twin=near", report => Knows(report, "near") && Roof(report, "near").GetProperty("sun").GetProperty("quarterHours").GetInt32() == 16
            && Roof(report, "near").GetProperty("cellTemperature").ValueKind == JsonValueKind.String && Roof(report, "near").GetProperty("sun").GetProperty("twin").GetString() == "station-near"), "near");
        Assert.Equal(("weather-station", 5.5, 3.2m, 0.75m), (found.GetProperty("sun").GetProperty("source").GetString(), found.GetProperty("sun").GetProperty("distanceKm").GetDouble(),
            found.GetProperty("sun").GetProperty("kwhPerM2").GetDecimal(), Number(found, "performanceRatio")));
        // Faiman: 30 + 800 / (25 + 6.84 · 2) is 50.68 °C.
        Assert.Equal((0.8359m, 237.468m), (Number(found, "performanceRatioAt25C"), found.GetProperty("expected").GetProperty("kwh").GetDecimal()));
        Assert.Contains("5.5 km", found.GetProperty("cellTemperature").GetString());
        Assert.Equal(3_200m, (await server.Get(found.GetProperty("sun").GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task Of_which_nobody_measured_the_sun_have_a_bound_that_says_so_and_no_ratio()
    {
        // Chiang Mai: no station within 25 km. The other does not even say where it stands.
        await Counts(await Registered("alone", $"""{Hundred.Replace(""","tiltDegrees":0,"facingDegrees":180""", "", StringComparison.Ordinal)},"area":"outside:north",{At(18.79, 98.98)}"""), 60);
        await Counts(await Registered("nowhere", $"""{Hundred},"area":"outside:north" """), 60);
        await Counts(await Registered("unrated", """ "area":"outside:north" """), 60);
        var report = await Report("area=outside:north", report => report.GetProperty("of").GetInt32() == 3 && report.GetProperty("roofs").EnumerateArray().All(roof => roof.GetProperty("actual").GetProperty("kwh").ValueKind == JsonValueKind.Number));
        var alone = Roof(report, "alone");
        Assert.Equal(("clear-sky", "upper-bound-clear-sky", 16), (alone.GetProperty("sun").GetProperty("source").GetString(), alone.GetProperty("expected").GetProperty("basis").GetString(), alone.GetProperty("expected").GetProperty("compared").GetInt32()));
        Assert.InRange(alone.GetProperty("expected").GetProperty("kwh").GetDecimal(), 240, 340); // four hours of at most 85 kW
        Assert.Contains("flat", string.Join(" ", alone.GetProperty("assumptions").EnumerateArray()));
        foreach (var figure in (string[])["shortfallKwh", "performanceRatio", "performanceRatioAt25C", "availability"])
        {
            Assert.Equal(JsonValueKind.Null, alone.GetProperty(figure).ValueKind);
            Assert.NotNull(Reason(alone, figure));
        }
        Assert.Equal(2.4m, Number(alone, "specificYieldKwhPerKwp"));
        Assert.Contains("where it stands", Reason(Roof(report, "nowhere"), "expected"));
        Assert.Contains("pv.ratedPower", Reason(Roof(report, "unrated"), "specificYieldKwhPerKwp"));
        Assert.Equal(JsonValueKind.Null, Roof(report, "unrated").GetProperty("capacity").ValueKind);
    }

    [Fact]
    public async Task Come_page_by_page_and_as_CSV()
    {
        foreach (var (id, kilowatts) in ((string, decimal)[])[("page-1", 20), ("page-2", 40), ("page-3", 30)])
        {
            // The first has twice the panels: yield and ratio go by them and not by the inverter.
            var roof = await Registered(id, $"""{(id == "page-1" ? Hundred.Replace("\"peakPower\":{\"value\":100", "\"peakPower\":{\"value\":200", StringComparison.Ordinal) : Hundred)},"area":1003""");
            await Counts(roof, kilowatts);
            await Shows(roof, "irradiance-poa", 800);
            await Shows(roof, "module-temperature", 45);
        }
        var twice = Roof(await Report("area=1003", report => Knows(report, "page-1", "page-2", "page-3")), "page-1");
        Assert.Equal((0.4m, 0.125m), (Number(twice, "specificYieldKwhPerKwp"), Number(twice, "performanceRatio"))); // 80 kWh of 200 kWp under 3.2 kWh/m2
        List<string?> seen = [];
        for (string? page = $"/v1/reports/roofs?{Day}&area=1003&limit=2"; page is not null;)
        {
            var answer = await server.Get(page);
            seen.AddRange(answer.GetProperty("roofs").EnumerateArray().Select(roof => $"{roof.GetProperty("rank")} {roof.GetProperty("twin")}"));
            page = answer.GetProperty("next").GetString();
        }
        Assert.Equal(["1 page-1", "2 page-3", "3 page-2"], seen);

        using var csv = await server.Http.GetAsync($"/v1/reports/roofs?{Day}&area=1003&format=csv&limit=2", TestContext.Current.CancellationToken);
        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((3, "text/csv"), (lines.Length, csv.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("rank,twin,name,area,peak_kW", lines[0]);
        Assert.StartsWith("1,page-1,page-1,1003,200,100,0,180,80,", lines[1]);
        Assert.Contains("skip=2", csv.Headers.GetValues("Link").Single());
    }

    [Theory]
    [InlineData("/v1/reports/roofs?from=2026-05-10T00:00:00Z&to=2026-05-11", "from", "2026-11-23")]
    [InlineData("/v1/reports/roofs?from=2026-05-11&to=2026-05-11", "from", "day in Bangkok")]
    [InlineData("/v1/reports/roofs?from=2026-04-01&to=2026-05-11", "from", "shorter")]
    [InlineData("/v1/reports/roofs?from=2026-05-10&to=2999-01-01", "to", "today")]
    [InlineData("/v1/reports/roofs?area=1051", "area", "1050")]
    [InlineData("/v1/reports/roofs?limit=501", "limit", "500")]
    [InlineData("/v1/reports/roofs?sort=name", "sort", "skip")]
    [InlineData("/v1/twins/refused/faults?from=yesterday", "from", "2026-11-23")]
    public async Task Are_refused_with_a_cure_where_the_question_is_wrong(string path, string field, string cure)
    {
        using var answer = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var error = Assert.Single(problem.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
        Assert.Contains(cure, error.GetProperty("cure").GetString());
    }

    [Fact]
    public async Task Are_not_asked_of_what_has_none()
    {
        await Registered("no-roof", """ "area":1004""", "thing");
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/twins/no-roof/faults", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/reports/roofs?twin=nobody", TestContext.Current.CancellationToken)).StatusCode);
    }
}

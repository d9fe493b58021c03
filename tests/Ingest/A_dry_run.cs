using System.Globalization;
using System.Net;
using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Ingest;

/// <summary>Says of each item what would become of it, and changes nothing: not the feed's balance, not the quarantine, not what comes after.</summary>
public sealed class A_dry_run(RunningIntake city) : IClassFixture<RunningIntake>
{
    const string Header = "twin,channel,at,value,unit\n";

    [Fact]
    public async Task Tells_of_each_item_what_the_sending_then_does()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        await city.Send(RunningIntake.Name("other"), $"[{city.Power(roof, -9)}]");
        string[] items =
        [
            city.Power(roof, -3), city.Power("nobody", -2), city.Power(roof, -2, "\"Null\""), city.Power(roof, -3), city.Power(roof, -3, "1"), city.Power(roof, -9),
            city.Power(roof, -1, "1e12"), city.Power(roof, 99), city.Power(roof, -1).Replace("pv-power", "speed", StringComparison.Ordinal).Replace("kW", "km/h", StringComparison.Ordinal),
        ];
        const string Foreseen = "accepted quarantined:unknown-twin quarantined:not-a-number duplicate quarantined:conflict duplicate quarantined:out-of-range quarantined:time-ahead quarantined:wrong-kind";

        foreach (var (body, type) in new[] { ($"[{string.Join(',', items)}]", "application/json"), (string.Join('\n', items), "application/x-ndjson") })
        {
            var foreseen = await Answer($"/v1/readings?feed={feed}&dryRun=true", body, type);
            Assert.Equal((Foreseen, true), (Outcomes(foreseen), foreseen.GetProperty("dryRun").GetBoolean()));
            Assert.Equal((1, 2, 6), Counts(foreseen));
            Assert.All(foreseen.GetProperty("items").EnumerateArray(), item => Assert.False(item.TryGetProperty("id", out _)));
        }
        Assert.Equal(default, await city.Balance(feed));

        var sent = await Answer($"/v1/readings?feed={feed}&items=all", $"[{string.Join(',', items)}]");
        Assert.Equal((Foreseen, false), (Outcomes(sent), sent.TryGetProperty("dryRun", out _)));
        Assert.Equal((9, 1, 2, 6, 0), await city.Balance(feed));
        Assert.Equal(6, (await city.Quarantined(feed, 6)).Length);
    }

    [Fact]
    public async Task Of_a_CSV_sees_what_stands_twice_however_far_apart()
    {
        var roof = await city.Roof();
        var lines = Enumerable.Range(0, 9000).Select(i => $"{roof},pv-power,{city.Time(-i)},{i % 100},kW").Append($"{roof},pv-power,{city.Time(0)},0,kW").Append($"{roof},pv-power,{city.Time(-1)},0,kW");
        var foreseen = await Answer("/v1/readings?dryRun=true", Header + string.Join('\n', lines), "text/csv");
        Assert.Equal((9000, 1, 1), Counts(foreseen));
        Assert.Equal("quarantined:conflict", Outcomes(foreseen)); // of more than a thousand only the refused are told
    }

    [Theory]
    [InlineData("dryRun=yes")]
    [InlineData("items=some")]
    [InlineData("twin=roof-1")]
    [InlineData("dryrun=true")]
    public async Task With_a_misspelt_parameter_is_refused(string query)
    {
        var (status, problem, _) = await city.Post("/v1/readings?" + query, "[]");
        Assert.Equal((HttpStatusCode.BadRequest, "/problems/bad-parameter"), (status, problem.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    public async Task Of_too_many_items_says_how_many_it_judges(string type)
    {
        var body = type == "application/json" ? $"[{string.Join(',', Enumerable.Repeat("{}", 10_001))}]" : string.Concat(Enumerable.Repeat("{}\n", 10_001));
        var (status, problem, _) = await city.Post("/v1/readings?dryRun=true", body, type);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("10000", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_CSV_without_its_header_is_no_batch() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await city.Post("/v1/readings?dryRun=true", "a,b\n1,2\n", "text/csv")).Status);

    [Fact]
    public async Task Of_a_SenML_pack_names_its_records()
    {
        var roof = await city.Roof();
        var pack = $$"""[{"bn":"{{roof}}/","bt":{{city.Now.Microseconds / Instant.PerSecond}},"n":"pv-power","u":"kW","v":5},{"n":"load-power","u":"W","v":7},{"n":"nothing","u":"W","v":1}]""";
        Assert.Equal("accepted accepted quarantined:unknown-channel", Outcomes(await Answer($"/v1/readings?twin={roof}&dryRun=true", pack, "application/senml+json")));
        Assert.Equal((2, 0, 1), Counts(await Answer($"/v1/readings?twin={roof}", pack, "application/senml+json")));
        Assert.Equal("duplicate duplicate quarantined:unknown-channel", Outcomes(await Answer($"/v1/readings?twin={roof}&items=all", pack, "application/senml+json")));
        Assert.Equal(HttpStatusCode.BadRequest, (await city.Post("/v1/readings", pack, "application/senml+json")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await city.Post("/v1/readings?twin=a/b", pack, "application/senml+json")).Status);
    }

    async Task<JsonElement> Answer(string path, string body, string type = "application/json")
    {
        var (status, answer, _) = await city.Post(path, body, type);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {answer}");
        return answer;
    }

    static (long Accepted, long Duplicate, long Quarantined) Counts(JsonElement answer) =>
        (answer.GetProperty("accepted").GetInt64(), answer.GetProperty("duplicate").GetInt64(), answer.GetProperty("quarantined").GetInt64());

    static string Outcomes(JsonElement answer) => string.Join(' ', answer.GetProperty("items").EnumerateArray()
        .Select(item => item.GetProperty("outcome").GetString() + (item.TryGetProperty("code", out var code) ? string.Create(CultureInfo.InvariantCulture, $":{code.GetString()}") : "")));
}

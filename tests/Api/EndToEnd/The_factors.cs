using System.Net;
using System.Text;
using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>An operator's own factors, through the journal like everything else.</summary>
public sealed class The_factors(TwinServer server) : IClassFixture<TwinServer>
{
    const string Series = "th-grid-scope-2";
    static readonly Instant Noon = Instant.Parse("2027-03-10T05:00:00Z");

    static string Declared(string value = "0.4600", string from = "2027-01-01", string title = "Grid factors of 2027", string more = "") => $$"""
        {"id":"th-grid-tgo-2027","series":"{{Series}}","value":{{value}},"unit":"kg/kWh","gas":"CO2e","boundary":"burning of fuels, losses included","purpose":"electricity used","region":"Thailand",
         "validFrom":"{{from}}","source":{"title":"{{title}}","publisher":"TGO","year":2026,"where":"tgo.or.th"},"status":"official"{{more}}}
        """;

    async Task Office() => Assert.Contains((await server.Put("climate-office", """{"kind":"office","name":{"en":"Climate office"},"area":1001}""")).StatusCode, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.OK]);

    Task<HttpResponseMessage> Post(string body, string query = "") => server.Http.PostAsync("/v1/factors" + query, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    async Task<decimal?> Emitted(string more = "") => (await server.Get($"/v1/explain/twins/emits-1/import-emissions?from=2027-03-10&to=2027-03-11{more}")).GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    [Fact]
    public async Task Restate_figures_from_their_validity_on_and_leave_what_was_known_before_answerable()
    {
        await Office();
        var roof = await server.Roof("emits-1", area: 1042);
        await server.Say(roof, "import-energy", CitySet.Real, (Noon, 1_000_000m), (Noon + TimeSpan.FromMinutes(15), 1_010_000m));
        // 10 kWh by the factor that is there, which has no end.
        await TwinServer.Until(async () => await Emitted() == 4.75m);

        var before = Instant.From(TimeProvider.System);
        await Task.Delay(2, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, (await Post(Declared())).StatusCode);
        Assert.Equal(4.6m, await Emitted());
        Assert.Equal(4.75m, await Emitted($"&knownAt={before}"));
        Assert.Equal(HttpStatusCode.OK, (await Post(Declared(more: ""","version":1"""))).StatusCode); // said again it is the same

        // Stated anew: version 2 for all of its validity.
        Assert.Equal(HttpStatusCode.Created, (await Post(Declared("\"0.4550\""))).StatusCode);
        Assert.Equal(4.55m, await Emitted());
        var listed = (await server.Get($"/v1/factors?series={Series}&on=2027-03-10")).GetProperty("factors").EnumerateArray().First();
        Assert.Equal(("th-grid-tgo-2027", 2, 0.4550m, true), (listed.GetProperty("id").GetString(), listed.GetProperty("version").GetInt32(), listed.GetProperty("value").GetDecimal(), listed.GetProperty("knownFrom").ValueKind == JsonValueKind.String));
        // What the restated factor changed is a change of method, and nothing that happened.
        var change = await server.Get($"/v1/reports/change?of=import-emissions&beforeFrom=2027-03-10&beforeTo=2027-03-11&from=2027-03-10&to=2027-03-11&beforeKnownAt={before}");
        Assert.Equal((-0.2m, 0m, -0.2m), (change.GetProperty("wholeKg").GetDecimal(), change.GetProperty("realKg").GetDecimal(), change.GetProperty("methodKg").GetDecimal()));
        // Retraced: the same 10 kWh under both versions, and each term down to the activity.
        var whole = await server.Get(change.GetProperty("explain").GetProperty("wholeKg").GetString()!);
        var parts = whole.GetProperty("parts").EnumerateArray().ToDictionary(part => part.GetProperty("name").GetString()!);
        // The answer has the address of each, what is real as well.
        foreach (var address in change.GetProperty("explain").EnumerateObject())
            Assert.Equal((address.Name, change.GetProperty(address.Name).GetDecimal()), (address.Name, (await server.Get(address.Value.GetString()!)).GetProperty("value").GetDecimal()));
        Assert.Equal(["activity", "factor"], (await server.Get(change.GetProperty("explain").GetProperty("realKg").GetString()!)).GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()));
        Assert.Equal((-0.2m, -0.2m), (whole.GetProperty("value").GetDecimal(), parts.Values.Sum(part => part.GetProperty("value").GetDecimal())));
        var method = await server.Get(parts["method"].GetProperty("explain").GetString()!);
        Assert.Equal([(10_000m, 4.55m), (10_000m, -4.75m)], method.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("value").GetDecimal(), part.GetProperty("adds").GetDecimal())));
        Assert.Equal([0.455m, 0.475m], method.GetProperty("factors").EnumerateArray().Select(use => use.GetProperty("factor").GetProperty("value").GetDecimal()));
        foreach (var part in method.GetProperty("parts").EnumerateArray()) Assert.Equal(10_000m, (await server.Get(part.GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());
        var old = method.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!).Single(note => note.StartsWith("The old factor: GET ", StringComparison.Ordinal))["The old factor: GET ".Length..^1];
        Assert.Equal(0.475m, (await server.Get(old)).GetProperty("factors")[0].GetProperty("value").GetDecimal());
        Assert.Equal((0m, 0m), (parts["activity"].GetProperty("value").GetDecimal(), parts["factor"].GetProperty("value").GetDecimal()));
        Assert.Equal(0m, (await server.Get(parts["activity"].GetProperty("explain").GetString()!)).GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("adds").GetDecimal()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync(change.GetProperty("explain").GetProperty("wholeKg").GetString()!.Replace("/change?", "/change/luck?", StringComparison.Ordinal), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync("/v1/explain/change?of=rain", TestContext.Current.CancellationToken)).StatusCode);
        // That a time told nothing is an answer and no fault of the question; to explain there is nothing.
        const string silent = "of=import-emissions&beforeFrom=2027-02-01&beforeTo=2027-03-01&from=2027-03-10&to=2027-03-11";
        var unknown = await server.Get($"/v1/reports/change?{silent}");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (unknown.GetProperty("wholeKg").ValueKind, unknown.GetProperty("explain").ValueKind));
        Assert.StartsWith("Nothing is known of import-energy in one of the two times.", unknown.GetProperty("unknownBecause").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Http.GetAsync($"/v1/explain/change?{silent}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync("/v1/reports/change?of=import-emissions&beforeFrom=2025-12-01&beforeTo=2026-02-01&from=2026-12-01&to=2026-12-02", TestContext.Current.CancellationToken)).StatusCode);
        // The metrics agree, also over the day on which the factor changes.
        await TwinServer.Until(async () => (await server.Get("/v1/metrics/import-emissions?twin=emits-1&from=2026-06-01&to=2027-06-01&step=1y")).GetProperty("series")[0].GetProperty("points").EnumerateArray()
            .Last().GetProperty("value") is { ValueKind: JsonValueKind.Number } value && value.GetDecimal() == 4.55m);
    }

    [Theory]
    [InlineData("2026-01-01", "Grid factors of 2027", "overlaps", HttpStatusCode.Conflict)]
    [InlineData("2027-01-01", "", "title", HttpStatusCode.BadRequest)]
    public async Task Are_refused_with_reason_and_cure_where_they_contradict_or_name_no_source(string from, string title, string says, HttpStatusCode status)
    {
        await Office();
        var answer = await Post(Declared(from: from, title: title).Replace("th-grid-tgo-2027", "th-grid-other", StringComparison.Ordinal));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(63, HttpStatusCode.BadRequest)] // with ":1" one more than an event may be called by
    [InlineData(62, HttpStatusCode.Conflict)] // goes as far as the registry, where it overlaps
    public async Task Are_refused_where_their_id_leaves_no_room_for_the_version(int length, HttpStatusCode status)
    {
        await Office();
        var answer = await Post(Declared(from: "2026-01-01").Replace("th-grid-tgo-2027", new string('f', length), StringComparison.Ordinal));
        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.BadRequest) Assert.Contains("Send an id of at most 62 characters.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Need_an_office_that_declares_them()
    {
        var answer = await Post(Declared(), "?set=rehearsal");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("kind office", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_listed_with_all_that_an_auditor_asks()
    {
        var factor = (await server.Get("/v1/factors?series=jcm-th-pv-grid")).GetProperty("factors").EnumerateArray().Single();
        Assert.Equal((0.319m, "t/MWh", "memory", false), (factor.GetProperty("value").GetDecimal(), factor.GetProperty("unit").GetString(), factor.GetProperty("status").GetString(), factor.GetProperty("canBeClosed").GetBoolean()));
        Assert.Equal(2, (await server.Get($"/v1/factors?series={Series}&on=2026-03-01")).GetProperty("factors").GetArrayLength()); // the transition
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/factors?series=none", TestContext.Current.CancellationToken)).StatusCode);
    }
}

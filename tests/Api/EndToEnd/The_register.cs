using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace YPort.Twin.Tests.Api.EndToEnd;

public sealed class The_register(TwinServer server) : IClassFixture<TwinServer>
{
    const string Station = """{"kind":"thing","name":{"en":"Station","th":"สถานี"},"area":1030,"place":{"lat":13.8,"lon":100.5}}""";

    static async Task<JsonElement> Problem(HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("/problems/" + type, problem.GetProperty("type").GetString());
        return problem;
    }

    [Fact]
    public async Task Creates_a_twin_once_and_gives_it_back()
    {
        var created = await server.Put("station-1", Station);
        Assert.Equal((HttpStatusCode.Created, "\"1\"", "/v1/twins/station-1"), (created.StatusCode, created.Headers.ETag?.Tag, created.Headers.Location?.ToString()));
        var again = await server.Put("station-1", Station);
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (again.StatusCode, again.Headers.ETag?.Tag));

        var twin = await server.Get("/v1/twins/station-1");
        Assert.Equal(("station-1", 1, "real", "1030"), (twin.GetProperty("id").GetString(), twin.GetProperty("version").GetInt32(),
            twin.GetProperty("twin").GetProperty("set").GetString(), twin.GetProperty("twin").GetProperty("area").GetString()));
        var sentBack = await server.Put("station-1", twin.GetProperty("twin").GetRawText());
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (sentBack.StatusCode, sentBack.Headers.ETag?.Tag));
    }

    [Fact]
    public async Task Lets_only_those_change_a_twin_who_saw_it()
    {
        await server.Put("station-2", Station);
        var moved = Station.Replace("1030", "1001");
        await Problem(await server.Put("station-2", moved), (HttpStatusCode)428, "if-match-required");
        await Problem(await server.Put("station-2", moved, ifMatch: "\"7\""), HttpStatusCode.PreconditionFailed, "version-differs");
        await Problem(await server.Put("station-2", Station, ifNoneMatch: "*"), HttpStatusCode.PreconditionFailed, "version-differs");
        await Problem(await server.Put("station-nowhere", Station, ifMatch: "*"), HttpStatusCode.PreconditionFailed, "version-differs");

        var changed = await server.Put("station-2", moved, ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));
        var history = (await server.Get("/v1/twins/station-2")).GetProperty("history");
        Assert.Equal(["1030", "1001"], history.EnumerateArray().Select(entry => entry.GetProperty("twin").GetProperty("area").GetString()));
        Assert.Equal(JsonValueKind.Null, history[0].GetProperty("from").ValueKind);
        Assert.Equal(JsonValueKind.String, history[1].GetProperty("from").ValueKind);
    }

    [Fact]
    public async Task Keeps_kind_and_set_for_life()
    {
        await server.Put("station-3", Station);
        await Problem(await server.Put("station-3", Station.Replace("thing", "building"), ifMatch: "*"), HttpStatusCode.Conflict, "for-life");
        await Problem(await server.Put("station-3", Station.Replace("{\"kind\"", "{\"set\":\"rehearsal\",\"kind\"")), HttpStatusCode.Conflict, "for-life");
    }

    [Fact]
    public async Task Names_every_fault_of_a_description()
    {
        var problem = await Problem(await server.Put("station-4", Station.Replace("1030", "999").Replace("13.8", "138")), HttpStatusCode.BadRequest, "invalid-request");
        var errors = problem.GetProperty("errors").EnumerateArray().ToDictionary(error => error.GetProperty("field").GetString()!, error => error.GetProperty("value").GetString());
        Assert.Equal(("999", "138"), (errors["area"], errors["place.lat"]));
    }

    [Theory]
    [InlineData("""{"kind":"thing","name":{"en":"x"},"area":1030,"colour":"red"}""", "$.colour")]
    [InlineData("""{"kind":"thing","name":{"en":"x"}}""", "area")]
    [InlineData("""{"kind":"thing","name":{"en":null},"area":1030}""", "$.name")]
    [InlineData("""{"kind":"thing","kind":"building","name":{"en":"x"},"area":1030}""", "twice")]
    [InlineData("""{"kind":"thing","name":{"en":"x"},"area":1030,"place":{"lat":"13","lon":100}}""", "$.place.lat")]
    [InlineData("""{"kind":"thing","name":{"en":"x"},"area":true}""", "$.area")]
    [InlineData("""{"kind":"thing",""", "line 1")]
    [InlineData("null", "null")]
    public async Task Says_where_a_body_cannot_be_read(string body, string where)
    {
        var problem = await Problem(await server.Put("station-5", body), HttpStatusCode.BadRequest, "unreadable-body");
        Assert.Contains(where, problem.GetProperty("detail").GetString());
        Assert.DoesNotContain("YPort", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Takes_only_json_of_a_sensible_size()
    {
        var stop = TestContext.Current.CancellationToken;
        var refused = await server.Http.PutAsync("/v1/twins/station-6", new StringContent(Station, Encoding.UTF8, "text/plain"), stop);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Contains("text/plain", (await refused.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("detail").GetString());
        await Problem(await server.Put("station-6", Station + new string(' ', 70_000)), HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await Problem(await server.Put("No-Twin", Station), HttpStatusCode.BadRequest, "invalid-request");
        await Problem(await server.Http.GetAsync("/v1/twins/station-6", stop), HttpStatusCode.NotFound, "unknown-twin");
        await Problem(await server.Http.GetAsync("/v1/twins/station-6/state", stop), HttpStatusCode.NotFound, "unknown-twin");
    }

    [Fact]
    public async Task Notes_a_replaced_meter_once()
    {
        await server.Roof("replaced-1");
        const string Replacement = """{"channel":"pv-energy","at":"2026-11-01T05:00:00Z","last":{"value":123456.789,"unit":"kWh"},"first":{"value":0,"unit":"kWh"}}""";
        async Task<HttpResponseMessage> Post(string body) =>
            await server.Http.PostAsync("/v1/twins/replaced-1/meter-replacements", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(("\"2\"", HttpStatusCode.OK), ((await Post(Replacement)) is var first ? first.Headers.ETag?.Tag : null, first.StatusCode));
        Assert.Equal("\"2\"", (await Post(Replacement)).Headers.ETag?.Tag);
        await Problem(await Post(Replacement.Replace("123456.789", "5")), HttpStatusCode.Conflict, "replaced-otherwise");
        await Problem(await Post(Replacement.Replace("pv-energy", "pv-power")), HttpStatusCode.BadRequest, "invalid-request");
        var entry = (await server.Get("/v1/twins/replaced-1")).GetProperty("history")[1];
        Assert.Equal(("meter-replaced", 123456789m), (entry.GetProperty("entry").GetString(), entry.GetProperty("meter").GetProperty("last").GetProperty("value").GetDecimal()));
    }

    [Fact]
    public async Task Lists_twins_page_by_page()
    {
        foreach (var id in new[] { "page-c", "page-a", "page-b" }) await server.Put(id, Station.Replace("1030", "\"outside:pages\""));
        var first = await server.Get("/v1/twins?area=outside:pages&limit=2");
        Assert.Equal((3, "page-b"), (first.GetProperty("of").GetInt32(), first.GetProperty("after").GetString()));
        var second = await server.Get("/v1/twins?area=outside:pages&limit=2&after=page-b");
        Assert.Equal(["page-c"], second.GetProperty("twins").EnumerateArray().Select(twin => twin.GetProperty("id").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("after").ValueKind);
        Assert.Equal(0, (await server.Get("/v1/twins?area=outside:pages&freshness=live")).GetProperty("of").GetInt32());
        Assert.Equal(0, (await server.Get("/v1/twins?area=outside:pages&set=rehearsal")).GetProperty("of").GetInt32());
    }

    [Theory]
    [InlineData("/v1/twins?knd=building", "knd", "kind")]
    [InlineData("/v1/twins?kind=boat", "kind", "building")]
    [InlineData("/v1/twins?limit=1001", "limit", "1000")]
    [InlineData("/v1/twins?freshness=fresh", "freshness", "stale")]
    [InlineData("/v1/twins/roof-1?set=real", "set", "no parameters")]
    [InlineData("/v1/city?districts=yes", "districts", "true")]
    [InlineData("/v1/live?sett=real", "sett", "set")]
    [InlineData("/v1/measures?unit=W", "unit", "no parameters")]
    [InlineData("/v1/channels?unit=W", "unit", "kind")]
    [InlineData("/v1/channels?kind=boat", "kind", "shuttle")]
    [InlineData("/v1/event-types?kind=boat", "kind", "shuttle")]
    [InlineData("/v1/events?type=stop-arrived,sneeze", "type", "stop-departed")]
    [InlineData("/v1/events?about=a%20b", "about", "letters")]
    [InlineData("/v1/events?limit=1001", "limit", "1000")]
    [InlineData("/v1/events?after=yesterday", "after", "next")]
    [InlineData("/v1/events?from=2026-11-02&to=2026-11-02", "from", "2026-11-23")]
    [InlineData("/v1/events?format=parquet", "format", "csv")]
    [InlineData("/v1/metrics/vehicle-distance?where=mode:auto,mode:manual", "where", "by=mode")]
    [InlineData("/v1/metrics/vehicle-distance?by=colour", "by", "mode, service")]
    [InlineData("/v1/metrics/headway?twin=cart-1", "twin", "by=stop")]
    [InlineData("/v1/metrics/pv-energy?form=2026-11-01", "form", "from")]
    [InlineData("/v1/metrics/pv-energy?format=xlsx", "format", "parquet")]
    public async Task Does_not_ignore_what_is_misspelt(string path, string field, string cure)
    {
        var problem = await Problem(await server.Http.GetAsync(path, TestContext.Current.CancellationToken), HttpStatusCode.BadRequest, "invalid-request");
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
        Assert.Contains(cure, error.GetProperty("cure").GetString());
    }
}

using System.Net;
using System.Text.Json;

namespace YPort.Twin.Tests.Ingest;

/// <summary>What was refused keeps its bytes, its reason and its cure, and is closed once: replayed or discarded.</summary>
public sealed class A_quarantined_item(RunningIntake city) : IClassFixture<RunningIntake>
{
    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    [Fact]
    public async Task Shows_what_came_and_why_it_was_refused()
    {
        var feed = RunningIntake.Name("f");
        var raw = city.Power("nobody", 0);
        await city.Send(feed, $"[{raw}]");
        var item = Assert.Single(await city.Quarantined(feed, 1));
        Assert.Equal((feed, "real", "unknown-twin", raw, false), (Text(item, "feed"), Text(item, "set"), Text(item, "code"), Text(item, "raw"), item.GetProperty("rawIsBase64").GetBoolean()));
        Assert.False(item.TryGetProperty("resolved", out _));
        Assert.Equal(item.ToString(), (await city.Get($"/v1/quarantine/{Text(item, "id")}")).ToString());
    }

    [Fact]
    public async Task That_is_no_text_shows_its_bytes()
    {
        var feed = RunningIntake.Name("f");
        using ByteArrayContent content = new([.. "{\"twin\":\""u8, 0xFF, .. "\"}\n"u8]);
        content.Headers.ContentType = new("application/x-ndjson");
        await city.Http.PostAsync($"/v1/readings?feed={feed}", content, TestContext.Current.CancellationToken);
        var item = Assert.Single(await city.Quarantined(feed, 1));
        Assert.True(item.GetProperty("rawIsBase64").GetBoolean());
        Assert.Equal([.. "{\"twin\":\""u8, 0xFF, .. "\"}"u8], Convert.FromBase64String(Text(item, "raw")));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    [InlineData("text/csv")]
    public async Task Is_replayed_once_its_cause_is_cured(string type)
    {
        var (feed, roof) = (RunningIntake.Name("f"), RunningIntake.Name("roof"));
        await city.Send(feed, type switch
        {
            "application/json" => $"[{city.Power(roof, 0)}]",
            "text/csv" => $"unit,twin,channel,at,value\r\nkW,{roof},pv-power,{city.Time(0)},182.4\r\n",
            _ => city.Power(roof, 0),
        }, type);
        var id = Text(Assert.Single(await city.Quarantined(feed, 1)), "id");

        var (status, again, _) = await city.Post($"/v1/quarantine/{id}/replay", "");
        Assert.Equal((HttpStatusCode.Conflict, "unknown-twin"), (status, Text(again, "code")));
        Assert.Equal((1, 0, 0, 1, 0), await city.Balance(feed));

        await city.Roof(id: roof);
        (status, var answer, _) = await city.Post($"/v1/quarantine/{id}/replay", "");
        Assert.Equal((HttpStatusCode.OK, "accepted"), (status, Text(answer, "outcome")));
        Assert.Equal((1, 1, 0, 0, 0), await city.Balance(feed));
        Assert.Equal((0, 1, 0, ""), await city.Send(feed, $"[{city.Power(roof, 0)}]"));

        Assert.Equal(HttpStatusCode.Conflict, (await city.Post($"/v1/quarantine/{id}/replay", "")).Status);
        await city.Quarantined(feed, 0);
        Assert.Equal("replayed", Text(Assert.Single(await city.Quarantined(feed, 1, open: false)).GetProperty("resolved"), "outcome"));
    }

    [Fact]
    public async Task That_cannot_be_read_is_refused_again_and_not_set_aside_again()
    {
        var feed = RunningIntake.Name("f");
        await city.Send(feed, "not json", "application/x-ndjson");
        var id = Text(Assert.Single(await city.Quarantined(feed, 1)), "id");
        var (status, problem, _) = await city.Post($"/v1/quarantine/{id}/replay", "");
        Assert.Equal((HttpStatusCode.Conflict, "/problems/refused-again", "malformed-line"), (status, Text(problem, "type"), Text(problem, "code")));
        Assert.Equal((1, 0, 0, 1, 0), await city.Balance(feed));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    public async Task Is_replayed_as_corrected_and_keeps_what_came(string type)
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        string Form(string value) => type == "text/csv" ? $"twin,channel,at,value,unit\n{roof},pv-power,{city.Time(0)},{value},kW" : city.Power(roof, 0, value);
        await city.Send(feed, type == "text/csv" ? Form("n/a") : $"[{Form("\"n/a\"")}]", type);
        var id = Text(Assert.Single(await city.Quarantined(feed, 1)), "id");

        foreach (var body in new[] { "{}", "[", "{\"raw\":\"\"}", "{\"row\":\"x\"}", JsonSerializer.Serialize(new { raw = new string('x', 65537) }) })
            Assert.Equal(HttpStatusCode.BadRequest, (await city.Post($"/v1/quarantine/{id}/replay", body)).Status);
        var (status, again, _) = await city.Post($"/v1/quarantine/{id}/replay", JsonSerializer.Serialize(new { raw = Form("1e12") }));
        Assert.Equal((HttpStatusCode.Conflict, "out-of-range"), (status, Text(again, "code")));
        Assert.Equal((1, 0, 0, 1, 0), await city.Balance(feed));

        (status, var answer, _) = await city.Post($"/v1/quarantine/{id}/replay", JsonSerializer.Serialize(new { raw = Form("182.4") }));
        Assert.Equal((HttpStatusCode.OK, "accepted"), (status, Text(answer, "outcome")));
        Assert.Equal((1, 1, 0, 0, 0), await city.Balance(feed));
        Assert.Equal((0, 1, 0, ""), await city.Send(feed, $"[{city.Power(roof, 0)}]"));
        await city.Quarantined(feed, 0);
        var closed = Assert.Single(await city.Quarantined(feed, 1, open: false));
        Assert.Contains("n/a", Text(closed, "raw"), StringComparison.Ordinal);
        Assert.Equal($"accepted, corrected to: {Form("182.4")}", Text(closed.GetProperty("resolved"), "reason"));
    }

    [Fact]
    public async Task Is_given_up_with_a_reason_and_once()
    {
        var feed = RunningIntake.Name("f");
        await city.Send(feed, "[{}]");
        var id = Text(Assert.Single(await city.Quarantined(feed, 1)), "id");
        foreach (var body in new[] { "", "{}", "{\"reason\":\" \"}", "{\"reason\":\"x\",\"more\":1}", "[" })
            Assert.Equal(HttpStatusCode.BadRequest, (await city.Post($"/v1/quarantine/{id}/discard", body)).Status);
        Assert.Equal(HttpStatusCode.OK, (await city.Post($"/v1/quarantine/{id}/discard", """{"reason":"a test of the sender"}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await city.Post($"/v1/quarantine/{id}/discard", """{"reason":"again"}""")).Status);
        Assert.Equal((1, 0, 0, 1, 1), await city.Balance(feed));
        await city.Quarantined(feed, 0);
        Assert.Equal("a test of the sender", Text(Assert.Single(await city.Quarantined(feed, 1, open: false)).GetProperty("resolved"), "reason"));
    }

    [Theory]
    [InlineData("0-999999999")]
    [InlineData("64-0")]
    [InlineData("x")]
    [InlineData("1-")]
    [InlineData("-1")]
    public async Task That_does_not_exist_is_not_found(string id)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await city.Post($"/v1/quarantine/{id}/replay", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Post($"/v1/quarantine/{id}/discard", """{"reason":"x"}""")).Status);
        using var answer = await city.Http.GetAsync($"/v1/quarantine/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Stands_on_one_page_of_its_feeds_and_never_on_two()
    {
        var feed = RunningIntake.Name("f");
        for (var batch = 0; batch < 4; batch++)
        {
            await city.Send(feed, "[{},{},{}]");
            await Task.Delay(2, TestContext.Current.CancellationToken); // receipts apart
        }
        await city.Quarantined(feed, 12);
        List<string> seen = [];
        var pages = 0;
        for (var next = $"/v1/quarantine?feed={feed}&limit=5"; next is not null; pages++)
        {
            var page = await city.Get(next);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => Text(item, "id")));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        Assert.Equal((12, 12, 4), (seen.Count, seen.Distinct().Count(), pages));
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using YPort.Twin.Ingest;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Ingest;

/// <summary>A batch over HTTP is answered after commit, item by item, and its feed's balance adds up.</summary>
public sealed class A_batch(RunningIntake city) : IClassFixture<RunningIntake>
{
    [Fact]
    public async Task Is_answered_item_by_item()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        var body = $"[{city.Power(roof, -3)},{city.Power("nobody", -2)},{city.Power(roof, -2, "\"Null\"")},{city.Power(roof, -3)},{city.Power(roof, -1)}]";
        Assert.Equal((2, 1, 2, "1:unknown-twin 2:not-a-number"), await city.Send(feed, body));
        Assert.Equal((5, 2, 1, 2, 0), await city.Balance(feed));
        Assert.Equal((0, 3, 2, "1:unknown-twin 2:not-a-number"), await city.Send(feed, body));
        Assert.Equal((10, 2, 4, 4, 0), await city.Balance(feed));
    }

    [Fact]
    public async Task Says_the_same_in_every_form()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        Assert.Equal((2, 0, 0, ""), await city.Send(feed, $"[{city.Power(roof, -2)},{city.Power(roof, -1)}]"));
        Assert.Equal((0, 2, 1, "2:malformed-line"), await city.Send(feed, $"{city.Power(roof, -2)}\n\n{city.Power(roof, -1)}\n{{\n", "application/x-ndjson"));
        Assert.Equal((0, 1, 0, ""), await city.Send(feed, city.Power(roof, -2), "application/jsonl; charset=utf-8"));
        Assert.Equal((0, 2, 1, "1:malformed-line"), await city.Send(feed, $"twin,channel,at,value,unit\r\n{roof},pv-power,{city.Time(-2)},182.4,kW\r\n,\r\n{roof},pv-power,{city.Time(-1)},182400,W\r\n", "text/csv"));
    }

    [Theory]
    [InlineData("[]", "application/json")]
    [InlineData("", "application/x-ndjson")]
    [InlineData("\n\n", "application/jsonl")]
    [InlineData("twin,channel,at,value,unit\n", "text/csv")]
    [InlineData("", "text/csv")]
    public async Task Without_items_changes_nothing(string body, string type) => Assert.Equal((0, 0, 0, ""), await city.Send("empty", body, type));

    [Fact]
    public async Task Of_the_other_set_is_set_aside()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof(CitySet.Rehearsal));
        Assert.Equal((0, 0, 1, "0:wrong-set"), await city.Send(feed, $"[{city.Power(roof, 0)}]"));
        Assert.Equal((1, 0, 0, ""), await city.Send(feed, $"[{city.Power(roof, 0)}]", set: "rehearsal"));
    }

    [Fact]
    public async Task Over_many_shards_keeps_every_items_place()
    {
        var feed = RunningIntake.Name("f");
        var roofs = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => city.Roof()));
        var items = Enumerable.Range(0, 2000).Select(i => i % 7 == 0 ? city.Power("nobody", -i % 50) : city.Power(roofs[i % roofs.Length], -i / roofs.Length)).ToArray();
        var wrong = string.Join(' ', Enumerable.Range(0, 2000).Where(i => i % 7 == 0).Select(i => $"{i}:unknown-twin"));
        Assert.Equal((1714, 0, 286, wrong), await city.Send(feed, $"[{string.Join(',', items)}]"));
        Assert.Equal((0, 1714, 286, wrong), await city.Send(feed, string.Join('\n', items), "application/x-ndjson"));
        Assert.Equal((4000, 1714, 1714, 572, 0), await city.Balance(feed));
    }

    [Fact]
    public async Task Of_one_twin_is_taken_in_order_however_long()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        var items = Enumerable.Range(0, 9000).Select(i => city.Power(roof, -i)).ToArray();
        items[8500] = city.Power(roof, -3, "1");
        Assert.Equal((8999, 0, 1, "8500:conflict"), await city.Send(feed, $"[{string.Join(',', items)}]"));
    }

    [Fact]
    public async Task With_thousands_refused_names_a_thousand_and_says_where_the_rest_is()
    {
        var feed = RunningIntake.Name("f");
        foreach (var (body, type) in new[] { ($"[{string.Join(',', Enumerable.Repeat("{}", 5000))}]", "application/json"), (string.Concat(Enumerable.Repeat("{}\n", 5000)), "application/x-ndjson") })
        {
            var (_, answer, _) = await city.Post($"/v1/readings?feed={feed}", body, type);
            Assert.Equal((5000, 1000, $"/v1/quarantine?feed={feed}"), (answer.GetProperty("quarantined").GetInt64(), answer.GetProperty("items").GetArrayLength(), answer.GetProperty("more").GetString()));
        }
        Assert.Equal((10_000, 0, 0, 10_000, 0), await city.Balance(feed));
    }

    [Fact]
    public async Task That_is_no_JSON_changes_nothing_and_names_the_byte()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        var (status, problem, _) = await city.Post($"/v1/readings?feed={feed}", $"[{city.Power(roof, 0)},]");
        Assert.Equal((HttpStatusCode.BadRequest, "/problems/unreadable-batch"), (status, problem.GetProperty("type").GetString()));
        Assert.Contains($"Byte {city.Power(roof, 0).Length + 2}:", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(default, await city.Balance(feed));
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-11")]
    public async Task In_an_unknown_form_is_told_the_known_ones(string type)
    {
        var (status, problem, _) = await city.Post("/v1/readings", "[]", type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        foreach (var form in new[] { "application/json", "application/x-ndjson", "text/csv" }) Assert.Contains(form, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feed=Upper")]
    [InlineData("feed=")]
    [InlineData("set=reel")]
    [InlineData("fed=x")]
    public async Task With_a_misspelt_parameter_is_refused(string query)
    {
        var (status, problem, _) = await city.Post("/v1/readings?" + query, "[]");
        Assert.Equal((HttpStatusCode.BadRequest, "/problems/bad-parameter"), (status, problem.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task That_is_too_large_is_refused_before_it_is_read()
    {
        var (status, problem, _) = await city.Post("/v1/readings", $"[{new string(' ', 16 << 20)}]");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "/problems/too-large"), (status, problem.GetProperty("type").GetString()));
        Assert.Contains("application/x-ndjson", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_told_to_come_again_while_too_much_is_in_flight()
    {
        using (city.Services.GetRequiredService<InFlight>().Take(64L << 20))
            foreach (var type in new[] { "application/json", "application/x-ndjson" })
            {
                var (status, problem, headers) = await city.Post("/v1/readings", "[]", type);
                Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/too-much-in-flight", 1), (status, problem.GetProperty("type").GetString(), headers.RetryAfter?.Delta?.TotalSeconds));
            }
        Assert.Equal((0, 0, 0, ""), await city.Send("empty", "[]"));
    }

    [Fact]
    public async Task That_breaks_keeps_its_committed_prefix()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        using (TcpClient sender = new())
        {
            await sender.ConnectAsync(IPAddress.Loopback, city.Http.BaseAddress!.Port, TestContext.Current.CancellationToken);
            var head = $"POST /v1/readings?feed={feed} HTTP/1.1\r\nHost: twin\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n";
            await sender.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{head}{city.Power(roof, -2)}\n{city.Power(roof, -1)}\n{city.Power(roof, 0)[..^3]}"), TestContext.Current.CancellationToken);
            await RunningIntake.Until(async () => (await city.Balance(feed)).Accepted == 2, "the prefix is committed while the sender pauses");
        }
        Assert.Equal((2, 1, 0, ""), await city.Send(RunningIntake.Name("f"), $"[{city.Power(roof, -3)},{city.Power(roof, -2)},{city.Power(roof, 0)}]"));
        Assert.Equal((2, 2, 0, 0, 0), await city.Balance(feed));
    }
}

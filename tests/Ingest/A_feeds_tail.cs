using System.Net;
using System.Text.Json;

namespace YPort.Twin.Tests.Ingest;

/// <summary>Who watches a feed sees what it was answered, at once and newest first.</summary>
public sealed class A_feeds_tail(RunningIntake city) : IClassFixture<RunningIntake>
{
    [Fact]
    public async Task Shows_what_was_accepted_repeated_and_refused_as_soon_as_it_is_answered()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        await city.Send(feed, $"[{city.Power(roof, -3)},{city.Power(roof, -3)},{city.Power("nobody", -2)},{{}}]");

        var tail = await city.Get($"/v1/feeds/{feed}/tail");

        var items = tail.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["quarantined missing-field", "quarantined unknown-twin", "duplicate", "accepted"], items.Select(Says));
        Assert.Equal([3, 2, 1, 0], items.Select(item => item.GetProperty("number").GetInt32()));
        Assert.Equal((roof, "pv-power", 182_400m, "W"), (items[3].GetProperty("twin").GetString(), items[3].GetProperty("what").GetString(), items[3].GetProperty("value").GetDecimal(), items[3].GetProperty("unit").GetString()));
        Assert.Equal(("nobody", JsonValueKind.Null), (items[1].GetProperty("twin").GetString(), items[0].GetProperty("twin").ValueKind));
        var set = (await city.Quarantined(feed, 2)).Select(item => item.GetProperty("id").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(set, items[..2].Select(item => item.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(4, tail.GetProperty("receivedLastMinute").GetInt64());
        var balance = (await city.Get("/v1/feeds")).EnumerateArray().Single(one => one.GetProperty("feed").GetString() == feed);
        Assert.Equal(4, balance.GetProperty("receivedLastMinute").GetInt64());
    }

    [Fact]
    public async Task Keeps_the_newest_two_hundred_of_any_number()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        await city.Send(feed, $"[{string.Join(',', Enumerable.Range(0, 150).Select(i => city.Power(roof, -i)))}]");
        await city.Send(feed, $"[{string.Join(',', Enumerable.Range(0, 250).Select(i => city.Power(roof, -i)))}]");

        var items = (await city.Get($"/v1/feeds/{feed}/tail")).GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal((200, 399, 200), (items.Length, items[0].GetProperty("number").GetInt32(), items[^1].GetProperty("number").GetInt32()));
        Assert.Equal((100, 100), (items.Count(item => Says(item) == "accepted"), items.Count(item => Says(item) == "duplicate")));
        Assert.Equal(7, (await city.Get($"/v1/feeds/{feed}/tail?limit=7")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Of_a_feed_that_never_spoke_is_empty()
    {
        var tail = await city.Get($"/v1/feeds/{RunningIntake.Name("f")}/tail");
        Assert.Equal((0, 0), (tail.GetProperty("items").GetArrayLength(), tail.GetProperty("receivedLastMinute").GetInt32()));
    }

    [Theory]
    [InlineData("Upper/tail")]
    [InlineData("f/tail?limit=0")]
    [InlineData("f/tail?limit=201")]
    [InlineData("f/tail?after=1")]
    public async Task Refuses_what_it_cannot_tell(string path)
    {
        using var answer = await city.Http.GetAsync($"/v1/feeds/{path}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    static string Says(JsonElement item) => item.GetProperty("outcome").GetString() + (item.TryGetProperty("code", out var code) ? $" {code.GetString()}" : "");
}

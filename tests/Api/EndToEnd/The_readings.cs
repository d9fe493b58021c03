using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>What a sensor said, word for word, over HTTP.</summary>
public sealed class The_readings(TwinServer server) : IClassFixture<TwinServer>
{
    static readonly Instant Noon = Instant.Parse("2026-05-10T05:00:00Z");
    static readonly Channel Power = Channels.Named("pv-power")!;

    async Task Say(TwinId twin, string feed, params Reading[] readings)
    {
        // One by one, so that each revision finds the word that it replaces.
        foreach (var reading in readings)
            Assert.Equal(1, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).Append(new(feed, CitySet.Real, Instant.From(TimeProvider.System), [reading]))).Accepted);
    }

    [Theory]
    [InlineData("pages-1", 1)]
    [InlineData("pages-2", 2)]
    [InlineData("pages-3", 100)]
    public async Task Are_all_given_once_page_by_page_however_many_words_lie_on_a_moment(string id, int limit)
    {
        var roof = await server.Roof(id);
        Reading first = new(roof, Power, Noon, 1_000), later = new(roof, Power, Noon + TimeSpan.FromMinutes(5), 9_000);
        await Say(roof, "test", [first, .. Enumerable.Range(1, 4).Select(revision => first with { Steps = 1_000 + revision, Revision = revision, Reason = "corrected" }), later]);
        var question = $"/v1/readings?twin={roof}&channel=pv-power&from=2026-05-10&to=2026-05-11&words=all&limit=";
        await TwinServer.Until(async () => (await server.Get(question + 100)).GetProperty("readings").GetArrayLength() == 6);

        List<(string? Exact, bool Stands)> seen = [];
        var pages = 0;
        for (string? page = question + limit; page is not null; pages++)
        {
            var answer = await server.Get(page);
            Assert.NotEqual(0, answer.GetProperty("readings").GetArrayLength());
            seen.AddRange(answer.GetProperty("readings").EnumerateArray().Select(one => (one.GetProperty("exact").GetString(), one.GetProperty("stands").GetBoolean())));
            page = answer.GetProperty("next").GetString();
        }
        Assert.Equal([("1000", false), ("1001", false), ("1002", false), ("1003", false), ("1004", true), ("9000", true)], seen);
        Assert.Equal(limit < 6 ? 2 : 1, pages);
    }

    [Fact]
    public async Task Are_quoted_as_csv_where_a_feed_is_called_by_commas_and_quotes()
    {
        var roof = await server.Roof("quoted-1");
        await Say(roof, "roofs, \"north\"", new Reading(roof, Power, Noon, 1_000));
        var question = $"/v1/readings?twin={roof}&channel=pv-power&from=2026-05-10&to=2026-05-11&format=csv";
        await TwinServer.Until(async () => (await server.Http.GetStringAsync(question, TestContext.Current.CancellationToken)).Contains("2026-05-10T05:00:00Z,", StringComparison.Ordinal));
        Assert.Contains(",\"roofs, \"\"north\"\"\",", await server.Http.GetStringAsync(question, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

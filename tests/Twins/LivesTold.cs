using System.Text.Json.Nodes;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Twins;

/// <summary>Tells a city the life of a twin of every kind.</summary>
static class LivesTold
{
    public static async Task Morning(RunningShards city)
    {
        foreach (var life in Life.OfEveryKind)
        {
            await city.Twin(life.Description, life.Id);
            await Tell(city, life.Id, [.. life.Morning, .. life.Morning.Take(20)], [.. life.MorningEvents, .. life.MorningEvents.Take(5)], life.Morning.Length + life.MorningEvents.Length);
        }
    }

    /// <summary>Goes on from twenty past twelve.</summary>
    public static async Task Later(RunningShards city)
    {
        city.Clock.Advance(TimeSpan.FromMinutes(20));
        foreach (var life in Life.OfEveryKind)
            await Tell(city, life.Id, [.. life.Later, .. life.Morning.Take(20)], [.. life.LaterEvents, .. life.MorningEvents.Take(5)], life.Later.Length + life.LaterEvents.Length);
    }

    /// <summary>What can be seen of them, as text: states with alarms, ledger rows, balances and city sums.</summary>
    public static async Task<string[]> Picture(RunningShards city)
    {
        List<string> picture = [];
        foreach (var life in Life.OfEveryKind)
        {
            await city.Settled(life.Id);
            picture.Add(await life.Now(city.Grains));
            picture.AddRange((await city.Rows(life.Id)).Select(row => row.ToString()));
            picture.AddRange((await city.Shard(life.Id).Feeds()).Select(feed => $"{life.Id.Shard} {feed}"));
        }
        // An audit brings the city's sums up to date with its shards; a sum over nothing is as good as none.
        Assert.Empty((await city.City.Audit()).Differences);
        return [.. picture, .. (await city.City.Changes(0, 0)).Sums.Where(sum => sum.Sum != default).Select(sum => sum.ToString()).Order(StringComparer.Ordinal)];
    }

    /// <summary>The codes of a twin's alarms in such a picture.</summary>
    public static IEnumerable<string> Alarms(string[] picture, Life life) => picture.Where(line => line[0] == '{').Select(state => JsonNode.Parse(state)!)
        .Single(state => (string)state["Register"]!["Id"]! == life.Id.ToString())["Alarms"]?.AsArray().Select(alarm => (string)alarm!["Code"]!) ?? [];

    // In an order of its own, but the same in every city: so offsets are the same, too.
    static async Task Tell(RunningShards city, TwinId twin, Reading[] readings, TwinEvent[] events, int news)
    {
        Random random = new(twin.Shard);
        random.Shuffle(readings);
        random.Shuffle(events);
        var accepted = 0;
        foreach (var some in readings.Chunk(17)) accepted += Taken(await city.Send(twin, some));
        foreach (var some in events.Chunk(4)) accepted += Taken(await city.Send(twin, some));
        Assert.Equal(news, accepted);
    }

    static int Taken(Contracts.Shards.AppendAnswer answer)
    {
        Assert.Empty(answer.Refused);
        return answer.Accepted;
    }
}

/// <summary>A city in which nothing ever ends, and what was to be seen of it.</summary>
public sealed class SteadyCity : IAsyncLifetime
{
    internal string[] Noon { get; private set; } = [];

    internal string[] Later { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        RunningShards city = new();
        await city.InitializeAsync();
        await LivesTold.Morning(city);
        Noon = await LivesTold.Picture(city);
        await LivesTold.Later(city);
        Later = await LivesTold.Picture(city);
        await city.DisposeAsync();
        Assert.Equal(Kinds.All.Order(), Life.OfEveryKind.Select(life => life.Description.Kind).Order());
        foreach (var life in Life.OfEveryKind) Assert.Equal(life.Alarms.Order(), LivesTold.Alarms(Noon, life).Order());
    }

    public ValueTask DisposeAsync() => default;
}

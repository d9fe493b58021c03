using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Twins;

public sealed class A_shard_of_events(RunningShards city) : IClassFixture<RunningShards>
{
    Task<TwinId> Station() => city.Twin(new(Kinds.WasteSite, CitySet.Real, new("Station"), "1034", Waste: new(WasteRole.TransferStation)));

    TwinEvent Ticket(double minutes, string id, decimal netKg) => city.Event(minutes, WasteEvents.WeighbridgeTicket, id, new { direction = "in", netKg, category = "food", origin = "1034" });

    [Fact]
    public async Task Takes_a_repeated_event_once_in_flight_in_memory_and_in_the_store()
    {
        var station = await Station();
        var tickets = Enumerable.Range(0, 30).Select(i => Ticket(-i, $"t-{i}", 1000 + i)).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => city.Send(station, tickets)));
        Assert.Equal((30, 120), (answers.Sum(answer => answer.Accepted), answers.Sum(answer => answer.Duplicate)));
        await city.Settled(station);
        Assert.Equal(30, (await city.Send(station, tickets)).Duplicate);
    }

    [Fact]
    public async Task Lets_the_first_word_stand_until_the_next_revision_of_it()
    {
        var station = await Station();
        await city.Send(station, Ticket(-10, "a", 8120));
        var other = Assert.Single((await city.Send(station, Ticket(-10, "a", 8121))).Refused).Refusal;
        Assert.Equal("conflict", other.Code);
        Assert.Contains("8120", other.Reason, StringComparison.Ordinal);

        var corrected = Ticket(-10, "a", 8121) with { Revision = 1, Reason = "read again" };
        Assert.Equal(1, (await city.Send(station, corrected)).Accepted);
        Assert.Equal(1, (await city.Send(station, corrected)).Duplicate);
        Assert.Equal("revision-gap", Assert.Single((await city.Send(station, corrected with { Revision = 3 })).Refused).Refusal.Code);
        Assert.Equal("revision-moves", Assert.Single((await city.Send(station, corrected with { Revision = 2, At = city.Now })).Refused).Refusal.Code);
        Assert.Equal("revision-of-nothing", Assert.Single((await city.Send(station, Ticket(-5, "b", 1) with { Revision = 1, Reason = "x" })).Refused).Refusal.Code);
    }

    [Fact]
    public async Task Refuses_what_cannot_happen_at_the_twin()
    {
        var station = await Station();
        Assert.Equal("wrong-kind", Assert.Single((await city.Send(station, city.Event(0, ShuttleEvents.Disengagement, "d", new { }))).Refused).Refusal.Code);
        Assert.Equal("unknown-twin", Assert.Single((await city.Send(TwinId.Parse("nobody"), Ticket(0, "a", 1))).Refused).Refusal.Code);
        var rehearsed = await city.Twin(new(Kinds.WasteSite, CitySet.Rehearsal, new("Pretence"), "1034"));
        Assert.Equal("wrong-set", Assert.Single((await city.Send(rehearsed, Ticket(0, "a", 1))).Refused).Refusal.Code);
    }

    [Fact]
    public async Task Remembers_every_word_and_gives_the_last()
    {
        var cart = await city.Twin(new(Kinds.Shuttle, CitySet.Real, new("Cart"), "1030"));
        var before = await Accepted(cart); // another test's twin may live in the same shard
        await city.Send(cart, Mode(-60, "m1", "auto"), Mode(-30, "m2", "manual"), Mode(-10, "m3", "auto"), city.Event(-20, ShuttleEvents.StopArrived, "s1", new { stop = "north" }));
        await city.Settled(cart);
        await city.Send(cart, new TwinEvent(default, ShuttleEvents.ModeChanged.Name, "m2", city.Now - TimeSpan.FromMinutes(30), "{}", Revision: 1, Withdrawn: true, Reason: "a test drive"));

        // The shard answers from its memory and from the store alike.
        var memory = city.Grains.GetGrain<IShardMemory>(cart.Shard);
        Assert.Equal(["m1", "s1", "m3"], (await memory.Events(cart, city.Now - TimeSpan.FromMinutes(25), city.Now)).Select(word => word.Id));
        await city.Settled(cart);
        Assert.Equal(["m1", "s1", "m3"], (await memory.Events(cart, city.Now - TimeSpan.FromMinutes(25), city.Now)).Select(word => word.Id));
        Assert.Equal(["s1"], (await memory.EventsAbout(cart, ["north"])).Select(word => word.Id));
        Assert.True((await city.Events.Find([new(cart, "m2")], TestContext.Current.CancellationToken))[0] is { Withdrawn: true, Revision: 1 });
        Assert.Equal(5, await Accepted(cart) - before);

        async Task<long> Accepted(TwinId twin) => (await city.Shard(twin).Feeds()).Where(feed => feed.Feed == "test").Sum(feed => feed.Accepted);
        TwinEvent Mode(double minutes, string id, string mode) => city.Event(minutes, ShuttleEvents.ModeChanged, id, new { mode });
    }

    [Fact]
    public async Task Finds_what_held_before_when_the_nearest_word_was_taken_back_a_moment_ago()
    {
        var cart = await city.Twin(new(Kinds.Shuttle, CitySet.Real, new("Cart"), "1030"));
        await city.Send(cart, city.Event(-300, ShuttleEvents.ModeChanged, "far", new { mode = "remote" }), city.Event(-200, ShuttleEvents.ModeChanged, "near", new { mode = "auto" }));
        await city.Settled(cart);
        var memory = city.Grains.GetGrain<IShardMemory>(cart.Shard);
        Assert.Equal(["near"], (await memory.Events(cart, city.Now - TimeSpan.FromMinutes(5), city.Now)).Select(word => word.Id));

        await city.Send(cart, new TwinEvent(default, ShuttleEvents.ModeChanged.Name, "near", city.Now - TimeSpan.FromMinutes(200), "{}", Revision: 1, Withdrawn: true, Reason: "wrong cart"));
        Assert.Contains("far", (await memory.Events(cart, city.Now - TimeSpan.FromMinutes(5), city.Now)).Select(word => word.Id));
        Assert.DoesNotContain("near", (await memory.Events(cart, city.Now - TimeSpan.FromMinutes(5), city.Now)).Select(word => word.Id));
    }

    [Fact]
    public async Task Shows_a_bare_number_now_and_keeps_it_out_of_the_ledger()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Power(-30, 100), city.Power(-20, 700) with { Quality = Quality.ServerTimed }, city.Power(-15, 100));
        await city.Send(roof, city.Power(0, 55) with { Quality = Quality.ServerTimed });
        await city.Settled(roof);
        Assert.Equal(25_000_000, (await city.Rows(roof)).Sum(row => row.Steps));
        Assert.Equal(55_000_000, Assert.Single((await city.Building(roof).Now()).Channels).Steps);
    }
}

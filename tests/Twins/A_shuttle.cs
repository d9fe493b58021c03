using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Shuttles;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Tests.Twins;

/// <summary>A cart in a running city.</summary>
public sealed class A_shuttle(RunningShards city) : IClassFixture<RunningShards>
{
    Task<TwinId> Cart(string area) => city.Twin(new(Kinds.Shuttle, CitySet.Real, new("Cart"), area, Shuttle: new(8, TopSpeedMillimetresPerSecond: 10_000, Route: "loop")));

    Reading Fix(double minutes, decimal lat, decimal lon) => new(default, ShuttleChannels.Position, city.Now + TimeSpan.FromMinutes(minutes), GeoPoint.Of(lat, lon)!.Value.Packed);

    Reading Aboard(double minutes, int persons) => new(default, ShuttleChannels.Occupancy, city.Now + TimeSpan.FromMinutes(minutes), persons);

    TwinEvent Mode(double minutes, string id, string mode) => city.Event(minutes, ShuttleEvents.ModeChanged, id, new { mode });

    Task<ShuttleState> Now(TwinId cart) => city.Grains.GetGrain<IShuttleGrain>(cart.ToString()).Now();

    [Fact]
    public async Task Shows_where_it_is_and_what_it_did_today()
    {
        var cart = await Cart("1003");
        await city.Send(cart, Fix(-2, 13.8047m, 100.5418m), Fix(-1, 13.8057m, 100.5423m), Aboard(-3, 3));
        await city.Send(cart, Mode(-10, "m", "auto"), city.Event(-0.5, ShuttleEvents.StopArrived, "s", new { stop = "north", trip = "t1" }));
        await city.Settled(cart);
        var state = await Now(cart);
        Assert.Equal((13.8057, 100.5423, Freshness.Late), (state.Now.Fix!.Place.Lat, state.Now.Fix.Place.Lon, state.Now.Fix.Freshness));
        Assert.Equal((26.0, "auto", "occupied", 3, new ShuttleStop("north", true, city.Now - TimeSpan.FromSeconds(30), "t1")),
            (state.Now.HeadingDegrees, state.Now.Mode!.Mode, state.Now.Service, state.Now.Persons, state.Now.Stop));
        Assert.Equal([("passenger-distance", 3 * 123_140L), ("time-available", 60_000), ("time-observed", 60_000), ("vehicle-distance", 123_140)],
            state.Today.Select(amount => (amount.Measure, amount.MeasuredSteps)));
        Assert.Empty(state.Alarms);
        Assert.Contains(await city.Rows(cart), row => (row.Measure, row.Dimensions, row.Steps) == ("vehicle-distance", "mode=auto;service=occupied", 123_140));
    }

    [Fact]
    public async Task Is_driven_as_was_said_last_and_not_taken_back()
    {
        var cart = await Cart("1003");
        await city.Send(cart, Fix(-2, 13.8047m, 100.5418m));
        await city.Settled(cart);
        Assert.Null(await Driven());
        await city.Send(cart, Mode(-1, "m2", "safe-stop"), Mode(-2, "m1", "auto"));
        await city.Settled(cart);
        Assert.Equal("safe-stop", await Driven());
        await city.Send(cart, Mode(-1, "m2", "safe-stop") with { Fields = "{}", Revision = 1, Withdrawn = true, Reason = "a test" });
        await city.Settled(cart);
        Assert.Equal("auto", await Driven());

        async Task<string?> Driven() => (await city.Grains.GetGrain<IShardPositions>(cart.Shard).Moved(default)).Vehicles.Single(vehicle => vehicle.Twin == cart).Mode;
    }

    [Fact]
    public async Task Is_told_again_only_when_it_was_heard_again_or_is_driven_otherwise_or_to_whom_knew_another_activation()
    {
        var cart = await Cart("1006");
        var shard = city.Grains.GetGrain<IShardPositions>(cart.Shard);
        await city.Send(cart, Fix(-3, 13.8047m, 100.5418m));
        await city.Settled(cart);
        var all = await shard.Moved(default);
        Assert.Single(all.Vehicles, vehicle => vehicle.Twin == cart);
        Assert.Empty((await shard.Moved(all.Known)).Vehicles);

        await city.Send(cart, Fix(-2, 13.8047m, 100.5418m));
        await city.Settled(cart);
        var heard = await shard.Moved(all.Known);
        Assert.Equal((cart, city.Now - TimeSpan.FromMinutes(2)), (Assert.Single(heard.Vehicles).Twin, heard.Vehicles[0].At));

        await city.Send(cart, Mode(-1, "m", "auto"));
        await city.Settled(cart);
        var driven = await shard.Moved(heard.Known);
        Assert.Equal((cart, "auto"), (Assert.Single(driven.Vehicles).Twin, driven.Vehicles[0].Mode));
        // Who asks of an older time hears what is now, once.
        Assert.Equal(driven.Vehicles, (await shard.Moved(all.Known)).Vehicles);
        Assert.Equal(all.Vehicles.Length, (await shard.Moved(driven.Known with { Epoch = driven.Known.Epoch + 1 })).Vehicles.Length);
    }

    [Fact]
    public async Task Keeps_its_loop_between_processes()
    {
        List<LoopPoint> loop = [new(13.8047, 100.54177, "terminal", new("Terminal", "สถานี", "駅")), new(13.8072, 100.5415)];
        var cart = await city.Twin(new(Kinds.Shuttle, CitySet.Real, new("Cart"), "1029", Shuttle: new(Loop: loop)));
        Assert.Equal(loop, (await city.Shard(cart).Describe(cart))!.Current.Shuttle!.Loop);
    }

    [Fact]
    public async Task Is_not_moved_back_by_an_old_position_nor_forward_by_an_impossible_one()
    {
        var cart = await Cart("1004");
        await city.Send(cart, Fix(-2, 13.8047m, 100.5418m), Fix(-1, 13.8057m, 100.5423m));
        await city.Send(cart, Fix(-1.5, 18.7883m, 98.9853m)); // Chiang Mai, late
        await city.Settled(cart);
        var state = await Now(cart);
        Assert.Equal(13.8057, state.Now.Fix!.Place.Lat);
        Assert.Equal("impossible-jump", Assert.Single(state.Alarms).Code);
        Assert.Empty(state.Today); // both pairs are gone
    }

    [Fact]
    public async Task Counts_in_its_district_what_happened_and_no_twin_where_nothing_did()
    {
        var (cart, calm) = (await Cart("1005"), await Cart("1005"));
        await city.Send(calm, Fix(-2, 13.8047m, 100.5418m));
        var today = BangkokDay.Of(city.Now);
        await city.Send(cart, city.Event(-5, ShuttleEvents.Disengagement, "d1", new { by = "operator" }), city.Event(-4, ShuttleEvents.Disengagement, "d2", new { }));
        await RunningShards.Until(async () => await city.Sum("1005", "disengagements", today) is { MeasuredSteps: 2, Twins: 1, Live: 1, MeasuredMicroseconds: 0 }, "the two disengagements are counted");
        await city.Send(cart, new TwinEvent(default, ShuttleEvents.Disengagement.Name, "d2", city.Now - TimeSpan.FromMinutes(4), "{}", Revision: 1, Withdrawn: true, Reason: "a test"),
            new TwinEvent(default, ShuttleEvents.Disengagement.Name, "d1", city.Now - TimeSpan.FromMinutes(5), "{}", Revision: 1, Withdrawn: true, Reason: "a test"));
        await RunningShards.Until(async () => await city.Sum("1005", "disengagements", today) == default, "nothing happened after all");
        await city.Settled(cart);
        Assert.DoesNotContain(await city.Rows(cart), row => row.Measure == "disengagements");
    }
}

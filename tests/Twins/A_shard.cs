using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Twins;

public sealed class A_shard(RunningShards city) : IClassFixture<RunningShards>
{
    [Fact]
    public async Task Counts_a_repeated_reading_once()
    {
        var roof = await city.Roof();
        var hour = new[] { city.Power(-30, 100), city.Power(-15, 120), city.Power(0, 110) };

        var first = await city.Send(roof, hour);
        var again = await city.Send(roof, hour);

        Assert.Equal((3, 0, 0), (first.Accepted, first.Duplicate, first.Refused.Length));
        Assert.Equal((0, 3, 0), (again.Accepted, again.Duplicate, again.Refused.Length));
        await city.Settled(roof);
        Assert.Equal((0, 3, 0), await city.Send(roof, hour) is var third ? (third.Accepted, third.Duplicate, third.Refused.Length) : default);
        Assert.Equal(27_500_000 + 28_750_000, (await city.Rows(roof)).Sum(row => row.Steps));
    }

    [Fact]
    public async Task Counts_a_repeat_within_one_batch_and_among_batches_in_flight_once()
    {
        var roof = await city.Roof();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => city.Send(roof, city.Power(0, 100), city.Power(0, 100))));
        Assert.Equal(1, answers.Sum(answer => answer.Accepted));
        Assert.Equal(39, answers.Sum(answer => answer.Duplicate));
    }

    [Fact]
    public async Task Recognises_a_repeat_that_only_history_remembers()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Power(-60 * 24 * 30, 100), city.Power(0, 50));
        await city.Settled(roof);
        var answer = await city.Send(roof, city.Power(-60 * 24 * 30, 100), city.Power(-60 * 24 * 30 + 1, 100));
        Assert.Equal((1, 1), (answer.Accepted, answer.Duplicate));
    }

    [Fact]
    public async Task Finds_the_neighbours_beyond_those_taken_back_a_moment_ago()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Power(-50, 1), city.Power(-40, 2), city.Power(-10, 3), city.Power(0, 4));
        await city.Settled(roof);
        await city.Send(roof, TakenBack(-40, 2), TakenBack(-10, 3));
        var around = await city.Grains.GetGrain<IShardMemory>(roof.Shard).Around(roof, BuildingChannels.PvPower, city.Now - TimeSpan.FromMinutes(25), city.Now - TimeSpan.FromMinutes(20));
        Assert.Equal([city.Now - TimeSpan.FromMinutes(50), city.Now], around.Select(sample => sample.At));

        Reading TakenBack(double minutes, double kilowatts) => city.Power(minutes, kilowatts) with { Revision = 1, Withdrawn = true, Reason = "on the bench" };
    }

    [Fact]
    public async Task Lets_the_first_committed_value_stand_and_refuses_another()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Power(0, 100));
        var refused = Assert.Single((await city.Send(roof, city.Power(0, 101))).Refused);
        Assert.Equal("conflict", refused.Refusal.Code);
        Assert.Contains("100000", refused.Refusal.Reason, StringComparison.Ordinal);
        Assert.Contains("revision 1", refused.Refusal.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_by_revision_and_by_revision_only()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Power(-15, 100), city.Power(0, 100));
        var corrected = city.Power(0, 200) with { Revision = 1, Reason = "calibrated" };
        Assert.Equal(1, (await city.Send(roof, corrected)).Accepted);
        Assert.Equal(1, (await city.Send(roof, corrected)).Duplicate);
        Assert.Equal("revision-gap", Assert.Single((await city.Send(roof, corrected with { Revision = 3 })).Refused).Refusal.Code);
        Assert.Equal("conflict", Assert.Single((await city.Send(roof, corrected with { Steps = 5 })).Refused).Refusal.Code);
        Assert.Equal("revision-of-nothing", Assert.Single((await city.Send(roof, city.Power(-3, 1) with { Revision = 1 })).Refused).Refusal.Code);
        await city.Settled(roof);
        Assert.Equal(37_500_000, Assert.Single(await city.Rows(roof)).Steps);
    }

    [Fact]
    public async Task Takes_a_withdrawn_reading_out_of_state_and_ledger()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Power(-30, 100), city.Power(-15, 100), city.Power(0, 900));
        await city.Send(roof, city.Power(0, 900) with { Revision = 1, Withdrawn = true, Reason = "sensor was on the bench" });
        await city.Settled(roof);
        Assert.Equal(25_000_000, (await city.Rows(roof)).Sum(row => row.Steps));
        var state = await city.Building(roof).Now();
        Assert.Equal(100_000_000, Assert.Single(state.Channels).Steps);
    }

    [Fact]
    public async Task Refuses_what_its_register_does_not_allow()
    {
        var stranger = TwinId.Parse($"nobody-{Guid.NewGuid():n}");
        Assert.Equal("unknown-twin", Assert.Single((await city.Send(stranger, city.Power(0, 1))).Refused).Refusal.Code);
        var rehearsed = await city.Roof(set: CitySet.Rehearsal);
        Assert.Equal("wrong-set", Assert.Single((await city.Send(rehearsed, city.Power(0, 1))).Refused).Refusal.Code);
        var roof = await city.Roof();
        var humidity = new Reading(default, Channels.Named("relative-humidity")!, city.Now, 50_000);
        Assert.Equal("wrong-kind", Assert.Single((await city.Send(roof, humidity)).Refused).Refusal.Code);
    }

    [Fact]
    public async Task Keeps_a_feeds_balance_that_adds_up_through_a_restart_of_the_shard()
    {
        var roof = await city.Roof();
        var feed = $"feed-{Guid.NewGuid():n}";
        await city.Shard(roof).Append(new(feed, CitySet.Real, city.Now, [city.Power(0, 1) with { Twin = roof }, city.Power(0, 1) with { Twin = roof }, city.Power(-1, 1) with { Twin = roof }]));
        var offsets = await city.Shard(roof).Quarantine(new(feed, CitySet.Real, city.Now, [new(new("bad-utf8", "why", "cure"), [0xff]), new(new("bad-utf8", "why", "cure"), [0xfe])]));
        Assert.True(await city.Shard(roof).Resolve(offsets[0], QuarantineOutcome.Discarded, "rubbish", "test"));
        Assert.False(await city.Shard(roof).Resolve(offsets[0], QuarantineOutcome.Discarded, "again", "test"));
        Assert.True(await city.Shard(roof).Resolve(offsets[1], QuarantineOutcome.Replayed, "mended", "test"));
        Assert.False(await city.Shard(roof).Resolve(offsets[1] + 1000, QuarantineOutcome.Replayed, "no such item", "test"));

        await Balanced();
        await city.Settled(roof);
        Assert.False(await city.Shard(roof).Resolve(offsets[0], QuarantineOutcome.Discarded, "again", "test"));
        await Balanced();

        async Task Balanced()
        {
            var balance = Assert.Single(await city.Shard(roof).Feeds(), balance => balance.Feed == feed);
            Assert.Equal((2, 1, 1, 1, 4), (balance.Accepted, balance.Duplicate, balance.Quarantined, balance.Discarded, balance.Received));
        }
    }

    [Fact]
    public async Task Enters_a_description_once_and_refuses_what_is_for_life()
    {
        var roof = await city.Roof();
        var register = await city.Shard(roof).Describe(roof);
        var current = register!.Current;
        Assert.Equal(RegisterOutcome.Unchanged, (await Enter(current)).Outcome);
        Assert.Equal(RegisterOutcome.Stale, (await city.Shard(roof).Enter(roof, new Described(city.Now, current with { Area = "1031" }), 7, "test")).Outcome);
        Assert.Equal("kind-is-for-life", (await Enter(current with { Kind = Kinds.Thing })).Refusal!.Code);
        Assert.Equal("set-is-for-life", (await Enter(current with { Set = CitySet.Rehearsal })).Refusal!.Code);
        Assert.Equal((RegisterOutcome.Changed, 2), await Enter(current with { Area = "1031" }) is var changed ? (changed.Outcome, changed.Register!.Version) : default);

        Task<RegisterAnswer> Enter(TwinDescription description) => city.Shard(roof).Enter(roof, new Described(city.Now, description), null, "test");
    }

    [Fact]
    public async Task Counts_a_meters_exchange_entered_after_its_readings()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Meter(-15, 1000), city.Meter(0, 5));
        await city.Settled(roof);
        Assert.Empty(await city.Rows(roof));
        await city.Shard(roof).Enter(roof, new MeterReplaced("pv-energy", city.Now - TimeSpan.FromMinutes(5), 1_010_000_000, 2_000_000), null, "test");
        await city.Settled(roof);
        Assert.Equal(13_000_000, Assert.Single(await city.Rows(roof)).Steps);
    }

    [Fact]
    public async Task Keeps_history_with_the_last_word_on_each_moment()
    {
        var roof = await city.Roof();
        await city.Send(roof, city.Power(0, 100), city.Power(-1, 90));
        await city.Send(roof, city.Power(0, 200) with { Revision = 1, Reason = "calibrated" });
        await city.Settled(roof);
        var around = await city.History.Around(roof, city.Power(0, 0).Channel, city.Now - TimeSpan.FromHours(1), city.Now, TimeSpan.FromHours(1), CancellationToken.None);
        Assert.Equal([90_000_000, 200_000_000], around.Select(sample => sample.Steps));
        var hours = await city.History.Hours([new(roof, city.Power(0, 0).Channel, HistoryPart.HourOf(city.Now))], CancellationToken.None);
        Assert.Equal(1, Assert.Single(hours[0]).Revision);
    }
}

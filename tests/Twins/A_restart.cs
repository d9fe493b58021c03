using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Twins;

/// <summary>Each test has a silo of its own to end; one more is never ended.</summary>
public sealed class A_restart(SteadyCity steady) : IClassFixture<SteadyCity>
{
    public enum Of { Twins, Shards, Silo, SiloWithMoreToSave, SiloWithoutItsProjections }

    [Theory, Trait("needs", "minutes")]
    [InlineData(Of.Twins)]
    [InlineData(Of.Shards)]
    [InlineData(Of.Silo)]
    [InlineData(Of.SiloWithMoreToSave)]
    [InlineData(Of.SiloWithoutItsProjections)]
    public async Task Leaves_twins_of_every_kind_as_they_were_and_goes_on_as_if_it_had_not_been(Of what)
    {
        RunningShards city = new();
        await city.InitializeAsync();
        await LivesTold.Morning(city);
        if (what != Of.SiloWithMoreToSave) Assert.Equal(steady.Noon, await LivesTold.Picture(city));

        if (what >= Of.Silo) city = await city.Restart(forgettingProjections: what == Of.SiloWithoutItsProjections);
        foreach (var life in Life.OfEveryKind)
        {
            if (what == Of.Shards) await city.End(city.Shard(life.Id));
            if (what is Of.Shards or Of.Twins) await city.End(life.Grain(city.Grains, life.Id.ToString()));
        }

        Assert.Equal(steady.Noon, await LivesTold.Picture(city));
        await LivesTold.Later(city);
        Assert.Equal(steady.Later, await LivesTold.Picture(city));
        await city.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shows_the_same_city_ledger_and_states_with_or_without_the_projections(bool forgettingProjections)
    {
        RunningShards city = new();
        await city.InitializeAsync();
        var roofs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => city.Roof("1005")));
        var random = new Random(7);
        foreach (var roof in roofs)
        {
            // Two days of readings, shuffled, some repeated, one revised, one withdrawn.
            Reading[] readings = [.. Enumerable.Range(0, 200).Select(i => city.Power(-i * 14, random.Next(0, 200))), .. Enumerable.Range(0, 50).Select(i => city.Meter(-i * 60, 5000 - i * 3))];
            random.Shuffle(readings);
            foreach (var some in readings.Chunk(33)) await city.Send(roof, some);
            await city.Send(roof, readings[..40]);
            await city.Send(roof, readings[0] with { Steps = 7, Revision = 1, Reason = "calibrated" }, readings[1] with { Revision = 1, Withdrawn = true, Reason = "on the bench" });
        }
        foreach (var roof in roofs) await city.Settled(roof);
        var before = await Picture(city, roofs);
        Assert.NotEmpty(before.Rows);
        Assert.Contains(before.Sums, sum => sum.Value.Steps > 0);

        city = await city.Restart(forgettingProjections);
        foreach (var roof in roofs) await city.Settled(roof);

        var after = await Picture(city, roofs);
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(before.Sums, after.Sums);
        Assert.Equal(before.Channels, after.Channels);
        Assert.Equal(before.Balances, after.Balances);
        Assert.Empty((await city.City.Audit()).Differences);
        await city.DisposeAsync();
    }

    [Fact]
    public async Task Shows_no_sum_before_all_of_the_city_is_known()
    {
        RunningShards city = new();
        await city.InitializeAsync();
        var roof = await city.Roof("1005");
        await city.Send(roof, city.Meter(-30, 10), city.Meter(0, 60));
        var today = BangkokDay.Of(city.Now);
        await RunningShards.Until(async () => (await city.Sum("1005", BuildingMeasures.PvEnergy.Name, today)).MeasuredSteps == 50_000_000, "the register counts");

        city = await city.Restart();

        // Complete from the first moment it says so, and whole.
        Assert.Equal(50_000_000, (await city.Sum("1005", BuildingMeasures.PvEnergy.Name, today)).MeasuredSteps);
        await city.DisposeAsync();
    }

    static async Task<(List<LedgerRow> Rows, Dictionary<SumKey, FigureSum> Sums, List<ChannelNow> Channels, List<object> Balances)> Picture(RunningShards city, TwinId[] roofs)
    {
        List<LedgerRow> rows = [];
        List<ChannelNow> channels = [];
        foreach (var roof in roofs)
        {
            rows.AddRange(await city.Rows(roof));
            channels.AddRange((await city.Building(roof).Now()).Channels);
        }
        List<object> balances = [];
        for (var shard = 0; shard < Sharding.Count; shard++) balances.AddRange((await city.Shard(shard).Feeds()).Order(Comparer<object>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))));
        return (rows, (await city.City.Changes(0, 0)).Sums.ToDictionary(sum => sum.Key, sum => sum.Sum), channels, balances);
    }
}

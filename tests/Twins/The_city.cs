using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Twins;

/// <summary>Sums are asked for by district: each test takes one of its own. The clock stands.</summary>
public sealed class The_city(RunningShards city) : IClassFixture<RunningShards>
{
    [Fact]
    public async Task Adds_up_its_twins_and_every_level_agrees()
    {
        var roofs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => city.Roof("1001")));
        foreach (var (i, roof) in roofs.Index()) await city.Send(roof, city.Power(-15, 100), city.Power(0, 100 + i));
        await RunningShards.Until(async () => (await city.Sum("1001", "pv-power", null)).Live == 20, "all twenty roofs are live");

        Assert.Equal(Enumerable.Range(0, 20).Sum(i => (100L + i) * 1_000_000), (await city.Sum("1001", "pv-power", null)).MeasuredSteps);
        var audit = await city.City.Audit();
        Assert.Empty(audit.Differences);
        Assert.True(audit.Twins >= 20);
        Assert.True(audit.Sums >= 3);
    }

    [Fact]
    public async Task Keeps_rehearsal_and_outside_twins_apart()
    {
        var (real, rehearsed, outside) = (await city.Roof("1003"), await city.Roof("1003", CitySet.Rehearsal), await city.Roof("outside:chonburi"));
        await city.Send(real, city.Power(0, 1));
        await city.Shard(rehearsed).Append(new("rehearsal", CitySet.Rehearsal, city.Now, [city.Power(0, 10) with { Twin = rehearsed }]));
        await city.Send(outside, city.Power(0, 100));
        await RunningShards.Until(async () => (await city.Sum("1003", "pv-power", null, CitySet.Rehearsal)).Live == 1, "the rehearsed roof is live");
        await RunningShards.Until(async () => (await city.Sum("1003", "pv-power", null)).Live == 1, "the real roof is live");
        Assert.Equal(1_000_000, (await city.Sum("1003", "pv-power", null)).MeasuredSteps);
        Assert.Equal(10_000_000, (await city.Sum("1003", "pv-power", null, CitySet.Rehearsal)).MeasuredSteps);
        Assert.DoesNotContain((await city.City.Changes(0, 0)).Sums, sum => sum.Key.Area == "outside:chonburi");
    }

    [Fact]
    public async Task Replaces_todays_energy_when_a_late_reading_comes()
    {
        var roof = await city.Roof("1004");
        var today = BangkokDay.Of(city.Now);
        await city.Send(roof, city.Power(-30, 100), city.Power(0, 100));
        await RunningShards.Until(async () => (await city.Sum("1004", "pv-energy", today)).EstimatedSteps == 50_000_000, "half an hour is counted");
        await city.Send(roof, city.Power(-15, 0));
        await RunningShards.Until(async () => (await city.Sum("1004", "pv-energy", today)).EstimatedSteps == 25_000_000, "the late reading has replaced it");
    }
}

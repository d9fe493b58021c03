namespace YPort.Twin.Tests.Twins;

/// <summary>Moves the clock, so its silo is its own.</summary>
public sealed class A_stale_gauge(RunningShards city) : IClassFixture<RunningShards>
{
    [Fact]
    public async Task Leaves_the_totals_and_shows_in_their_coverage()
    {
        var roof = await city.Roof("1002");
        await city.Send(roof, city.Power(-4.9, 100));
        await RunningShards.Until(async () => (await city.Sum("1002", "pv-power", null)) is { Live: 1, Twins: 1 }, "the roof is live");
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await RunningShards.Until(async () => (await city.Sum("1002", "pv-power", null)) is { Live: 0, Twins: 1, MeasuredSteps: 0 }, "the roof has gone stale");
    }
}

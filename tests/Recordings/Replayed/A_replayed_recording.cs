using YPort.Twin.Tests.Recordings.Independent;

namespace YPort.Twin.Tests.Recordings.Replayed;

[Trait("needs", "minutes")]
public sealed class A_replayed_recording(StraightTwin straight, ConfusedTwin confused)
{
    [Theory]
    [MemberData(nameof(RecordedMeasure.Maps), MemberType = typeof(RecordedMeasure))]
    public async Task Adds_up_to_every_cell_of_the_file(string map)
    {
        var balance = await straight.Hear(map);
        var counted = CountedByHand.Of(map);

        Assert.Equal(counted, new(balance.Lines, balance.Cells, balance.Empty, balance.Accepted, balance.Duplicate, balance.Quarantined));
        Assert.True(balance.AddsUp);
        Assert.Equal(counted.Quarantined > 0 ? 3 : 0, balance.ExitCode);
    }

    [Fact]
    public async Task Of_the_London_meter_has_seventeen_repeats_and_one_Null_at_an_odd_time()
    {
        var balance = await straight.Hear("london-meter");
        Assert.Equal((24_158, 24_140, 17, 1), (balance.Cells, balance.Accepted, balance.Duplicate, balance.Quarantined));
        var refused = Assert.Single(balance.Refusals);
        Assert.Equal(3242, refused.Line);
        Assert.Contains("Null", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_weather_station_has_wind_below_zero_four_times()
    {
        var balance = await straight.Hear("nrel-rmis-weather");
        Assert.Equal((32, 4), (balance.Empty, balance.Quarantined));
        Assert.All(balance.Refusals, refused => Assert.Contains("wind-speed", refused.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RecordedMeasure.Names), MemberType = typeof(RecordedMeasure))]
    public async Task Amounts_to_what_is_worked_out_by_hand(string twin, string measure)
    {
        var recorded = RecordedMeasure.Of(twin, measure);
        await straight.Hear(recorded.Map);

        var quarters = await Settled(recorded);
        var days = ByHand.Days(quarters);
        await Settles(Show(days, 96), () => straight.Days(twin, measure, days.Keys.First() - 1, days.Keys.Last() + 1));
    }

    [Theory]
    [MemberData(nameof(RecordedMeasure.Maps), MemberType = typeof(RecordedMeasure))]
    public async Task Changes_nothing_when_it_is_sent_again(string map)
    {
        var first = await straight.Hear(map);
        var before = await Settled(map);

        var again = await straight.HearAgain(map);

        Assert.Equal((0, first.Accepted + first.Duplicate, first.Quarantined), (again.Accepted, again.Duplicate, again.Quarantined));
        Assert.Equal(before, await Figures(map, straight));
    }

    [Theory]
    [MemberData(nameof(RecordedMeasure.Maps), MemberType = typeof(RecordedMeasure))]
    public async Task Comes_out_the_same_shuffled_three_times_over_in_other_batches(string map)
    {
        var inOrder = await straight.Hear(map);
        var shuffled = await confused.Hear(map);

        Assert.Equal((inOrder.Accepted, 2 * inOrder.Accepted + 3 * inOrder.Duplicate, 3 * inOrder.Quarantined), (shuffled.Accepted, shuffled.Duplicate, shuffled.Quarantined));
        await Eventually.Equals(await Settled(map), () => Figures(map, confused));
    }

    /// <summary>A twin answers when it is committed; folding and the ledger follow, until they are what is worked out by hand.</summary>
    async Task<SortedDictionary<long, Amount>> Settled(RecordedMeasure recorded)
    {
        var quarters = recorded.Quarters();
        await Settles(Show(quarters, 1), () => straight.Quarters(recorded.Twin, recorded.Measure, quarters.Keys.First() - 1, quarters.Keys.Last() + 1));
        return quarters;
    }

    async Task<string[]> Settled(string map)
    {
        foreach (var recorded in RecordedMeasure.All.Where(one => one.Map == map)) await Settled(recorded);
        return await Figures(map, straight);
    }

    /// <summary>Everything that can be asked of the recording's twins, as text: states, and every measure by quarter hours.</summary>
    static async Task<string[]> Figures(string map, HearingTwin from)
    {
        List<string> figures = [];
        foreach (var recorded in RecordedMeasure.All.Where(one => one.Map == map))
        {
            var worked = recorded.Quarters();
            figures.AddRange((await from.Quarters(recorded.Twin, recorded.Measure, worked.Keys.First() - 4, worked.Keys.Last() + 4)).Select(point => $"{recorded.Twin} {recorded.Measure} {point.Key} {point.Value}"));
        }
        foreach (var twin in RecordedMeasure.TwinsOf(map)) figures.Add(await from.State(twin));
        return [.. figures];
    }

    static IEnumerable<KeyValuePair<long, Shown>> Show(SortedDictionary<long, Amount> amounts, int quarters) =>
        [.. amounts.Select(amount => KeyValuePair.Create(amount.Key, Shown.Of(amount.Value, quarters)))];

    static Task Settles(IEnumerable<KeyValuePair<long, Shown>> expected, Func<Task<SortedDictionary<long, Shown>>> ask) =>
        Eventually.Equals(expected, async () => [.. await ask()]);
}

using System.Globalization;
using System.Numerics;
using YPort.Twin.Tests.Recordings.Independent;

namespace YPort.Twin.Tests.Recordings.Replayed;

/// <summary>Austin's buses and Rabat's Twizy, as shuttles. No recording of boardings, stops or energy exists here: those are tested with the rehearsal's and with constructed ones.</summary>
[Trait("needs", "minutes")]
public sealed class A_replayed_vehicle(StraightTwin straight, ConfusedTwin confused)
{
    const string Distance = "vehicle-distance";

    [Theory]
    [InlineData("capmetro-buses", 14_628, 7_514)]
    [InlineData("rsk-twizy", 9_444, 0)]
    public async Task Adds_up_to_every_cell_of_the_file(string map, long accepted, long duplicate)
    {
        var balance = await straight.Hear(map);
        Assert.Equal((accepted, duplicate, 0, 0), (balance.Accepted, balance.Duplicate, balance.Quarantined, balance.Unreadable));
        Assert.True(balance.AddsUp);
        Assert.Equal(0, balance.ExitCode);
    }

    [Theory]
    [MemberData(nameof(RecordedVehicle.Twins), MemberType = typeof(RecordedVehicle))]
    public async Task Drove_what_is_worked_out_by_hand_within_a_millimetre_for_every_pair_of_fixes(string twin)
    {
        var vehicle = RecordedVehicle.Of(twin);
        await straight.Hear(vehicle.Map);

        await Eventually.Holds(async () => AssertDriven(DrivenByHand.Of(vehicle), await Quarters(straight, vehicle)));
    }

    [Theory]
    [InlineData("rsk-twizy-t1", "state-of-charge", 39.64)]
    [InlineData("rsk-twizy-t1", "speed", 9.681)] // 34.85 km/h
    [InlineData("capmetro-2221", "speed", 8.494)] // 8.49376; not the last line of an unsorted file, but the latest
    public async Task Shows_what_the_latest_line_says(string twin, string channel, double value)
    {
        await straight.Hear(RecordedVehicle.Of(twin).Map);
        await Eventually.Holds(async () => Assert.Equal(value, (await straight.Newest(twin, channel)).GetDouble()));
    }

    [Theory]
    [InlineData("capmetro-buses")]
    [InlineData("rsk-twizy")]
    public async Task Changes_nothing_when_it_is_sent_again(string map)
    {
        var first = await straight.Hear(map);
        var before = await Settled(map);

        var again = await straight.HearAgain(map);

        Assert.Equal((0, first.Sent, 0), (again.Accepted, again.Duplicate, again.Quarantined));
        Assert.Equal(before, await Figures(map, straight));
    }

    [Theory]
    [InlineData("capmetro-buses")]
    [InlineData("rsk-twizy")]
    public async Task Comes_out_the_same_shuffled_three_times_over_in_other_batches(string map)
    {
        var inOrder = await straight.Hear(map);
        var shuffled = await confused.Hear(map);

        Assert.Equal((inOrder.Accepted, 2 * inOrder.Accepted + 3 * inOrder.Duplicate, 0), (shuffled.Accepted, shuffled.Duplicate, shuffled.Quarantined));
        await Eventually.Equals(await Settled(map), () => Figures(map, confused));
    }

    /// <summary>Covered time to the microsecond as the page shows it, distance within what two geodesics may differ.</summary>
    static void AssertDriven(DrivenByHand driven, SortedDictionary<long, Shown> shown)
    {
        Assert.Equal(
            driven.Quarters.Select(quarter => Shown.Of(quarter.Value, 1)).Select(quarter => (quarter.Measured, quarter.Estimated)),
            shown.Values.Select(quarter => (quarter.Measured, quarter.Estimated)));
        Assert.Equal(driven.Quarters.Keys, shown.Keys);
        foreach (var (quarter, amount) in driven.Quarters)
            Assert.InRange(BigInteger.Parse(shown[quarter].Exact, CultureInfo.InvariantCulture) - amount.Steps, -driven.Pairs[quarter], driven.Pairs[quarter]);
    }

    static Task<SortedDictionary<long, Shown>> Quarters(HearingTwin from, RecordedVehicle vehicle) =>
        from.Quarters(vehicle.Twin, Distance, vehicle.Fixes.Keys.First() / 900_000_000 - 4, vehicle.Fixes.Keys.Last() / 900_000_000 + 4);

    static IEnumerable<RecordedVehicle> Vehicles(string map) => RecordedVehicle.Twins.Select(row => RecordedVehicle.Of(row.Data)).Where(vehicle => vehicle.Map == map);

    async Task<string[]> Settled(string map)
    {
        foreach (var vehicle in Vehicles(map))
            await Eventually.Holds(async () => AssertDriven(DrivenByHand.Of(vehicle), await Quarters(straight, vehicle)));
        return await Figures(map, straight);
    }

    /// <summary>States, and distance by quarter hours, as text.</summary>
    static async Task<string[]> Figures(string map, HearingTwin from)
    {
        List<string> figures = [];
        foreach (var vehicle in Vehicles(map))
        {
            figures.AddRange((await Quarters(from, vehicle)).Select(quarter => $"{vehicle.Twin} {quarter.Key} {quarter.Value}"));
            figures.Add(await from.State(vehicle.Twin));
        }
        return [.. figures];
    }
}

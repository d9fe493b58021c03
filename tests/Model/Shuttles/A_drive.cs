using CsCheck;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using static YPort.Twin.Tests.Model.Given;
using static YPort.Twin.Tests.Model.Shuttles.Cart;

namespace YPort.Twin.Tests.Model.Shuttles;

public sealed class A_drive
{
    static readonly Measure Distance = ShuttleMeasures.VehicleDistance, Carried = ShuttleMeasures.PassengerDistance;

    [Fact]
    public void Of_the_worked_example_comes_to_the_millimetre()
    {
        // 123.140 m in the minute around a quarter past midnight, three aboard, a computer driving: half in each quarter hour.
        Sample[] fixes = [Fix(870, 13.8047m, 100.5418m), Fix(930, 13.8057m, 100.5423m)];
        var rows = Rows(Distance, 2, fixes, [Aboard(0, 3)], [Mode(10, "auto")]);
        Assert.Equal([(0, "mode=auto;service=occupied", 61_570L, 30 * Instant.PerSecond), (1, "mode=auto;service=occupied", 61_570L, 30 * Instant.PerSecond)],
            rows.Select(row => (row.Window.Index - Window.Of(Midnight).Index, row.Dimensions, row.Steps, row.CoveredMicroseconds)));
        Assert.Equal([3 * 61_570L, 3 * 61_570L], Rows(Carried, 2, fixes, [Aboard(0, 3)]).Select(row => row.Steps));
    }

    [Fact]
    public void Is_measured_up_to_ninety_seconds_between_fixes_estimated_up_to_five_minutes_and_then_missing()
    {
        Assert.Equal(Quality.Measured, Assert.Single(Rows(Distance, 2, [East(0, 0), East(90, 100)])).Quality);
        Assert.Equal(Quality.Estimated, Assert.Single(Rows(Distance, 2, [East(0, 0), East(90.001, 100)])).Quality);
        Assert.Equal(Quality.Estimated, Assert.Single(Rows(Distance, 2, [East(0, 0), East(60, 100, Quality.Estimated)])).Quality);
        Assert.Single(Rows(Distance, 2, [East(0, 0), East(300, 100)]));
        Assert.Empty(Rows(Distance, 2, [East(0, 0), East(300.001, 100)]));
    }

    [Fact]
    public void Is_not_believed_above_top_speed_and_a_tenth_and_twenty_metres()
    {
        // 10 m/s for 60 s: 660 m and 20 m.
        Assert.Single(Rows(Distance, 1, [East(0, 0), East(60, 679)]));
        Assert.Empty(Rows(Distance, 1, [East(0, 0), East(60, 681)]));
        // Without a top speed 40 m/s holds.
        Assert.Single(Rows(Distance, 1, [East(0, 0), East(60, 2659)], register: Register(null)));
        Assert.Empty(Rows(Distance, 1, [East(0, 0), East(60, 2661)], register: Register(null)));
    }

    [Fact]
    public void Is_judged_by_the_top_speed_as_of_the_later_fix()
    {
        var faster = Register(10, new Described(At(1), Description(20)));
        Assert.Empty(Rows(Distance, 1, [East(0, 0), East(59, 1000)], register: faster));
        Assert.Single(Rows(Distance, 1, [East(1, 0), East(60, 1000)], register: faster));
    }

    [Fact]
    public void Does_not_count_a_receivers_wandering_while_it_stands()
    {
        Assert.Equal(0, Assert.Single(Rows(Distance, 1, [East(0, 0), East(10, 4.9), East(20, 0)])).Steps);
        Assert.NotEqual(0, Assert.Single(Rows(Distance, 1, [East(0, 0), East(10, 5.1)])).Steps); // farther than it wanders
        Assert.NotEqual(0, Assert.Single(Rows(Distance, 1, [East(0, 0), East(5, 2.6)])).Steps); // faster than it wanders
    }

    [Fact]
    public void Is_split_where_the_mode_changes_and_where_somebody_gets_on()
    {
        var rows = Rows(Distance, 1, [East(0, 0), East(60, 300)], [Aboard(-10, 0), Aboard(45, 2)], [Mode(15, "auto"), Mode(30, "manual")]);
        var whole = Millimetres(East(0, 0), East(60, 300));
        Assert.Equal(["mode=auto;service=empty", "mode=manual;service=empty", "mode=manual;service=occupied", "mode=unknown;service=empty"], rows.Select(row => row.Dimensions));
        Assert.All(rows, row => Assert.InRange(row.Steps, whole / 4 - 1, whole / 4 + 1));
        Assert.Equal(whole, rows.Sum(row => row.Steps));
        Assert.Equal([60L, 60, 60, 60], rows.Select(row => row.Offset)); // the later fix is the newest word in each
    }

    [Fact]
    public void Rests_on_the_newest_of_fixes_mode_and_occupancy()
    {
        Assert.Equal(777, Assert.Single(Rows(Distance, 1, [East(0, 0), East(60, 300)], words: [Mode(-10, "auto") with { Offset = 777 }])).Offset);
        Assert.Equal(888, Assert.Single(Rows(Distance, 1, [East(0, 0), East(60, 300)], [Aboard(-10, 1) with { Offset = 888 }])).Offset);
        Assert.Equal(888, Assert.Single(Rows(Carried, 1, [East(0, 0), East(60, 300)], [Aboard(-10, 1) with { Offset = 888 }])).Offset);
    }

    [Fact]
    public void Carries_as_many_as_the_last_reading_says_for_at_most_an_hour()
    {
        Sample[] fixes = [.. Enumerable.Range(0, 151).Select(minute => East(minute * 60, minute * 300))];
        var rows = Rows(Carried, 10, fixes, [Aboard(0, 2), Aboard(7200, 0)]);
        Assert.Equal([0, 1, 2, 3, 8, 9], rows.Select(row => row.Window.Index - Window.Of(Midnight).Index));
        Assert.Equal([Quality.Measured, Quality.Estimated, Quality.Estimated, Quality.Estimated, Quality.Measured, Quality.Estimated], rows.Select(row => row.Quality));
        Assert.All(rows.Take(4), row => Assert.Equal(2 * Rows(Distance, 10, fixes).Where(other => other.Window == row.Window).Sum(other => other.Steps), row.Steps));
        Assert.All(rows[4..], row => Assert.Equal((0L, Window.Microseconds), (row.Steps, row.CoveredMicroseconds))); // nobody aboard is known, and is nothing
    }

    [Fact]
    public void Loses_two_pairs_to_a_wild_fix_and_nothing_else() => Gen.Select(Drives, Gen.Int[0, 59], Gen.Double[0.01, 0.99]).Sample((drive, place, between) =>
    {
        if (drive.Length < 2) return;
        var i = place % (drive.Length - 1);
        var wild = Fix(0, 18.7883m, 98.9853m) with { At = new(drive[i].At.Microseconds + (long)(between * (drive[i + 1].At.Microseconds - drive[i].At.Microseconds))) }; // Chiang Mai
        if (wild.At == drive[i].At) return;
        var with = Rows(Distance, 50, [.. drive, wild]);
        // What is left is driven before it and after it.
        var without = Rows(Distance, 50, drive[..(i + 1)]).Concat(Rows(Distance, 50, drive[(i + 1)..])).ToArray();
        Assert.Equal(Sum(without), Sum(with));
        Assert.True(Leg(wild, drive[i + 1]) && Leg(drive[i], wild));

        bool Leg(Sample from, Sample to) => to.At - from.At > ShuttleChannels.Position.LongestJoined || Rows(Distance, 50, [from, to]).Count == 0;
    });

    [Fact]
    public void Adds_up_to_the_whole_of_its_pairs_however_it_is_split() => Gen.Select(Drives, Loads, Lives).Sample((drive, loads, words) =>
    {
        var rows = Rows(Distance, 50, drive, loads, words);
        var whole = drive.Zip(drive.Skip(1)).Sum(pair => Rows(Distance, 50, [pair.First, pair.Second]).Sum(row => row.Steps));
        Assert.Equal(whole, rows.Sum(row => row.Steps));
        Assert.Equal(Rows(ShuttleMeasures.TimeObserved, 50, drive).Sum(row => row.CoveredMicroseconds), rows.Sum(row => row.CoveredMicroseconds));
    });

    [Fact]
    public void Carries_so_many_times_the_distance_driven_with_so_many() => Gen.Select(Drives, Gen.Int[0, 8]).Sample((drive, persons) =>
    {
        Sample[] loads = [.. Enumerable.Range(0, 60).Select(tenth => Aboard(tenth * 600, persons))];
        var driven = Rows(Distance, 50, drive, loads).Sum(row => row.Steps);
        Assert.Equal(persons * driven, Rows(Carried, 50, drive, loads).Sum(row => row.Steps));
    });

    static (long, long) Sum(IEnumerable<LedgerRow> rows) => (rows.Sum(row => row.Steps), rows.Sum(row => row.CoveredMicroseconds));
}

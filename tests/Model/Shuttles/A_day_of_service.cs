using CsCheck;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using static YPort.Twin.Tests.Model.Given;
using static YPort.Twin.Tests.Model.Shuttles.Cart;

namespace YPort.Twin.Tests.Model.Shuttles;

/// <summary>Energy, availability, stops and what went wrong.</summary>
public sealed class A_day_of_service
{
    static readonly Sample[] Minutes = [.. Enumerable.Range(0, 31).Select(minute => East(minute * 60, minute * 300))];

    static List<LedgerRow> Energy(params (Channel Channel, Sample[] Samples)[] said)
    {
        var told = said.ToDictionary(one => one.Channel, one => one.Samples);
        return Rows(ShuttleMeasures.Energy, 0, 4, new(Register(), channel => told.GetValueOrDefault(channel), []));
    }

    static List<LedgerRow> Drawn(params Sample[] power) => Energy((ShuttleChannels.BatteryPower, power));

    [Fact]
    public void Draws_only_what_flows_out_of_the_battery()
    {
        // From 3 kW to -1 kW in ten minutes: above zero for seven and a half, a triangle of 187.5 Wh.
        var row = Assert.Single(Drawn(Says(0, 3_000_000), Says(10, -1_000_000)));
        Assert.Equal((187_500L, Quality.Estimated, 10 * Instant.PerMinute), (row.Steps, row.Quality, row.CoveredMicroseconds));
        Assert.Equal(0, Assert.Single(Drawn(Says(0, -5_000_000), Says(10, -1))).Steps); // charging is known to draw nothing
        Assert.Equal(500_000, Assert.Single(Drawn(Says(0, 3_000_000), Says(10, 3_000_000))).Steps);
        Assert.Empty(Drawn(Says(0, 3_000_000), Says(61, -1_000_000))); // too long a gap stays one
    }

    [Fact]
    public void Draws_what_the_meter_says_where_there_is_one()
    {
        var rows = Energy((ShuttleChannels.Energy, [Says(0, 1_000_000), Says(10, 1_400_000)]), (ShuttleChannels.BatteryPower, [Says(0, 3_000_000), Says(15, 3_000_000)]));
        Assert.Equal([(Quality.Measured, 400_000L), (Quality.Estimated, 250_000L)], rows.Select(row => (row.Quality, row.Steps)));
    }

    [Fact]
    public void Never_draws_less_than_nothing_nor_less_than_the_net() =>
        Gen.Select(Gen.Int[0, 3599], Gen.Long[-2_000_000, 3_000_000]).Array[2, 20].Sample(powers =>
        {
            Sample[] power = [.. powers.DistinctBy(one => one.Item1).OrderBy(one => one.Item1).Select(one => Says(one.Item1 / 60.0, one.Item2))];
            var drawn = Drawn(power).Sum(row => row.Steps);
            var net = power.Zip(power.Skip(1)).Sum(pair => (pair.First.Steps + pair.Second.Steps) / 2.0 * (pair.Second.At - pair.First.At).TotalHours);
            Assert.All(Drawn(power), row => Assert.True(row.Steps >= 0));
            Assert.True(drawn >= net - 4, $"{drawn} mWh drawn, {net} net"); // rounded once in each of four windows
        });

    [Fact]
    public void Is_available_but_for_safe_stops_and_open_major_faults()
    {
        List<LedgerRow> Available(params EventWord[] words) => Rows(ShuttleMeasures.TimeAvailable, 2, Minutes, words: words);

        Assert.Equal([900_000L, 900_000], Available().Select(row => row.Steps));
        Assert.Equal([840_000L, 900_000], Available(Mode(0, "auto"), Mode(300, "safe-stop"), Mode(360, "manual")).Select(row => row.Steps));
        Assert.Equal([300_000L, 600_000], Available(Fault(300, "E1", "raised", "major"), Fault(1200, "E1", "cleared")).Select(row => row.Steps));
        Assert.Equal([300_000L, 0], Available(Fault(300, "E1", "raised"), Fault(400, "E2", "cleared")).Select(row => row.Steps)); // unsaid is major; another's end is not this one's
        Assert.Equal([900_000L, 900_000], Available(Fault(300, "E1", "raised", "minor")).Select(row => row.Steps));
        Assert.All(Available(Mode(-60, "safe-stop")), row => Assert.Equal((0L, Window.Microseconds), (row.Steps, row.CoveredMicroseconds))); // known to be nothing
    }

    [Fact]
    public void Is_observed_between_plausible_fixes_without_a_rest()
    {
        // A third of a second between fixes is no whole number of milliseconds, three of them are a second.
        Sample[] fixes = [.. Enumerable.Range(0, 2701).Select(third => Says(0, East(0, 0).Steps) with { At = new(Midnight.Microseconds + third * 333_333L) })];
        Assert.Equal(2700 * 333_333L / 1000, Rows(ShuttleMeasures.TimeObserved, 1, fixes).Sum(row => row.Steps));
        Assert.Empty(Rows(ShuttleMeasures.TimeObserved, 1, [East(0, 0), East(60, 5000)]));
    }

    [Fact]
    public void Never_is_more_available_than_observed() => Gen.Select(Drives, Lives).Sample((drive, words) =>
    {
        var (available, observed) = (Rows(ShuttleMeasures.TimeAvailable, 50, drive, words: words), Rows(ShuttleMeasures.TimeObserved, 50, drive));
        Assert.Equal(observed.Select(row => (row.Window, row.Quality, row.CoveredMicroseconds)), available.Select(row => (row.Window, row.Quality, row.CoveredMicroseconds)));
        Assert.All(available.Zip(observed), pair => Assert.InRange(pair.First.Steps, 0, pair.Second.Steps));
    });

    [Fact]
    public void Counts_a_visit_where_an_arrival_is_followed_by_a_departure()
    {
        EventWord[] words = [Arrived(800, "A"), Departed(930.5, "A"), Arrived(1000, "B"), Departed(1100, "A"), Arrived(1200, "B"), Departed(1220, "B")];
        Assert.Equal([("stop=A", 1L), ("stop=B", 1L)], Rows(ShuttleMeasures.StopVisits, 4, [], words: words).Select(row => (row.Dimensions, row.Steps)));
        var dwell = Rows(ShuttleMeasures.DwellTime, 4, [], words: words);
        Assert.Equal([(1, 130_500L), (1, 20_000L)], dwell.Select(row => (row.Window.Index - Window.Of(Midnight).Index, row.Steps)));
        Assert.Equal(930, dwell[0].Offset);
    }

    [Fact]
    public void Counts_a_visit_of_no_time_whatever_its_words_are_called() =>
        Assert.Equal(1, Assert.Single(Rows(ShuttleMeasures.StopVisits, 4, [], words: [Arrived(100, "A") with { Id = "z" }, Departed(100, "A") with { Id = "a" }])).Steps);

    [Fact]
    public void Counts_no_visit_of_over_half_an_hour()
    {
        Assert.Single(Rows(ShuttleMeasures.StopVisits, 4, [], words: [Arrived(0, "A"), Departed(1800, "A")]));
        Assert.Empty(Rows(ShuttleMeasures.StopVisits, 4, [], words: [Arrived(0, "A"), Departed(1800.5, "A")]));
        Assert.Empty(Rows(ShuttleMeasures.StopVisits, 4, [], words: [Arrived(0, "A")]));
    }

    [Fact]
    public void Counts_a_safe_stop_once_however_often_it_is_said()
    {
        EventWord[] words = [Mode(0, "auto"), Mode(100, "safe-stop"), Mode(110, "safe-stop"), Mode(200, "manual"), Mode(1000, "safe-stop")];
        Assert.Equal([1L, 1], Rows(ShuttleMeasures.SafetyStops, 2, [], words: words).Select(row => row.Steps));
        Assert.Empty(Rows(ShuttleMeasures.SafetyStops, 2, [], words: [Mode(-100, "safe-stop"), Mode(10, "safe-stop")]));
    }

    [Fact]
    public void Counts_disengagements_in_their_quarter_hours()
    {
        var rows = Rows(ShuttleMeasures.Disengagements, 2, [], words: [.. ((int[])[0, 10, 899, 900]).Select(second => Word(ShuttleEvents.Disengagement, second, "{}"))]);
        Assert.Equal([(3L, 899L), (1L, 900L)], rows.Select(row => (row.Steps, row.Offset)));
        Assert.All(rows, row => Assert.Equal(0, row.CoveredMicroseconds));
    }

    [Fact]
    public void Makes_ratios_of_sums_and_none_of_nothing()
    {
        Assert.Equal(75.25m, Ratios.Named("dwell")!.Of(150_500, 2));
        Assert.Equal(0.9m, Ratios.Named("availability")!.Of(810_000, 900_000));
        Assert.Null(Ratios.Named("availability")!.Of(0, 0));
        Assert.All(Ratios.All, ratio => Assert.Equal(ratio.Unit.Dimension, ratio.Numerator.Unit.Dimension.Times(ratio.Denominator.Unit.Dimension, -1)));
    }
}

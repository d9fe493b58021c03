using CsCheck;
using YPort.Twin.Model.Buildings.Faults;
using static YPort.Twin.Tests.Model.Given;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>Constructed cases; how well the rules find what people labelled in real recordings is measured in tests/Recordings/Faults.</summary>
public sealed class A_roofs_faults
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1), Quarter = TimeSpan.FromMinutes(15);

    static Observation[] Quarters(params double?[] values) => [.. values.Select((value, i) => new Observation(At(15 * i), value))];

    static IEnumerable<(int, int)> Stuck(double? ceiling, params double?[] values) => StuckSensor.Find(Quarters(values), Hour, ceiling).Select(span => (span.First, span.Count));

    [Fact]
    public void Include_a_sensor_that_repeats_itself_for_an_hour_and_no_shorter()
    {
        Assert.Equal([(1, 5)], Stuck(null, 1, 2, 2, 2, 2, 2, 3));
        Assert.Empty(Stuck(null, 1, 2, 2, 2, 2, 3));
        Assert.Equal([(0, 5), (5, 5)], Stuck(null, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5));
    }

    [Fact]
    public void Are_neither_zeros_of_the_night_nor_silence_taken_for_a_stuck_sensor()
    {
        Assert.Empty(Stuck(null, 0, 0, 0, 0, 0, 0, 0));
        Assert.Empty(Stuck(null, null, null, null, null, null, null));
        Assert.Empty(Stuck(null, 2, 2, 2, null, 2, 2, 2));
    }

    [Fact]
    public void Tell_clipping_from_a_stuck_sensor_unless_it_outlasts_the_day()
    {
        Assert.Empty(Stuck(100, 99.5, 99.5, 99.5, 99.5, 99.5, 99.5));
        Assert.Single(Stuck(200, 99.5, 99.5, 99.5, 99.5, 99.5, 99.5));
        Assert.Single(Stuck(100, [.. Enumerable.Repeat<double?>(99.5, 53)]));
        Assert.Empty(Stuck(100, [.. Enumerable.Repeat<double?>(99.5, 52)]));
    }

    [Fact]
    public void Include_clipping_within_a_percent_of_the_rating_twice_in_a_row() =>
        Assert.Equal([new FaultSpan(1, 2), new(4, 3)], Clipping.Find(Quarters(98, 99, 100, 98.9, 101, 99, 105, 106, 99.5, null, 100), 100));

    [Theory]
    [InlineData(3, 50.0, 52, -11)]
    [InlineData(3, 50.0, 52, 121)]
    [InlineData(3, 50.0, 52, 83)]
    [InlineData(3, 50.0, 52, 19)]
    public void Include_a_value_that_is_impossible_or_leaps_from_its_neighbours_and_back(int place, double before, double after, double value)
    {
        var series = Quarters(before, before, before, value, after, after);
        Assert.Equal([place], OutlyingValues.Find(series, 100, Quarter));
    }

    [Fact]
    public void Do_not_include_the_edge_of_a_cloud_that_stays_nor_a_leap_across_a_gap()
    {
        Assert.Empty(OutlyingValues.Find(Quarters(80, 80, 30, 30, 30), 100, Quarter));
        Assert.Empty(OutlyingValues.Find(Quarters(80, 78, 40, 62, 60), 100, Quarter));
        Assert.Empty(OutlyingValues.Find(Quarters(90, 90, 10, 45, 45), 100, Quarter));
        Assert.Empty(OutlyingValues.Find(Quarters(80, null, 30, null, 80), 100, Quarter));
        Assert.Empty(OutlyingValues.Find([new(At(0), 80), new(At(45), 30), new(At(60), 80)], 100, Quarter));
    }

    [Theory]
    [InlineData(10_000, 800, RoofCondition.Working)]
    [InlineData(999, 200, RoofCondition.Off)]
    [InlineData(1000, 200, RoofCondition.Working)]
    [InlineData(0, 800, RoofCondition.Off)]
    [InlineData(-5, 800, RoofCondition.Off)]
    [InlineData(null, 800, RoofCondition.Unheard)]
    [InlineData(0, 199, RoofCondition.Dark)]
    [InlineData(null, 0, RoofCondition.Dark)]
    [InlineData(0, null, RoofCondition.Unknown)]
    [InlineData(null, null, RoofCondition.Unknown)]
    [InlineData(10_000, null, RoofCondition.Working)]
    public void Tell_a_roof_that_is_off_in_sunshine_from_one_of_which_nothing_is_heard(int? watts, int? sun, RoofCondition condition) =>
        Assert.Equal(condition, OffInSunshine.Of(new(At(0), watts, sun), ratedWatts: 100_000));

    [Fact]
    public void Include_half_an_hour_off_in_sunshine()
    {
        RoofMoment[] series = [.. new (double? Watts, double? Sun)[] { (0, 500), (9000, 500), (0, 500), (0, 600), (null, 600), (0, 600), (0, 600), (0, 100) }.Select((said, i) => new RoofMoment(At(15 * i), said.Watts, said.Sun))];
        Assert.Equal([new FaultSpan(2, 2), new(5, 2)], OffInSunshine.Find(series, 100_000));
    }

    // What is taken away is never blamed on the roof: with any readings silent, no more moments are off than before.
    [Fact]
    public void Never_grow_by_silence() =>
        Gen.Select(Gen.Int[0, 200_000], Gen.Int[0, 1200], Gen.Bool).Array[1, 50].Sample(moments =>
        {
            RoofMoment[] all = [.. moments.Select((one, i) => new RoofMoment(At(15 * i), one.Item1, one.Item2))];
            RoofMoment[] some = [.. all.Zip(moments, (moment, one) => one.Item3 ? moment with { Watts = null } : moment)];
            return OffInSunshine.Find(some, 100_000, 1).Sum(span => span.Count) <= OffInSunshine.Find(all, 100_000, 1).Sum(span => span.Count);
        }, iter: 1000);

    static readonly double[] Falling = [0.80, 0.798, 0.797, 0.799, 0.794, 0.793, 0.60, 0.790, 0.791, 0.786, 0.785, 0.783, 0.784, 0.779, 0.778];

    static IEnumerable<SoilingDay> Days(string first, IEnumerable<double?> ratios) =>
        ratios.Select((ratio, i) => new SoilingDay(DateOnly.ParseExact(first, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddDays(i), ratio, 0));

    // Worked out in Python: the median of 105 slopes is -0.00155556 a day of a level of 0.80011111; S = -81 and its deviation 20.207, so Z = -3.95897.
    // One outlying day of 0.60 moves none of it.
    [Fact]
    public void Include_soiling_as_Theil_Sen_and_Mann_Kendall_find_it()
    {
        var trend = Assert.Single(SoilingTrend.Of(Days("2026-01-01", Falling.Select(ratio => (double?)ratio))));

        Assert.Equal(-0.00194417, trend.ChangePerDay, 1e-8);
        Assert.Equal(-3.95897, trend.Z, 1e-5);
        Assert.True(trend.IsSoiling);
        Assert.Equal(14 * 0.00194417, trend.Lost, 1e-6);
    }

    [Fact]
    public void Begin_anew_with_each_rain_that_cleans()
    {
        SoilingDay[] days = [.. Days("2026-01-01", [.. Falling.Select(ratio => (double?)ratio), 0.81, .. Falling.Reverse().Select(ratio => (double?)ratio)])];
        days[15] = days[15] with { RainMillimetres = 12 };

        var trends = SoilingTrend.Of(days);
        Assert.Equal([true, false], trends.Select(trend => trend.IsSoiling));
        Assert.Equal((new DateOnly(2026, 1, 15), new DateOnly(2026, 1, 17)), (trends[0].To, trends[1].From));
    }

    [Fact]
    public void Do_not_include_a_stretch_too_short_or_too_little_known_or_level_to_say()
    {
        Assert.Empty(SoilingTrend.Of(Days("2026-01-01", Falling.Take(13).Select(ratio => (double?)ratio))));
        Assert.Empty(SoilingTrend.Of(Days("2026-01-01", Falling.Select((ratio, i) => i % 7 == 0 ? null : (double?)ratio))));
        Assert.False(Assert.Single(SoilingTrend.Of(Days("2026-01-01", Enumerable.Range(0, 30).Select(i => (double?)(0.8 + 0.01 * (i % 2)))))).IsSoiling);
    }

    [Fact]
    public void Need_days_in_order() =>
        Assert.Contains("send days in order", Assert.Throws<ArgumentException>(() => SoilingTrend.Of([new(new(2026, 1, 2), 0.8, 0), new(new(2026, 1, 2), 0.8, 0)])).Message, StringComparison.Ordinal);
}

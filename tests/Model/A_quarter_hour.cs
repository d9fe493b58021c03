using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Given;

namespace YPort.Twin.Tests.Model;

public sealed class A_quarter_hour
{
    [Fact]
    public void Holds_the_trapezoid_of_two_powers()
    {
        // 100 kW to 200 kW over a quarter hour: 37.5 kWh.
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, 2, (Power, [Says(0, 100_000_000), Says(15, 200_000_000)]));
        Assert.Equal(37_500_000, Assert.Single(rows).Steps);
        Assert.Equal(Quality.Estimated, rows[0].Quality);
        Assert.Equal(Window.Microseconds, rows[0].CoveredMicroseconds);
        Assert.Equal(15, rows[0].Offset);
    }

    [Fact]
    public void Takes_its_part_of_a_line_that_crosses_its_edge()
    {
        // 0 to 120 kW over 30 minutes from minute 0: a quarter of 30 kWh lies in the first half.
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, 2, (Power, [Says(0, 0), Says(30, 120_000_000)]));
        Assert.Equal(7_500_000, rows.Steps(0));
        Assert.Equal(22_500_000, rows.Steps(1));
    }

    [Fact]
    public void Rounds_half_to_even_once_and_not_per_pair()
    {
        // 1 kW each second is 277.78 mWh a pair; rounded per pair a quarter hour would come to 250.2 Wh.
        var seconds = Enumerable.Range(0, 901).Select(second => Says(second / 60.0, 1_000_000)).ToArray();
        Assert.Equal(250_000, Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Power, seconds)).Steps(0));
        // 2 mW for 15 minutes is half a milliwatt-hour: to the even 0; 6 mW is one and a half: to the even 2.
        Assert.Equal(0, Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Power, [Says(0, 2), Says(15, 2)])).Steps(0));
        Assert.Equal(2, Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Power, [Says(0, 6), Says(15, 6)])).Steps(0));
    }

    [Fact]
    public void Counts_the_few_watts_that_an_inverter_draws_at_night_below_zero() =>
        Assert.Equal(-625, Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Power, [Says(0, -2500), Says(15, -2500)])).Steps(0));

    [Fact]
    public void Prefers_the_register_to_integrated_power_and_fills_with_power_where_the_register_is_silent()
    {
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, 2,
            (Meter, [Says(0, 1_000_000), Says(10, 11_000_000)]),
            (Power, [Says(0, 90_000_000), Says(15, 90_000_000), Says(30, 90_000_000)]));
        Assert.Equal(10_000_000, rows.Steps(0, Quality.Measured));
        Assert.Equal(7_500_000, rows.Steps(0, Quality.Estimated)); // the last five minutes, from power
        Assert.Equal(22_500_000, rows.Steps(1));
    }

    [Fact]
    public void Carries_the_highest_offset_that_contributed_whatever_its_place()
    {
        var late = Says(5, 1000) with { Offset = 99 };
        Assert.Equal(99, Assert.Single(Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Power, [Says(0, 1000), late, Says(10, 1000), Says(15, 1000)]))).Offset);
    }

    [Fact]
    public void Never_covers_a_moment_twice()
    {
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, 1,
            (Meter, [Says(3, 0), Says(9, 1_000_000)]), (Power, [Says(0, 1_000_000), Says(6, 1_000_000), Says(15, 1_000_000)]));
        Assert.Equal(Window.Microseconds, rows.Sum(row => row.CoveredMicroseconds));
    }

    [Fact]
    public void Is_missing_where_a_gap_is_longer_than_the_channel_joins()
    {
        Assert.NotEmpty(Rows(Roof(), BuildingMeasures.PvEnergy, 8, (Power, [Says(0, 1000), Says(60, 1000)])));
        Assert.Empty(Rows(Roof(), BuildingMeasures.PvEnergy, 8, (Power, [Says(0, 1000), Says(60.01, 1000)])));
    }

    [Fact]
    public void Marks_a_register_spread_over_a_long_gap_as_estimated_and_keeps_its_whole()
    {
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, 40, (Meter, [Says(0, 0), Says(600, 1_000_001)]));
        Assert.All(rows, row => Assert.Equal(Quality.Estimated, row.Quality));
        Assert.Equal(1_000_001, rows.Sum(row => row.Steps));
        Assert.Equal(Quality.Measured, Assert.Single(Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Meter, [Says(0, 0), Says(15, 10)]))).Quality);
    }

    [Fact]
    public void Drops_the_two_pairs_of_a_spike_and_nothing_else()
    {
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, 4,
            (Meter, [Says(0, 0), Says(15, 1000), Says(30, 900_000_000_000), Says(45, 3000), Says(60, 4000)]));
        Assert.Equal(1000, rows.Steps(0));
        Assert.Null(rows.Steps(1));
        Assert.Null(rows.Steps(2));
        Assert.Equal(1000, rows.Steps(3));
    }

    [Fact]
    public void Believes_a_register_up_to_a_tenth_above_rated_power_and_no_further()
    {
        // 250 kW for a quarter hour is 62.5 kWh; a tenth more is 68.75.
        Assert.NotEmpty(Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Meter, [Says(0, 0), Says(15, 68_750_000)])));
        Assert.Empty(Rows(Roof(), BuildingMeasures.PvEnergy, 1, (Meter, [Says(0, 0), Says(15, 68_750_001)])));
    }

    [Fact]
    public void Takes_a_falling_register_as_a_reset_unless_a_modulus_is_declared()
    {
        (YPort.Twin.Model.Readings.Channel, Sample[]) fell = (Meter, [Says(0, 999_000), Says(15, 500)]);
        Assert.Empty(Rows(Roof(), BuildingMeasures.PvEnergy, 1, fell));
        var declared = Roof();
        var described = (Described)declared.Entries[0];
        declared = declared with
        {
            Entries = [described with { Description = described.Description with { RegisterModulusSteps = new Dictionary<string, long> { ["pv-energy"] = 1_000_000 }.ToImmutable() } }],
        };
        Assert.Equal(1500, Rows(declared, BuildingMeasures.PvEnergy, 1, fell).Steps(0));
    }

    [Fact]
    public void Counts_both_sides_of_an_exchanged_meter()
    {
        var exchanged = Roof(250, new MeterReplaced("pv-energy", At(7), LastSteps: 10_400, FirstSteps: 3));
        Assert.Equal(400 + 97, Rows(exchanged, BuildingMeasures.PvEnergy, 1, (Meter, [Says(0, 10_000), Says(15, 100)])).Steps(0));
    }

    [Fact]
    public void Shares_an_interval_amount_evenly_and_gives_no_moment_to_two_of_them()
    {
        var rows = Rows(Roof(), BuildingMeasures.LoadEnergy, 3, (LoadAmount, [Says(30, 1001, spanMinutes: 30), Says(40, 300, spanMinutes: 30)]));
        Assert.Equal(1001, rows.Steps(0) + rows.Steps(1));
        // Of the second only minutes 30 to 40 are free: a third of it.
        Assert.Equal(100, rows.Steps(2));
    }

    [Fact]
    public void Counts_sunlight_as_measured_and_power_as_estimated()
    {
        Assert.Equal(Quality.Measured, Assert.Single(Rows(Roof(), BuildingMeasures.Irradiation, 1, (BuildingChannels.IrradiancePoa, [Says(0, 800_000), Says(15, 800_000)]))).Quality);
        Assert.Equal(Quality.Estimated, Assert.Single(Rows(Roof(), BuildingMeasures.LoadEnergy, 1, (Load, [Says(0, 800_000), Says(15, 800_000)]))).Quality);
    }

    [Fact]
    public void Of_sunlight_over_more_than_a_quarter_hour_is_estimated() =>
        Assert.All(Rows(Roof(), BuildingMeasures.Irradiation, 2, (BuildingChannels.IrradiancePoa, [Says(0, 800_000), Says(16, 800_000)])), row => Assert.Equal(Quality.Estimated, row.Quality));
}

static class Immutables
{
    public static System.Collections.Immutable.ImmutableDictionary<string, long> ToImmutable(this Dictionary<string, long> values) => System.Collections.Immutable.ImmutableDictionary.ToImmutableDictionary(values);
}

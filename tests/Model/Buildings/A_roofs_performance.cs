using CsCheck;
using YPort.Twin.Model.Buildings.Performance;

namespace YPort.Twin.Tests.Model.Buildings;

public sealed class A_roofs_performance
{
    // 100 kWp.
    const long Peak = 100_000_000;

    // Energy and irradiation of a cool, a hot and a mild hour; expectations worked out in Python from the report's formula.
    static readonly PerformanceSpan Cool = Hour(15, 200, 30), Hot = Hour(58, 800, 55), Mild = Hour(38, 500, 45);

    static PerformanceSpan Hour(decimal? kilowattHours, decimal? wattHoursPerM2, double? cell = 25) =>
        new((long?)(kilowattHours * 1_000_000), (long?)(wattHoursPerM2 * 1000), cell);

    // 111 kWh from 100 kWp under 1.5 kWh/m2: 1.11 h / 1.5 h.
    [Fact]
    public void Of_the_worked_example_is_seventy_four_percent()
    {
        Assert.Equal(new PerformanceRatio(0.74, 3, 0), PerformanceRatio.Plain([Cool, Hot, Mild], Peak));
        Assert.Equal(48.333333, PerformanceRatio.TypicalCellCelsius([Cool, Hot, Mild])!.Value, 1e-6);
    }

    // The hot hour's plain ratio is lower than the mild one's by 0.035, weather-corrected by 0.005.
    [Theory]
    [InlineData(0, 0.75, 0.698757764)]
    [InlineData(1, 0.725, 0.744863014)]
    [InlineData(2, 0.76, 0.75)]
    public void Is_corrected_for_the_weather_by_the_reports_formula(int hour, double plain, double corrected)
    {
        PerformanceSpan[] one = [new[] { Cool, Hot, Mild }[hour]];
        Assert.Equal(plain, PerformanceRatio.Plain(one, Peak)!.Value.Value, 1e-9);
        Assert.Equal(corrected, PerformanceRatio.WeatherCorrected(one, Peak, 145 / 3.0)!.Value.Value, 1e-9);
        Assert.Equal(0.816176471, PerformanceRatio.WeatherCorrected([Cool, Hot, Mild], Peak, 25)!.Value.Value, 1e-9);
    }

    static readonly Gen<PerformanceSpan[]> Period = Gen.Select(Gen.Long[0, 90_000_000], Gen.Long[1, 1_100_000], Gen.Double[-10, 80])
        .Select((made, sun, cell) => new PerformanceSpan(made, sun, cell)).Array[1, 60];

    [Fact]
    public void Corrected_equals_plain_over_the_whole_reference_period() =>
        Gen.Select(Period, Gen.Double[-0.006, -0.001]).Sample((spans, perCelsius) =>
        {
            var typical = PerformanceRatio.TypicalCellCelsius(spans)!.Value;
            var (plain, corrected) = (PerformanceRatio.Plain(spans, Peak)!.Value, PerformanceRatio.WeatherCorrected(spans, Peak, typical, perCelsius)!.Value);
            return Math.Abs(plain.Value - corrected.Value) <= 1e-9 * plain.Value;
        }, iter: 1000);

    [Fact]
    public void Of_nothing_made_in_sunshine_is_zero_and_of_nothing_known_is_unknown()
    {
        Assert.Equal(new PerformanceRatio(0, 1, 0), PerformanceRatio.Plain([Hour(0, 800)], Peak));
        Assert.Null(PerformanceRatio.Plain([Hour(null, 800)], Peak));
        Assert.Null(PerformanceRatio.Plain([Hour(58, null)], Peak));
        Assert.Null(PerformanceRatio.Plain([Hour(0, 0)], Peak));
        Assert.Null(PerformanceRatio.Plain([], Peak));
        Assert.Null(PerformanceRatio.WeatherCorrected([Hour(58, 800, null)], Peak, 45));
        Assert.Null(PerformanceRatio.TypicalCellCelsius([Hour(58, 800, null)]));
    }

    [Fact]
    public void Leaves_out_of_both_sums_what_lacks_one() =>
        Assert.Equal(new PerformanceRatio(0.74, 3, 2), PerformanceRatio.Plain([Cool, Hour(null, 900), Hot, Hour(70, null), Mild], Peak));

    [Fact]
    public void Needs_panels() =>
        Assert.Contains("correct it in the register", Assert.Throws<ArgumentOutOfRangeException>(() => PerformanceRatio.Plain([Cool], 0)).Message, StringComparison.Ordinal);

    // 250 kWh from 200 kWp are 1.25 hours of full power.
    [Fact]
    public void Is_a_yield_in_hours_of_full_power()
    {
        Assert.Equal(1.25m, Yields.FinalHours(250_000_000, 200_000_000));
        Assert.Equal(5.1m, Yields.ReferenceHours(5_100_000));
        Assert.Null(Yields.FinalHours(null, 200_000_000));
        Assert.Null(Yields.FinalHours(250_000_000, null));
    }

    // 1,000 kWh on 8,000 m2.
    [Fact]
    public void Is_energy_by_the_square_metre_of_floor()
    {
        Assert.Equal(0.125m, Yields.KilowattHoursPerM2(1_000_000_000, 8000));
        Assert.Null(Yields.KilowattHoursPerM2(1_000_000_000, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => Yields.KilowattHoursPerM2(1, 0));
    }

    // Made 100, given 30, taken 130: 70 stayed, 200 were used.
    [Fact]
    public void Is_shared_between_building_and_grid()
    {
        var shares = EnergyShares.Of(100, 130, 30)!.Value;
        Assert.Equal((70, 200, 0.7m, 0.3m, 0.35m), (shares.SelfUsedMilliwattHours, shares.LoadMilliwattHours, shares.SelfConsumption, shares.ExportShare, shares.SelfSufficiency));
    }

    [Theory]
    [InlineData(null, 130L, 30L)]
    [InlineData(100L, null, 30L)]
    [InlineData(100L, 130L, null)]
    [InlineData(20L, 130L, 30L)]
    [InlineData(100L, -1L, 30L)]
    public void Has_no_shares_where_a_meter_is_silent_or_contradicts_another(long? made, long? imported, long? exported) => Assert.Null(EnergyShares.Of(made, imported, exported));

    [Fact]
    public void Has_shares_that_are_parts_of_one_whole() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[0, 1_000_000_000], Gen.Long[0, 1_000_000_000]).Sample((kept, imported, exported) =>
        {
            var shares = EnergyShares.Of(kept + exported, imported, exported)!.Value;
            return (shares.SelfConsumption + shares.ExportShare is null or > 0.9999999999m and < 1.0000000001m) && shares.SelfSufficiency is null or >= 0 and <= 1;
        }, iter: 1000);

    // PVWatts worked out in Python, 100 kWp behind 80 kW with the manual's losses: 14,880.481 + 17,754.681 + 3,914.571 Wh in three quarter hours.
    static readonly PvArray Array = new(Peak, 80_000_000, new());

    [Fact]
    public void Is_held_against_what_PVWatts_expects_of_the_same_spans()
    {
        var expected = ExpectedEnergy.Of([Hour(14, 200, 50), Hour(0, 250, 60), Hour(null, 250, 60), Hour(4, 50, 35), Hour(9, 100, null)], TimeSpan.FromMinutes(15), Array)!.Value;

        Assert.Equal(14_880_481 + 17_754_681 + 3_914_571, expected.ExpectedMilliwattHours);
        Assert.Equal((18_000_000, 3, 2), (expected.MadeMilliwattHours, expected.Compared, expected.LeftOut));
        Assert.Equal(18 / 36.549733, expected.Ratio!.Value, 1e-9);
    }

    [Fact]
    public void Is_expected_to_be_no_more_than_the_inverter_gives() =>
        Assert.Equal(20_000_000, ExpectedEnergy.Of([Hour(20, 275, 20)], TimeSpan.FromMinutes(15), Array with { Losses = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0) })!.Value.ExpectedMilliwattHours);

    [Fact]
    public void Is_not_expected_where_nothing_is_known() => Assert.Null(ExpectedEnergy.Of([Hour(null, 200, 50)], TimeSpan.FromMinutes(15), Array));
}

using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Given;

namespace YPort.Twin.Tests.Model.Buildings;

public sealed class A_roofs_alarm
{
    static string? Stuck(double asOf, Sample[] meter, Sample[] power, long? ratedKilowatts = 250) => BuildingAlarms.Of(Roof(ratedKilowatts), At(asOf),
        channel => channel == Meter ? meter : channel == Power ? power : default, (_, _) => default).Where(alarm => alarm.Code == "register-stuck").Select(alarm => alarm.Says).SingleOrDefault();

    static Sample[] Standing(params double[] minutes) => [.. minutes.Select(minute => Says(minute, 1000_000_000))];

    static Sample[] Makes(double kilowatts, params double[] minutes) => [.. minutes.Select(minute => Says(minute, (long)(kilowatts * 1_000_000)))];

    // From 25.6 kWh on the comparison once exceeded 64 bits, and whether the alarm was raised was luck.
    [Theory]
    [InlineData(0.5), InlineData(25), InlineData(52), InlineData(60), InlineData(100), InlineData(250), InlineData(10_000), InlineData(1_000_000)]
    public void Says_that_the_meter_of_a_roof_of_any_size_stands(double kilowatts) =>
        Assert.Equal($"The energy meter has stood at 1000 kWh since {At(0)} while power made {kilowatts / 2} kWh in the half hour until {At(40)}.",
            Stuck(41, Standing(0, 20, 40), Makes(kilowatts, 0, 10, 20, 30, 40), Math.Max(1, (long)kilowatts)));

    [Fact]
    public void Asks_for_five_percent_of_the_rating_and_for_more_than_a_meters_step()
    {
        Assert.NotNull(Stuck(31, Standing(0, 30), Makes(12.5, 0, 15, 30)));
        Assert.Null(Stuck(31, Standing(0, 30), Makes(12.499, 0, 15, 30)));
        Assert.NotNull(Stuck(31, Standing(0, 30), Makes(0.2, 0, 15, 30), ratedKilowatts: null));
        Assert.Null(Stuck(31, Standing(0, 30), Makes(0.199, 0, 15, 30), ratedKilowatts: null));
    }

    [Fact]
    public void Holds_power_against_the_meter_in_the_half_hour_until_its_last_word_to_the_moment()
    {
        // Nothing before minute 25 and after minute 55 counts; between power's own words it is a line.
        Assert.Contains("made 50 kWh", Stuck(60, Standing(0, 55), Makes(100, 0, 20, 40, 60)), StringComparison.Ordinal);
        Assert.Contains("made 50 kWh", Stuck(60, Standing(0, 55), [.. Makes(250, 0, 24.9), .. Makes(100, 25, 40, 55), .. Makes(250, 55.1)]), StringComparison.Ordinal);
        Assert.Null(Stuck(60, Standing(0, 55), [.. Makes(250, 0, 20), .. Makes(0, 25, 40, 55, 56), .. Makes(250, 60)]));
    }

    [Fact]
    public void Is_silent_about_a_meter_that_counts_or_has_not_stood_for_half_an_hour_or_is_stale()
    {
        var power = Makes(100, 0, 10, 20, 30, 40);
        Assert.Null(Stuck(41, [.. Standing(0, 20), Says(40, 1000_000_001)], power));
        Assert.Null(Stuck(41, [Says(0, 999_000_000), .. Standing(10.1, 20, 40)], power));
        Assert.Null(Stuck(41, Standing(40), power));
        Assert.NotNull(Stuck(40 + 74.9, Standing(0, 20, 40), power));
        Assert.Null(Stuck(40 + 75, Standing(0, 20, 40), power));
    }

    // 250 kW in Bangkok, 300 kWp of panels; At(0) is midnight, and the sun stands highest about half past twelve.
    static readonly TwinRegister Known = new(TwinId.Parse("roof-1"), [new Described(TwinRegister.Beginning,
        new(Kinds.Building, CitySet.Real, new("Roof 1"), "1030", new(13.75, 100.5), PvRatedMilliwatts: 250_000_000, Building: new(PvPeakMilliwatts: 300_000_000)))]);

    const double Day = 12 * 60;

    static string[] Raised(double asOf, Sample[] power, Sample[]? sun = null, double sunWm2 = 0, bool coversWhole = true)
    {
        LedgerRow Row(Measure measure, Window window, double watts) => new(Known.Id, measure.Name, "", window, Quality.Measured, (long)(watts * 250), Window.Microseconds - (coversWhole ? 0 : 1), 0);
        return [.. BuildingAlarms.Of(Known, At(asOf), channel => channel == Power ? power : channel == BuildingChannels.IrradiancePoa ? sun ?? [] : default,
            (measure, window) => sunWm2 == 0 ? default : measure == BuildingMeasures.Irradiation ? (Row(measure, window, sunWm2), null) : (Row(measure, window, (double)power[0].Steps / 1000), null)).Select(alarm => alarm.Code)];
    }

    static double[] Each(double step, double from, double to) => [.. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(i => from + i * step)];

    static Sample[] Sun(double wattsPerM2, params double[] minutes) => [.. minutes.Select(minute => Says(minute, (long)(wattsPerM2 * 1000)))];

    [Fact]
    public void Says_that_a_sensor_has_stood_still_for_an_hour_to_the_last_digit()
    {
        Assert.Equal(["power-stuck"], Raised(Day + 60, Makes(80, Each(5, Day, Day + 60))));
        Assert.Equal(["sunlight-stuck"], Raised(Day + 60, [], Sun(700, Each(15, Day, Day + 60))));
        Assert.Empty(Raised(Day + 60, Makes(80, Each(5, Day + 5, Day + 60)))); // 55 minutes
        Assert.Empty(Raised(Day + 60, [.. Makes(80, Each(5, Day, Day + 30)), Says(Day + 35, 80_000_001), .. Makes(80, Each(5, Day + 40, Day + 60))]));
        Assert.Equal(["power-stuck"], Raised(Day + 65, [.. Makes(81, Day - 10), .. Makes(80, Each(5, Day + 5, Day + 65))]));
    }

    [Fact]
    public void Is_silent_about_a_sensor_that_stands_at_zero_or_at_the_rating_or_speaks_seldom_or_no_more()
    {
        Assert.Empty(Raised(Day + 60, Makes(0, Each(5, Day, Day + 60)), Sun(0, Each(5, Day, Day + 60))));
        Assert.Empty(Raised(Day + 60, Makes(-0.00205, Each(5, Day, Day + 60)), Sun(199, Each(5, Day, Day + 60)))); // an inverter's draw, a clouded sky
        Assert.Empty(Raised(Day + 60, Makes(2.499, Each(5, Day, Day + 60))));
        Assert.Empty(Raised(Day + 60, Makes(250, Each(5, Day, Day + 60)))); // it clips
        Assert.Empty(Raised(Day + 60, Makes(80, Each(20, Day, Day + 60))));
        Assert.Equal(["power-stuck"], Raised(Day + 64.9, Makes(80, Each(5, Day, Day + 60))));
        Assert.Empty(Raised(Day + 65, Makes(80, Each(5, Day, Day + 60)))); // stale
    }

    [Fact]
    public void Says_that_a_roof_makes_power_in_the_dark_when_it_said_so_twice()
    {
        Assert.Equal(["night-generation"], Raised(6, Makes(2.5, 0, 5)));
        Assert.Empty(Raised(6, Makes(2.499, 0, 5)));
        Assert.Empty(Raised(6, [.. Makes(0, 0), .. Makes(50, 5)]));
        Assert.Empty(Raised(Day + 6, Makes(2.5, Day, Day + 5)));
        Assert.Empty(Raised(10, Makes(2.5, 0, 5))); // stale
    }

    [Fact]
    public void Says_once_that_power_is_told_in_another_unit()
    {
        // 300 kWp under 800 W/m² make about 200 kW, here told as 200 MW and as 200 W.
        Assert.Equal(["wrong-unit"], Raised(Day, Makes(200_000, Each(3, Day - 30, Day - 3)), sunWm2: 800));
        Assert.Equal(["wrong-unit"], Raised(Day, Makes(0.2, Each(3, Day - 30, Day - 3)), sunWm2: 800)); // and not silent in sunshine
        Assert.Equal(["silent-in-sunshine"], Raised(Day, Makes(0.002, Each(3, Day - 30, Day - 3)), sunWm2: 800));
        Assert.Empty(Raised(Day, Makes(200, Each(3, Day - 30, Day - 3)), sunWm2: 800));
        Assert.Empty(Raised(Day, Makes(200_000, Each(4, Day - 30, Day - 3)), sunWm2: 800)); // seven readings prove nothing
        Assert.Empty(Raised(Day, Makes(200_000, Each(3, Day - 30, Day - 3)), sunWm2: 199));
        Assert.Empty(Raised(Day, Makes(200_000, Each(3, Day - 30, Day - 3)), sunWm2: 800, coversWhole: false));
        Assert.Empty(Raised(Day, Makes(200_000, Each(3, Day, Day + 14)), sunWm2: 800)); // not in the half hour that is over
    }
}

using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
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
}

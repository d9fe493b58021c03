using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Model;

public sealed class The_daylight_of_Bangkok
{
    // Sunrise and sunset at 13.75° N 100.50° E, UTC+7, worked out with PyEphem 4.1.4 at the horizon of -0.833° without air.
    [Theory]
    [InlineData("2026-03-20", "06:22:25", "18:28:49")]
    [InlineData("2026-06-21", "05:51:35", "18:47:56")]
    [InlineData("2026-11-24", "06:21:51", "17:47:14")]
    public void Is_that_of_another_almanac_within_five_seconds(string date, string sunrise, string sunset)
    {
        var light = Daylight.On(BangkokDay.Of(DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), 13.75, 100.50)!.Value;
        Assert.InRange(Apart(light.Sunrise, $"{date}T{sunrise}+07:00"), -5, 5);
        Assert.InRange(Apart(light.Sunset, $"{date}T{sunset}+07:00"), -5, 5);
    }

    [Fact]
    public void Is_unknown_where_the_sun_does_not_rise() =>
        Assert.Null(Daylight.On(BangkokDay.Of(new DateOnly(2026, 12, 21)), 78.2, 15.6));

    static double Apart(Instant found, string expected) => (found.ToDateTimeOffset() - DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)).TotalSeconds;
}

using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class The_sun
{
    const double Radian = Math.PI / 180;

    // NREL/TP-560-34302, appendix A.5: 820 hPa, 11 °C.
    [Fact]
    public void Stands_where_NREL_computed_it_within_a_hundredth_of_a_degree()
    {
        var sun = Sun.At(Instant.Parse("2003-10-17T12:30:30-07:00"), 39.742476, -105.1786);

        Assert.Equal(50.11162, sun.ApparentZenithDegrees(hectopascals: 820, airCelsius: 11), 0.01);
        Assert.Equal(194.34024, sun.AzimuthDegrees, 0.01);
    }

    // By PyEphem 4.1.4 (VSOP87), seen from the surface, without refraction.
    [Theory]
    [InlineData("2026-06-21T05:20:00Z", 9.68217, 359.65804)]
    [InlineData("2026-04-27T05:00:00Z", 3.80363, 88.32149)]
    [InlineData("2026-12-21T01:00:00Z", 72.74327, 120.31904)]
    [InlineData("2026-11-23T10:30:00Z", 86.95391, 248.14946)]
    [InlineData("2030-02-10T08:45:00Z", 55.34438, 241.44085)]
    public void Stands_over_Bangkok_where_another_theory_puts_it_within_a_hundredth_of_a_degree(string at, double zenith, double azimuth)
    {
        var sun = Bangkok(at);

        Assert.Equal(zenith, sun.ZenithDegrees, 0.01);
        Assert.Equal(0, (sun.AzimuthDegrees - azimuth) * Math.Sin(zenith * Radian), 0.01);
    }

    [Theory]
    [InlineData("2026-06-21", true)]
    [InlineData("2026-12-21", false)]
    public void Stands_north_of_Bangkok_at_noon_in_June_and_south_in_December(string date, bool north)
    {
        var noon = Day(date).MinBy(moment => moment.Sun.ZenithDegrees).Sun;

        Assert.Equal(north, noon.AzimuthDegrees is < 90 or > 270);
    }

    [Fact]
    public void Passes_nearly_overhead_in_late_April()
    {
        Assert.InRange(Day("2026-04-27").Min(moment => moment.Sun.ZenithDegrees), 0, 0.5);
        Assert.InRange(Day("2026-12-21").Min(moment => moment.Sun.ZenithDegrees), 37, 37.5);
    }

    // Published times for Bangkok: 06:24 and 17:47 on 23 November; 05:51 and 18:47 on 21 June.
    [Theory]
    [InlineData("2026-11-23", "06:24", "17:47")]
    [InlineData("2026-06-21", "05:51", "18:47")]
    public void Rises_and_sets_in_Bangkok_when_almanacs_say(string date, string rise, string set)
    {
        // The upper edge of the disc on the horizon, by convention 0.833° with refraction.
        var up = Day(date).Where(moment => moment.Sun.ZenithDegrees < 90.833).Select(moment => moment.At).ToArray();

        Assert.InRange((up[0] - Instant.Parse($"{date}T{rise}:00+07:00")).TotalMinutes, -2, 2);
        Assert.InRange((up[^1] - Instant.Parse($"{date}T{set}:00+07:00")).TotalMinutes, -2, 2);
    }

    [Fact]
    public void Is_nearest_in_January_and_farthest_in_July()
    {
        Assert.Equal(1361 / (0.98333 * 0.98333), Sun.ExtraterrestrialWm2(Instant.Parse("2026-01-03T17:00:00Z")), 0.5);
        Assert.Equal(1361 / (1.01664 * 1.01664), Sun.ExtraterrestrialWm2(Instant.Parse("2026-07-06T17:00:00Z")), 0.5);
    }

    static SunPosition Bangkok(string at) => Sun.At(Instant.Parse(at), 13.7563, 100.5018);

    static IEnumerable<(Instant At, SunPosition Sun)> Day(string date) =>
        from minute in Enumerable.Range(0, 1440)
        let at = BangkokDay.Of(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).Start + TimeSpan.FromMinutes(minute)
        select (at, Sun.At(at, 13.7563, 100.5018));
}

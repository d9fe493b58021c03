using CsCheck;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>Expected values: Reda and Andreas, NREL/TP-560-34302 (revised 2008), table A5.1, read as copied in pvlib-python's tests/test_spa.py.</summary>
public sealed class A_solar_position
{
    const double Radian = Math.PI / 180;
    // 8.794 at the mean distance, over the example's 0.9965.
    const double ParallaxArcseconds = 8.825;
    static readonly Instant Moment = Instant.Parse("2003-10-17T12:30:30-07:00");
    static readonly GeocentricSun Appendix = GeocentricSun.At(Moment, deltaSeconds: 67);
    static readonly SunPosition Seen = Appendix.SeenFrom(39.742476, -105.1786, 1830.14);

    // As many digits as are printed there.
    [Fact]
    public void Follows_the_reports_example_step_by_step()
    {
        Assert.Equal(24.0182616917, Appendix.HeliocentricLongitudeDegrees, 1e-6);
        Assert.Equal(-0.0001011219, Appendix.HeliocentricLatitudeDegrees, 1e-9);
        Assert.Equal(0.9965422974, Appendix.DistanceAu, 1e-10);
        Assert.Equal(-0.00399840, Appendix.NutationInLongitudeDegrees, 1e-8);
        Assert.Equal(23.440465, Appendix.ObliquityDegrees, 1e-6);
        Assert.Equal(204.0085519281, Appendix.ApparentLongitudeDegrees, 1e-6);
        Assert.Equal(318.511910, Appendix.SiderealDegrees, 1e-4);
        Assert.Equal(202.22741, Appendix.RightAscensionDegrees, 1e-5);
        Assert.Equal(-9.31434, Appendix.DeclinationDegrees, 1e-5);
    }

    [Fact]
    public void Is_the_reports_zenith_azimuth_and_incidence_to_the_last_digit()
    {
        var zenith = Seen.ApparentZenithDegrees(hectopascals: 820, airCelsius: 11);

        Assert.Equal(50.11162, zenith, 5e-6);
        Assert.Equal(194.34024, Seen.AzimuthDegrees, 5e-6);
        // A slope of 30° turned by −10° from south, which is towards east: it faces 170°.
        Assert.Equal(25.18700, Math.Acos(new SunPosition(zenith, Seen.AzimuthDegrees).CosIncidence(30, 170)) / Radian, 5e-6);
    }

    // By PyEphem 4.1.4 (VSOP87): another theory, seen from the surface, without refraction.
    [Theory]
    [InlineData("1951-02-03T04:05:06Z", 52.5, 13.4, 114.61888, 85.65876)]
    [InlineData("1976-07-04T18:00:00Z", -33.9, 18.4, 116.34563, 280.87322)]
    [InlineData("1999-12-31T23:59:59Z", 0, -179.5, 23.07354, 179.37534)]
    [InlineData("2016-02-29T12:00:00Z", 59.9, 10.7, 67.86486, 188.12790)]
    [InlineData("2020-03-20T03:49:36Z", -45.0, 170.5, 60.60665, 304.28900)]
    [InlineData("2024-04-27T05:20:00Z", 13.7563, 100.5018, 1.09641, 282.67344)]
    [InlineData("2025-06-21T05:15:00Z", 13.7563, 100.5018, 9.74846, 6.50053)]
    [InlineData("2025-12-21T23:45:00Z", 13.7563, 100.5018, 89.07099, 114.42693)]
    public void Agrees_with_another_theory_within_three_ten_thousandths_of_a_degree(string at, double latitude, double longitude, double zenith, double azimuth)
    {
        var sun = Sun.At(Instant.Parse(at), latitude, longitude);

        Assert.Equal(zenith, sun.ZenithDegrees, 0.0003);
        Assert.Equal(0, (sun.AzimuthDegrees - azimuth) * Math.Sin(zenith * Radian), 0.0003);
    }

    [Fact]
    public void Is_the_same_for_one_place_and_for_many_of_one_moment() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180]).Sample((latitude, longitude) =>
            Sun.At(Moment, latitude, longitude) == GeocentricSun.At(Moment).SeenFrom(latitude, longitude), iter: 100);

    // The tropics, and the Earth's nearest and farthest in these centuries: 1 ∓ 0.01675 (in 1900), give or take what Moon and planets pull.
    [Fact]
    public void Keeps_between_the_tropics_and_at_the_Earths_distance() =>
        Gen.Long[Instant.Parse("1900-01-01T00:00:00Z").Microseconds, Instant.Parse("2100-01-01T00:00:00Z").Microseconds].Sample(at =>
            GeocentricSun.At(new(at)) is { DeclinationDegrees: > -23.46 and < 23.46, DistanceAu: > 0.9831 and < 1.0169, RightAscensionDegrees: >= 0 and < 360 }, iter: 1000);

    // Seen from a place and from the one opposite of it, the sun stands mirrored but for the parallax of twice Earth's radius.
    [Fact]
    public void Is_mirrored_on_the_other_side_of_the_Earth() =>
        Gen.Select(Gen.Double[-89, 89], Gen.Double[-180, 180]).Sample((latitude, longitude) =>
            Math.Abs(180 - Sun.At(Moment, latitude, longitude).ZenithDegrees - Sun.At(Moment, -latitude, longitude + 180).ZenithDegrees) < 2 * ParallaxArcseconds / 3600, iter: 1000);
}

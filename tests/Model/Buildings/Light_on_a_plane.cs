using CsCheck;
using YPort.Twin.Model.Buildings;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>Expected values are those of pvlib-python's own tests (tests/test_irradiance.py, read 29 November 2026), there from PVLIB for Matlab 1.4.</summary>
public sealed class Light_on_a_plane
{
    const double OutsideTheAir = 1321.1655834833093;

    [Theory]
    [InlineData(40.46149818, 316.1949056, 82.85457044, 66.71410338, 27.1775)]
    [InlineData(118.45831879, 939.95469881, 10.56413562, 144.76567754, 102.9949)]
    [InlineData(62.03376265, 646.22886049, 72.41687122, 287.04104128, 33.1909)]
    public void From_the_sky_is_Hay_and_Davies(double diffuse, double beam, double zenith, double azimuth, double wm2) =>
        Assert.Equal(wm2, Sunlight.SkyOnPlaneWm2(diffuse, beam, new(zenith, azimuth), OutsideTheAir, 40, 180), 1e-4);

    // 40°, global 900 and albedo 0.25 reflect 26.32 W/m2; 40° and 100 W/m2 of even sky give 88.302: pvlib's tests of get_ground_diffuse and isotropic.
    [Fact]
    public void From_the_ground_and_from_an_even_sky_is_Liu_and_Jordans()
    {
        SunPosition behind = new(60, 0);
        Assert.Equal(26.32, Sunlight.OnPlaneWm2(900, 0, behind, 40, 180, 0.25) - Sunlight.OnPlaneWm2(900, 0, behind, 40, 180, 0), 0.01);
        Assert.Equal(88.30222215594891, Sunlight.OnPlaneWm2(100, 100, behind, 40, 180, 0), 1e-9);
    }

    // Beam 939.95 · cos(AOI) + sky 102.9949 + ground 1042.48 · 0.2 · (1 − cos 40°)/2, the sun as in the second case above: cos(AOI) by hand is
    // 0.983050 · 0.766044 + 0.183336 · 0.642788 · cos(35.23432°) = 0.849317.
    [Fact]
    public void Adds_up_from_beam_sky_and_ground()
    {
        SunPosition sun = new(10.56413562, 144.76567754);
        var (global, diffuse) = (118.45831879 + 939.95469881 * Math.Cos(10.56413562 * Math.PI / 180), 118.45831879);

        Assert.Equal(939.95469881 * 0.849317 + 102.9949 + global * 0.2 * (1 - 0.766044) / 2, Sunlight.OnPlaneHayDaviesWm2(global, diffuse, sun, OutsideTheAir, 40, 180), 0.01);
    }

    [Fact]
    public void Falls_on_a_flat_plane_as_on_the_ground_by_either_sky() =>
        Gen.Select(Gen.Double[0, 85], Gen.Double[0, 360], Gen.Double[0, 1000], Gen.Double[0, 1]).Sample((zenith, azimuth, global, part) =>
        {
            SunPosition sun = new(zenith, azimuth);
            return Math.Abs(Sunlight.OnPlaneHayDaviesWm2(global, global * part, sun, 1361, 0, 180) - global) < 1e-6;
        }, iter: 1000);

    [Fact]
    public void Is_brighter_towards_the_sun_and_darker_away_from_it_than_under_an_even_sky() =>
        Gen.Select(Gen.Double[30, 70], Gen.Double[0, 360], Gen.Double[20, 60]).Sample((zenith, azimuth, tilt) =>
        {
            SunPosition sun = new(zenith, azimuth);
            var (global, diffuse) = (800 * sun.CosZenith + 100, 100.0);
            return Sunlight.OnPlaneHayDaviesWm2(global, diffuse, sun, 1361, tilt, azimuth) > Sunlight.OnPlaneWm2(global, diffuse, sun, tilt, azimuth)
                && Sunlight.OnPlaneHayDaviesWm2(global, diffuse, sun, 1361, tilt, azimuth + 180) < Sunlight.OnPlaneWm2(global, diffuse, sun, tilt, azimuth + 180);
        }, iter: 1000);

    [Fact]
    public void Is_not_there_without_sun() => Assert.Equal(0, Sunlight.OnPlaneHayDaviesWm2(5, 5, new(90.1, 90), 1361, 30, 90));
}

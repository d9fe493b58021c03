using CsCheck;
using YPort.Twin.Model.Buildings;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>Expected values are those of pvlib-python's own tests (tests/test_clearsky.py and tests/test_atmosphere.py, read 29 November 2026), without enhancement.</summary>
public sealed class A_clear_sky
{
    [Theory]
    [InlineData(10, 1, 3, 0, 1364, 1038.159219, 942.2081860378344, 110.26529293612793)]
    [InlineData(10, 1, 3, 0, 1370, 1042.72590228, 946.35279683, 110.75033088)]
    [InlineData(10, 1, 3, 2000, 1364, 1134.24312405, 994.95377835, 154.40492924)]
    [InlineData(82.85457044, 6.97935524, 3, 0, 1364, 65.49426624, 321.16092181, 25.54562017)]
    [InlineData(72.41687122, 3.01614096, 3, 0, 1364, 251.99427693, 655.44925241, 53.9901349)]
    [InlineData(0, 1, 2, 0, 1364, 1095.77074798, 1014.38807396, 81.38267402)]
    [InlineData(40, 5.5, 4, 0, 1364, 387.10585505, 255.50098235, 191.38074731)]
    [InlineData(80, 10, 4, 0, 1364, 43.72365587, 75.80970012, 30.5594396)]
    public void Is_Ineichens_and_Perezs(double zenith, double mass, double turbidity, double metres, double outside, double global, double beam, double diffuse)
    {
        var sky = ClearSky.IneichenPerez(zenith, mass, turbidity, metres, outside);

        Assert.Equal(global, sky.GlobalWm2, 1e-4);
        Assert.Equal(beam, sky.BeamWm2, 1e-4);
        Assert.Equal(diffuse, sky.DiffuseWm2, 1e-4);
    }

    [Fact]
    public void Is_dark_when_the_sun_is_down() => Assert.Equal(default, ClearSky.IneichenPerez(95, AirMass.Relative(95), 3));

    [Fact]
    public void Needs_a_turbidity_that_air_can_have() =>
        Assert.Contains("send 1 to 10", Assert.Throws<ArgumentOutOfRangeException>(() => ClearSky.IneichenPerez(10, 1, 0.5)).Message, StringComparison.Ordinal);

    [Fact]
    public void Is_never_brighter_through_more_haze_and_always_beam_and_sky_together() =>
        Gen.Select(Gen.Double[0, 89], Gen.Double[1, 8], Gen.Double[0, 2], Gen.Double[0, 2000]).Sample((zenith, turbidity, more, metres) =>
        {
            var mass = AirMass.Absolute(zenith, AirMass.UsualHectopascals(metres));
            var (clean, hazy) = (ClearSky.IneichenPerez(zenith, mass, turbidity, metres), ClearSky.IneichenPerez(zenith, mass, turbidity + more, metres));
            return hazy.GlobalWm2 <= clean.GlobalWm2 && hazy.DiffuseWm2 >= 0
                && Math.Abs(hazy.BeamWm2 * Math.Cos(zenith * Math.PI / 180) + hazy.DiffuseWm2 - hazy.GlobalWm2) < 1e-9;
        }, iter: 1000);

    [Theory]
    [InlineData(0, 1.000)]
    [InlineData(80, 5.586)]
    [InlineData(89.9, 36.467)]
    public void Lets_light_through_Kastens_and_Youngs_mass_of_air(double zenith, double mass) => Assert.Equal(mass, AirMass.Relative(zenith)!.Value, 0.001);

    [Fact]
    public void Has_no_air_mass_without_sun() => Assert.Null(AirMass.Relative(100));

    // Two air masses under 900 hPa are 1.776: pvlib's test of get_absolute_airmass, at a zenith of which Kasten and Young's mass is 2.
    [Fact]
    public void Has_less_air_under_less_pressure() => Assert.Equal(1.776, AirMass.Absolute(60.09503, 900)!.Value, 0.001);

    [Theory]
    [InlineData(-100, 1025.32073)]
    [InlineData(0, 1013.24999)]
    [InlineData(1000, 898.74750)]
    [InlineData(8000, 356.00496)]
    public void Weighs_less_higher_up(double metres, double hectopascals) => Assert.Equal(hectopascals, AirMass.UsualHectopascals(metres), 1e-5);
}

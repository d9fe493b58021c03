using CsCheck;
using YPort.Twin.Model.Buildings;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class Sunlight_on_a_roof
{
    static readonly Gen<SunPosition> AnySun = Gen.Select(Gen.Double[0, 180], Gen.Double[0, 360]).Select((zenith, azimuth) => new SunPosition(zenith, azimuth));

    // 1098 cos z exp(-0.059 / cos z), by hand.
    [Theory]
    [InlineData(0, 1035.09)]
    [InlineData(60, 487.89)]
    [InlineData(90.1, 0)]
    public void Under_a_clear_sky_is_Haurwitzs(double zenith, double wm2) => Assert.Equal(wm2, Sunlight.ClearSkyWm2(new(zenith, 180)), 0.01);

    // kt = 0.5: 0.9511 - 0.0802 + 1.097 - 2.07975 + 0.771 = 0.65915
    [Theory]
    [InlineData(0.10, 0.991)]
    [InlineData(0.50, 0.65915)]
    [InlineData(0.90, 0.165)]
    public void Is_diffuse_by_the_part_that_Erbs_found(double clearness, double part)
    {
        SunPosition sun = new(30, 180);
        var global = clearness * 1361 * sun.CosZenith;

        Assert.Equal(part * global, Sunlight.DiffuseWm2(global, sun, 1361), 0.01);
    }

    [Fact]
    public void Falls_on_a_flat_plane_as_on_the_ground() =>
        Gen.Select(AnySun, Gen.Double[0, 1100]).Where((sun, _) => sun.ElevationDegrees > 3).Sample((sun, global) =>
        {
            var diffuse = Sunlight.DiffuseWm2(global, sun, 1361);
            return Math.Abs(Sunlight.OnPlaneWm2(global, diffuse, sun, 0, 180) - global) < 1e-6;
        }, iter: 1000);

    [Fact]
    public void Is_more_on_the_plane_that_looks_at_the_sun()
    {
        SunPosition afternoon = new(60, 270);

        Assert.True(Sunlight.OnPlaneWm2(500, 100, afternoon, 30, 270) > 500);
        Assert.True(Sunlight.OnPlaneWm2(500, 100, afternoon, 30, 90) < 500);
    }

    [Fact]
    public void Is_never_negative_and_never_there_without_sun() =>
        Gen.Select(AnySun, Gen.Double[0, 1], Gen.Double[0, 90], Gen.Double[0, 360]).Sample((sun, clear, tilt, facing) =>
        {
            var global = clear * Sunlight.ClearSkyWm2(sun);
            var plane = Sunlight.OnPlaneWm2(global, Sunlight.DiffuseWm2(global, sun, 1361), sun, tilt, facing);
            return sun.ZenithDegrees < 90 ? plane >= 0 : plane == 0;
        }, iter: 10_000);

    // 30 + 900 / (25 + 6.84 x 2) = 53.267
    [Fact]
    public void Warms_the_cells_by_Faimans_formula() => Assert.Equal(53.267, RooftopSolar.CellCelsius(900, 30, 2), 0.001);

    // 100 kW x 0.9 x (1 - 0.004 x 30) = 79.2 kW
    [Fact]
    public void Makes_direct_current_by_PVWatts() => Assert.Equal(79_200, RooftopSolar.DcWatts(100_000, 900, 55), 1e-6);

    // At the DC limit the curve gives 0.96/0.9637 x 0.9637 = the nominal efficiency; at half of it 0.96/0.9637 x 0.9659.
    [Theory]
    [InlineData(100_000 / 0.96, 100_000)]
    [InlineData(50_000 / 0.96, 50_114.1)]
    [InlineData(200_000, 100_000)]
    [InlineData(0, 0)]
    [InlineData(10, 0)]
    public void Becomes_alternating_current_by_PVWatts_up_to_the_rating(double dc, double ac) => Assert.Equal(ac, RooftopSolar.AcWatts(dc, 100_000), 0.1);

    [Fact]
    public void Never_makes_less_from_more() =>
        Gen.Select(Gen.Double[0, 1200], Gen.Double[0, 300], Gen.Double[-10, 90]).Sample((sun, more, cell) =>
            RooftopSolar.DcWatts(1000, sun + more, cell) >= RooftopSolar.DcWatts(1000, sun, cell), iter: 1000);
}

using CsCheck;
using YPort.Twin.Model.Buildings;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>Expected values are those of pvlib-python's own tests (tests/test_temperature.py, read 29 November 2026), unless said otherwise.</summary>
public sealed class A_panel
{
    [Theory]
    [InlineData(900, 20, 5, 40.809, 43.509)]
    [InlineData(500, 10, 5, 21.56066166, 23.06066166)]
    [InlineData(0, 5, 0, 5, 5)]
    public void On_an_open_rack_is_as_warm_as_Sandia_measured(double sun, double air, double wind, double back, double cell)
    {
        Assert.Equal(back, SapmMounting.OpenRackGlassGlass.BackCelsius(sun, air, wind), 0.001);
        Assert.Equal(cell, SapmMounting.OpenRackGlassGlass.CellCelsius(sun, air, wind), 0.001);
    }

    // 30 + 1000 · exp(a), plus ΔT; exp by another calculator: e^−3.47 = 0.0311170, e^−2.98 = 0.0507928, e^−3.56 = 0.0284388, e^−2.81 = 0.0602050.
    [Theory]
    [InlineData(0, 64.1170)]
    [InlineData(1, 81.7928)]
    [InlineData(2, 61.4388)]
    [InlineData(3, 90.2050)]
    public void Without_wind_is_as_warm_as_its_mounting_lets_it(int mounting, double cell) => Assert.Equal(cell, SapmMounting.All[mounting].CellCelsius(1000, 30, 0), 0.0005);

    [Fact]
    public void Is_cooler_in_more_wind_on_every_mounting() =>
        Gen.Select(Gen.Int[0, 3], Gen.Double[1, 1200], Gen.Double[-10, 45], Gen.Double[0, 15], Gen.Double[0.1, 10]).Sample((mounting, sun, air, wind, more) =>
            SapmMounting.All[mounting].CellCelsius(sun, air, wind + more) < SapmMounting.All[mounting].CellCelsius(sun, air, wind), iter: 1000);

    // PVWatts Version 5 Manual, table 3: the categories' total is 14.08 %. By hand 1 − 0.98 · 0.97 · 0.98 · 0.98 · 0.995 · 0.985 · 0.99 · 0.97.
    [Fact]
    public void Loses_by_default_what_the_manual_says() => Assert.Equal(14.0757, new PvLosses().TotalPercent, 0.0001);

    [Fact]
    public void Loses_nothing_without_losses_and_all_with_one_of_a_hundred_percent()
    {
        PvLosses none = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Assert.Equal(0, none.TotalPercent);
        Assert.Equal(100, (none with { AvailabilityPercent = 100 }).TotalPercent);
        Assert.Equal(1 - 0.9 * 0.9, 1 - (none with { SnowPercent = 10, AgePercent = 10 }).Kept, 1e-12);
    }

    [Fact]
    public void Cannot_lose_less_than_nothing() =>
        Assert.Contains("a gain belongs into the rating", Assert.Throws<ArgumentOutOfRangeException>(() => new PvLosses(SoilingPercent: -1).Kept).Message, StringComparison.Ordinal);
}

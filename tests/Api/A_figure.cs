using YPort.Twin.Api.City;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

/// <summary>A figure says how much it knows.</summary>
public sealed class A_figure
{
    // Six in the morning in Bangkok: six hours since midnight.
    static readonly Instant Now = Instant.Parse("2026-11-22T23:00:00Z");
    static readonly Figure Power = Figures.All.Single(figure => figure.Name == "pv-power-now");
    static readonly Figure Energy = Figures.All.Single(figure => figure.Name == "pv-energy-today");

    static FigureAnswer Of(Figure figure, FigureSum? sum, string? code = null) => FigureComposer.Compose(figure, CitySet.Real, code, sum, Now, FactorFile.Shipped);

    [Fact]
    public void That_no_twin_contributes_to_is_unknown_and_not_zero()
    {
        var silent = Of(Power, new(0, 0, 0, 0, Twins: 3, Live: 0, Now - TimeSpan.FromHours(1)));
        Assert.Equal((null, null, 0.0), (silent.Value, silent.Exact, silent.Coverage));
        Assert.Equal("PT1H", silent.Age);
        var nobody = Of(Power, null);
        Assert.Equal((null, null, null, null), (nobody.Value, nobody.Coverage, nobody.Quality, nobody.Age));
    }

    [Fact]
    public void That_is_zero_is_zero() => Assert.Equal((0m, "0"), (Of(Power, new(0, 0, 0, 0, 1, 1, Now)).Value!.Value, Of(Power, new(0, 0, 0, 0, 1, 1, Now)).Exact));

    [Fact]
    public void Of_now_is_covered_by_the_twins_that_report()
    {
        var power = Of(Power, new(182_400_000, 0, 0, 0, Twins: 4, Live: 3, Now - TimeSpan.FromMilliseconds(400)));
        Assert.Equal((182.4m, "182400000", "kW", 0.75, "PT0.4S"), (power.Value, power.Exact, power.Unit, power.Coverage, power.Age));
        Assert.Equal(new(0.75, 0, 0.25), power.Quality);
        Assert.Equal(new(3, 4), power.Twins);
    }

    [Fact]
    public void Of_today_is_covered_by_time_since_midnight_in_Bangkok()
    {
        // Two twins, six hours each: nine measured, one estimated, of twelve.
        var energy = Of(Energy, new(1_200_000_001, 34_000_000, 9 * Instant.PerHour, Instant.PerHour, Twins: 2, Live: 2, Now), "1030");
        Assert.Equal((1.234000001m, "1234000001", "MWh"), (energy.Value, energy.Exact, energy.Unit));
        Assert.Equal(new(0.75, 0.083333, 0.166667), energy.Quality);
        Assert.Equal("districts/1030/pv-energy-today", energy.Id);
    }

    [Fact]
    public void That_counts_what_happened_has_no_coverage_and_its_quality_by_amount()
    {
        var stops = Figures.All.Single(figure => figure.Name == "disengagements-today");
        var counted = Of(stops, new(3, 1, 0, 0, Twins: 2, Live: 2, null));
        Assert.Equal((4m, "4", "1", null, new(0.75, 0.25, 0)), (counted.Value, counted.Exact, counted.Unit, counted.Coverage, counted.Quality));
        Assert.Equal((null, null, null), (Of(stops, null).Value, Of(stops, null).Coverage, Of(stops, null).Quality));
    }

    [Fact]
    public void Is_shown_in_its_own_unit() =>
        Assert.Equal((1.23456m, "km"), Of(Figures.All.Single(figure => figure.Name == "vehicle-distance-today"), new(1_234_560, 0, 1, 0, 1, 1, Now)) is var driven ? (driven.Value!.Value, driven.Unit) : default);

    [Fact]
    public void Is_never_covered_more_than_wholly() => Assert.Equal(new(1, 0, 0), Of(Energy, new(5, 5, 7 * Instant.PerHour, 1, 1, 1, Now)).Quality);

    [Fact]
    public void Greater_than_sixty_four_bits_stays_exact()
    {
        var sum = new FigureSum(long.MaxValue, long.MaxValue, 1, 1, 1, 1, Now);
        Assert.Equal("18446744073709551614", Of(Energy, sum).Exact);
    }
}

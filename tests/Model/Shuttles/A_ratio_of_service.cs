using CsCheck;
using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Tests.Model.Shuttles;

/// <summary>Sums through sums; every expectation is worked out by hand.</summary>
public sealed class A_ratio_of_service
{
    const long Kilometre = 1_000_000, Hour = 3_600_000, KilowattHour = 1_000_000; // in mm, ms and mWh

    static decimal? Of(string name, Int128 numerator, Int128 denominator) => Ratios.Named(name)!.Of(numerator, denominator);

    [Fact]
    public void Of_speed_is_in_kilometres_an_hour() => Assert.Equal(14m, Of("mean-speed", 70 * Kilometre, 5 * Hour));

    [Fact]
    public void Of_energy_is_in_watt_hours_a_kilometre() => Assert.Equal(200m, Of("energy-per-distance", 70 * KilowattHour, 350 * Kilometre));

    [Fact]
    public void Of_disengagements_and_safety_stops_is_per_thousand_kilometres()
    {
        Assert.Equal(5m, Of("disengagement-rate", 7, 1400 * Kilometre));
        Assert.Equal(2.5m, Of("safety-stop-rate", 1, 400 * Kilometre));
        Assert.Equal(("1/Mm", 1_000_000m), (Ratios.Named("disengagement-rate")!.Unit.Text, Ratios.Named("disengagement-rate")!.Scale));
    }

    [Fact]
    public void Of_occupancy_is_in_persons() => Assert.Equal(2m, Of("mean-occupancy", 700 * Kilometre, 350 * Kilometre));

    [Fact]
    public void Is_unknown_where_nothing_was_driven() => Assert.All(Ratios.All, ratio => Assert.Null(ratio.Of(1, 0)));

    // numerator [Un] / denominator [Ud] = quotient [U], so the scale is Un / (Ud U); 3.6 has no finite 1/3.6, hence 20 digits.
    [Fact]
    public void Has_the_scale_that_its_units_ask_for() =>
        Assert.All(Ratios.All, ratio => Assert.Equal(ratio.Numerator.Unit.Factor, decimal.Round(ratio.Scale * ratio.Denominator.Unit.Factor * ratio.Unit.Factor, 20)));

    [Fact]
    public void Of_a_whole_day_lies_between_those_of_its_parts() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[1, 1_000_000_000], Gen.Long[0, 1_000_000_000], Gen.Long[1, 1_000_000_000]).Sample((a, b, c, d) =>
        {
            foreach (var ratio in Ratios.All)
            {
                var (one, other) = (ratio.Of(a, b)!.Value, ratio.Of(c, d)!.Value);
                Assert.InRange(ratio.Of((Int128)a + c, (Int128)b + d)!.Value, Math.Min(one, other) * 0.999999999999m, Math.Max(one, other) * 1.000000000001m);
            }
        });
}

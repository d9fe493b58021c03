using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Tests.Model.City;

/// <summary>Those that come with the program.</summary>
public sealed class The_factors
{
    public static TheoryData<string> Ids => [.. FactorFile.Shipped.All.Select(factor => factor.Id)];

    // By what they are for, so that a slip of a digit or of a unit is seen.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Lie_each_in_a_plausible_range(string id)
    {
        var factor = FactorFile.Shipped.Named(id)!;
        var (least, most, unit) = Range(factor);
        Assert.InRange(factor.Unit.Convert(factor.Value, Unit.Parse(unit)), least, most);
    }

    [Fact]
    public void Name_their_source_and_say_what_they_count()
    {
        Assert.All(FactorFile.Shipped.All, factor => Assert.NotEqual("", factor.Boundary + factor.Gas));
        Assert.All(FactorFile.Shipped.All, factor => Assert.NotEqual("", factor.Purpose));
        Assert.All(FactorFile.Shipped.All, factor => Assert.NotEqual("", factor.Source.Title));
    }

    [Theory]
    [InlineData("th-grid-scope-2", "2025-12-31", "0.4999")]
    [InlineData("th-grid-scope-2", "2026-01-01", "0.4750")]
    [InlineData("th-grid-scope-2", "2021-12-31", null)]
    [InlineData("th-grid-generation", "2018-07-01", "0.459")]
    [InlineData("th-grid-generation", "2023-01-01", null)]
    public void Hold_on_their_own_days(string series, string day, string? value) => Assert.Equal(
        value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), FactorFile.Shipped.On(Day(day), series)?.Value);

    // TGO allowed the old factor until 31 March 2026.
    [Theory]
    [InlineData("2025-12-31", "th-grid-tgo-2022")]
    [InlineData("2026-03-31", "th-grid-tgo-2026 th-grid-tgo-2022")]
    [InlineData("2026-04-01", "th-grid-tgo-2026")]
    public void Offer_both_in_a_declared_transition(string day, string choices) =>
        Assert.Equal(choices, string.Join(' ', FactorFile.Shipped.Choices(Day(day), "th-grid-scope-2").Select(factor => factor.Id)));

    [Fact]
    public void Cannot_be_closed_where_they_are_from_memory()
    {
        Assert.False(FactorFile.Shipped.Named("jcm-th-pv-grid")!.CanBeClosed);
        Assert.True(FactorFile.Shipped.Named("th-grid-tgo-2026")!.CanBeClosed);
    }

    [Theory]
    [InlineData("AR5", "2800", "26500")]
    [InlineData("AR6", "2700", "27300")]
    public void Warm_by_one_report_at_a_time(string name, string methane, string nitrous)
    {
        var set = GwpSet.Of(FactorFile.Shipped, name)!;
        Assert.Equal(decimal.Parse(methane, System.Globalization.CultureInfo.InvariantCulture), set.Co2e(100, "CH4"));
        Assert.Equal(decimal.Parse(nitrous, System.Globalization.CultureInfo.InvariantCulture), set.Co2e(100, "N2O"));
        Assert.Equal(100, set.Co2e(100, "CO2"));
        Assert.Null(set.Co2e(100, "SF6"));
    }

    static (decimal Least, decimal Most, string Unit) Range(Factor factor) => factor.Series switch
    {
        "th-grid-scope-3" => (0.02m, 0.2m, "kg/kWh"),
        var grid when grid.StartsWith("th-grid-", StringComparison.Ordinal) => (0.3m, 0.7m, "kg/kWh"),
        "jcm-th-pv-grid" => (0.3m, 0.35m, "kg/kWh"),
        var captive when captive.StartsWith("jcm-th-captive-", StringComparison.Ordinal) => (0.4m, 0.8m, "kg/kWh"),
        "th-gasohol-mobile" => (2.1m, 2.4m, "kg/L"),
        var diesel when diesel.StartsWith("th-diesel-", StringComparison.Ordinal) => (2.6m, 2.8m, "kg/L"),
        var methane when methane.Contains("-ch4", StringComparison.Ordinal) && methane.StartsWith("gwp-", StringComparison.Ordinal) => (25, 36, "kg/kg"),
        var nitrous when nitrous.StartsWith("gwp-", StringComparison.Ordinal) && nitrous.EndsWith("-n2o", StringComparison.Ordinal) => (260, 300, "kg/kg"),
        var cold when cold.StartsWith("gwp-", StringComparison.Ordinal) => (600, 6000, "kg/kg"),
        var decay when decay.StartsWith("fod-k-", StringComparison.Ordinal) => (0.03m, 0.7m, "1/a"),
        var carbon when carbon.StartsWith("doc-", StringComparison.Ordinal) => (0, 0.5m, "t/t"),
        "methane-density-normal" => (0.65m, 0.75m, "kg/m3"),
        "compost-ch4" or "digestion-ch4" => (0.5m, 8, "kg/t"),
        "compost-n2o" => (0.06m, 0.6m, "kg/t"),
        "burn-n2o" => (0.02m, 0.1m, "kg/t"),
        "burn-ch4" => (0, 0.01m, "kg/t"),
        "th-car-gasoline" or "th-car-diesel" or "th-car-third-fuel" => (120, 260, "g/km"),
        "th-motorcycle" or "th-tuk-tuk" => (40, 130, "g/km"),
        "th-bus-diesel" => (800, 1300, "g/km"),
        "occupancy-bus" => (10, 60, "1"),
        var seats when seats.StartsWith("occupancy-", StringComparison.Ordinal) => (1, 3, "1"),
        "ev-small" => (0.05m, 0.2m, "kWh/km"),
        "ev-shuttle-9" => (0.2m, 0.8m, "kWh/km"),
        var recycled when recycled.StartsWith("warm-recycled-", StringComparison.Ordinal) => (-2, 0, "t/[ston_av]"),
        var burned when burned.StartsWith("epa-", StringComparison.Ordinal) => (0, 2.5m, "t/[ston_av]"),
        // Shares: docf, mcf, f, ox, and those of burning.
        _ => (0, 1, "1"),
    };

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

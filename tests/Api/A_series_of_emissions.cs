using YPort.Twin.Api.Metrics;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

/// <summary>Energy of several years by the factors of its days.</summary>
public sealed class A_series_of_emissions
{
    static readonly Emission Import = Emissions.Import;

    [Fact]
    public void Takes_each_days_factor_also_within_one_step()
    {
        // 1 kWh before midnight of New Year 2026 in Bangkok and 1 kWh after: 0.4999 and 0.4750 kg.
        var (cut, steps) = EmissionSeries.Cut(Question("2025-12-31", "2026-01-02"), Import, FactorFile.Shipped);
        Assert.Equal(["2025-12-30T17:00:00Z", "2025-12-31T17:00:00Z"], cut.Bounds.Select(bound => bound.ToString()));
        Assert.Equal([0, 0], steps);
        var point = Assert.Single(Assert.Single(Series("2025-12-31", "2026-01-02", 1_000_000, 1_000_000)).Points);
        Assert.Equal((0.9749m, "0.9749"), (point.Value!.Value, point.Exact));
        Assert.Equal(("2025-12-30T17:00:00Z", "2026-01-01T17:00:00Z"), (point.From.ToString(), point.To.ToString()));
    }

    [Fact]
    public void Is_unknown_where_a_part_has_no_factor() => // the series begins in 2022
        Assert.Null(Assert.Single(Assert.Single(Series("2021-12-31", "2022-01-02", 1_000_000, 1_000_000)).Points).Value);

    [Fact]
    public void Is_unknown_and_not_zero_where_nothing_was_counted() => Assert.Null(Assert.Single(Assert.Single(Series("2026-02-01", "2026-02-02")).Points).Value);

    static LedgerQuestion Question(string from, string to)
    {
        var (first, end) = (Window.Of(BangkokDay.Of(DateOnly.ParseExact(from, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Start), Window.Of(BangkokDay.Of(DateOnly.ParseExact(to, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Start));
        return new(Import.Name, CitySet.Real, null, null, first, end, [first], LedgerSplit.None);
    }

    /// <param name="steps">By step of the cut question.</param>
    static System.Collections.Immutable.ImmutableArray<MetricSeries> Series(string from, string to, params long[] steps)
    {
        var question = Question(from, to);
        var (cut, back) = EmissionSeries.Cut(question, Import, FactorFile.Shipped);
        LedgerSum[] sums = [.. steps.Select((amount, step) => new LedgerSum("", step, Quality.Measured, amount, Instant.PerHour, 1))];
        return EmissionSeries.Of(question, Import, FactorFile.Shipped, MetricComposer.Series(cut, DimensionSlice.None, Import.Activity, sums), back);
    }
}

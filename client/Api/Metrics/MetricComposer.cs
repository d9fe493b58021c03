using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Metrics;

/// <summary>Makes series of the ledger's sums: every step has its point, covered or not. Pure.</summary>
static class MetricComposer
{
    public static ImmutableArray<MetricSeries> Series(LedgerQuestion question, DimensionSlice slice, Measure measure, IReadOnlyList<LedgerSum> sums) =>
        [.. SeriesSums.Of(question, slice, sums).Select(series =>
        {
            // A twin that was asked for by name should be known all the time, even when it never was.
            var twins = Math.Max(question.Twin is null || !slice.IsNone ? 0 : 1, series.Twins);
            return new MetricSeries(By(question, slice, series.Group), [.. series.Steps.Select((sum, step) => Point(measure, !slice.IsNone, question.Bounds[step], End(question, step), twins, sum))]);
        })];

    /// <summary>Series of a quotient: both sums first, one division per point.</summary>
    public static ImmutableArray<MetricSeries> Series(LedgerQuestion question, DimensionSlice slice, Ratio ratio, IReadOnlyList<LedgerSum> numerators, IReadOnlyList<LedgerSum> denominators)
    {
        var above = SeriesSums.Of(question, slice, numerators).ToDictionary(series => series.Group, series => series.Steps, StringComparer.Ordinal);
        return [.. SeriesSums.Of(question, slice, denominators).Select(series => new MetricSeries(By(question, slice, series.Group),
            [.. series.Steps.Select((sum, step) => Point(ratio, question.Bounds[step], End(question, step), above.TryGetValue(series.Group, out var steps) ? steps[step] : default, sum))]))];
    }

    public static Window End(LedgerQuestion question, int step) => step + 1 < question.Bounds.Count ? question.Bounds[step + 1] : question.To;

    public static SeriesBy By(LedgerQuestion question, DimensionSlice slice, string group) => question.By switch
    {
        LedgerSplit.Twin => new(group, null, null, question.Kind),
        LedgerSplit.Area => new(question.Twin?.ToString(), group, null, question.Kind),
        LedgerSplit.TwinAndDimensions => new(group, null, Dimensions(slice, ""), question.Kind),
        LedgerSplit.AreaAndDimensions => new(question.Twin?.ToString(), group, Dimensions(slice, ""), question.Kind),
        LedgerSplit.Dimensions => new(question.Twin?.ToString(), question.Area, Dimensions(slice, group), question.Kind),
        _ => new(question.Twin?.ToString(), question.Area, null, question.Kind),
    };

    static ImmutableSortedDictionary<string, string> Dimensions(DimensionSlice slice, string group) =>
        slice.Where.Select(where => KeyValuePair.Create(where.Name, where.Value))
            .Concat(slice.By.Except(slice.Where.Select(where => where.Name)).Select(name => KeyValuePair.Create(name, DimensionSlice.Value(group, name))))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    static MetricPoint Point(Measure measure, bool isPart, Window from, Window to, int twins, in Amount sum)
    {
        // What was counted covers no time, and a part by dimensions has no time of its own that it should cover.
        var quality = measure.IsCounted ? QualityShares.OfAmounts(sum.MeasuredSteps, sum.EstimatedSteps)
            : QualityShares.Of(sum.MeasuredMicroseconds, sum.EstimatedMicroseconds,
                isPart ? sum.MeasuredMicroseconds + sum.EstimatedMicroseconds : (Int128)twins * (to.Index - from.Index) * Window.Microseconds);
        return new(from.Start, to.Start, sum.IsKnown ? Shown.Plain(measure.InUnit(sum.Steps)) : null, sum.IsKnown ? sum.Steps.ToString(CultureInfo.InvariantCulture) : null,
            measure.IsCounted || isPart ? null : quality?.Covered(), quality);
    }

    static MetricPoint Point(Ratio ratio, Window from, Window to, in Amount numerator, in Amount denominator)
    {
        var value = numerator.IsKnown ? ratio.Of(numerator.Steps, denominator.Steps) : null;
        return new(from.Start, to.Start, value is { } quotient ? Shown.Plain(decimal.Round(quotient, 6)) : null,
            value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{numerator.Steps}/{denominator.Steps}"), null, QualityShares.OfAmounts(denominator.MeasuredSteps, denominator.EstimatedSteps));
    }
}

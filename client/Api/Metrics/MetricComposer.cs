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
    public static ImmutableArray<MetricSeries> Series(LedgerQuestion question, Measure measure, IReadOnlyList<LedgerSum> sums)
    {
        var groups = sums.GroupBy(sum => sum.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        return question.By == LedgerSplit.None
            ? [One(question, measure, "", sums)]
            : [.. groups.Select(group => One(question, measure, group.Key, [.. group]))];
    }

    static MetricSeries One(LedgerQuestion question, Measure measure, string group, IReadOnlyList<LedgerSum> sums)
    {
        // A twin that was asked for by name should be known all the time, even when it never was.
        var twins = Math.Max(question.Twin is null ? 0 : 1, sums.Count == 0 ? 0 : sums.Max(sum => sum.Twins));
        var bySteps = sums.ToLookup(sum => sum.StepIndex);
        var points = ImmutableArray.CreateBuilder<MetricPoint>(question.Bounds.Count);
        for (var step = 0; step < question.Bounds.Count; step++)
            points.Add(Point(measure, question.Bounds[step], step + 1 < question.Bounds.Count ? question.Bounds[step + 1] : question.To, twins, bySteps[step]));
        return new(By(question, group), points.MoveToImmutable());
    }

    static MetricPoint Point(Measure measure, Window from, Window to, int twins, IEnumerable<LedgerSum> sums)
    {
        Int128 steps = 0, measured = 0, estimated = 0;
        foreach (var sum in sums)
        {
            steps += sum.Steps;
            if (sum.Quality == Quality.Measured) measured += sum.CoveredMicroseconds;
            else estimated += sum.CoveredMicroseconds;
        }
        var quality = QualityShares.Of(measured, estimated, (Int128)twins * (to.Index - from.Index) * Window.Microseconds);
        var known = measured + estimated > 0 || steps != 0;
        return new(from.Start, to.Start, known ? Shown.Plain(measure.InUnit(steps)) : null,
            known ? steps.ToString(CultureInfo.InvariantCulture) : null, quality?.Covered(), quality);
    }

    static SeriesBy By(LedgerQuestion question, string group) => question.By switch
    {
        LedgerSplit.Twin => new(group, null),
        LedgerSplit.Area => new(question.Twin?.ToString(), group),
        _ => new(question.Twin?.ToString(), question.Area),
    };
}

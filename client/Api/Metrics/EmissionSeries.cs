using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Metrics;

/// <summary>
/// Emissions over time: the activity of each step, cut where another factor begins to hold, times the factor of its days. Factors are applied
/// to sums, never to rows, so that parts add up to the whole.
/// </summary>
static class EmissionSeries
{
    /// <summary>The same question with a cut wherever the factor changes, and for each of its steps the step of the original.</summary>
    public static (LedgerQuestion Question, int[] Steps) Cut(LedgerQuestion question, Emission emission, FactorRegistry factors)
    {
        Window[] bounds = [.. question.Bounds.Concat(factors.Cuts(question.From, question.To, [emission.Series])).Distinct().Order()];
        return (question with { Measure = emission.Activity.Name, Bounds = bounds }, [.. bounds.Select(bound => question.Bounds.Count(step => step <= bound) - 1)]);
    }

    /// <param name="activity">Series of the cut question.</param>
    /// <param name="steps">By step of the cut question, the step asked for.</param>
    public static ImmutableArray<MetricSeries> Of(LedgerQuestion question, Emission emission, FactorRegistry factors, ImmutableArray<MetricSeries> activity, int[] steps) =>
        [.. activity.Select(series => series with { Points = [.. Enumerable.Range(0, question.Bounds.Count).Select(step => Point(emission, factors, [.. series.Points.Where((_, cut) => steps[cut] == step)]))] })];

    // Null where a part of the activity has no factor: a sum without it would pass for the whole.
    static MetricPoint Point(Emission emission, FactorRegistry factors, MetricPoint[] parts)
    {
        decimal? sum = null;
        var isWhole = true;
        foreach (var part in parts)
        {
            if (part.Value is not { } amount) continue;
            if (factors.On(BangkokDay.Of(part.From).Date, emission.Series) is { } factor) sum = (sum ?? 0) + factor.Apply(amount, emission.Activity.Unit, emission.Unit);
            else isWhole = false;
        }
        var value = isWhole && sum is { } known ? Shown.Plain(known) : (decimal?)null;
        return new(parts[0].From, parts[^1].To, value, value?.ToString(System.Globalization.CultureInfo.InvariantCulture), Covered(parts, part => part.Coverage), Quality(parts));
    }

    static QualityShares? Quality(MetricPoint[] parts)
    {
        if (parts.Length == 1) return parts[0].Quality;
        return Covered(parts, part => part.Quality?.Measured) is { } measured && Covered(parts, part => part.Quality?.Estimated) is { } estimated
            ? new(measured, estimated, Math.Round(1 - measured - estimated, 6)) : null;
    }

    // Of parts that cover time each counts by its length.
    static double? Covered(MetricPoint[] parts, Func<MetricPoint, double?> share)
    {
        if (parts.Length == 1) return share(parts[0]);
        if (parts.Any(part => share(part) is null)) return null;
        return Math.Round(parts.Sum(part => share(part)!.Value * (part.To.Microseconds - part.From.Microseconds)) / (parts[^1].To.Microseconds - parts[0].From.Microseconds), 6);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Metrics;

/// <summary>Headways are between vehicles: no twin knows them alone, so they are made of all departures when they are asked for.</summary>
static class HeadwaySeries
{
    public const string Name = "headway";

    public static IReadOnlyList<string> Dimensions { get; } = ["route", "stop"];

    /// <returns>Null when there are more departures than are looked at in one answer.</returns>
    public static async Task<ImmutableArray<MetricSeries>?> Of(LedgerQuestion question, DimensionSlice slice, Departures departures, Instant? knownAt, CancellationToken stop) =>
        await departures.Of(question.Set, question.Area, question.From, question.To, knownAt, stop) is { } found
            ? Series(question, slice, Headways.Of(found.Select(one => one.Heard), question.From, question.To)) : null;

    /// <summary>By what was asked for; without a split, of all stops together. Pure.</summary>
    public static ImmutableArray<MetricSeries> Series(LedgerQuestion question, DimensionSlice slice, IReadOnlyList<HeadwaySum> sums)
    {
        int[] bounds = [.. question.Bounds.Select(bound => bound.Index)];
        SortedDictionary<string, HeadwaySum?[]> series = new(StringComparer.Ordinal);
        foreach (var sum in sums)
        {
            if (slice.Group($"route={sum.Route};stop={sum.Stop}") is not { } group) continue;
            if (!series.TryGetValue(group, out var steps)) series[group] = steps = new HeadwaySum?[bounds.Length];
            var at = Array.BinarySearch(bounds, sum.Window.Index);
            var step = at >= 0 ? at : ~at - 1;
            steps[step] = steps[step] is { } before ? before.Plus(sum) : sum;
        }
        if (series.Count == 0 && slice.By.Count == 0) series[""] = new HeadwaySum?[bounds.Length];
        var asked = question with { By = slice.IsNone ? LedgerSplit.None : LedgerSplit.Dimensions };
        return [.. series.Select(one => new MetricSeries(MetricComposer.By(asked, slice, one.Key), [.. one.Value.Select((sum, step) => new MetricPoint(
            question.Bounds[step].Start, MetricComposer.End(question, step).Start, sum?.MeanSeconds is { } mean ? Shown.Plain(decimal.Round(mean, 6)) : null,
            sum is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalMilliseconds}/{known.Count}") : null, null, null))]))];
    }
}

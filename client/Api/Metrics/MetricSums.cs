using YPort.Twin.Api.Answering;
using YPort.Twin.Contracts.Storage;

namespace YPort.Twin.Api.Metrics;

/// <summary>The ledger's sums by series and step.</summary>
/// <param name="Twins">How many contribute; 0 where that has no meaning, as for a part by dimensions.</param>
sealed record SeriesSums(string Group, Amount[] Steps, int Twins)
{
    public static IReadOnlyList<SeriesSums> Of(LedgerQuestion question, DimensionSlice slice, IReadOnlyList<LedgerSum> sums)
    {
        var isOfParts = question.By is LedgerSplit.Dimensions or LedgerSplit.TwinAndDimensions or LedgerSplit.AreaAndDimensions;
        SortedDictionary<string, SeriesSums> series = new(StringComparer.Ordinal);
        foreach (var sum in sums)
        {
            if (slice.Group(question.By, sum.Group) is not { } group) continue;
            if (!series.TryGetValue(group, out var one)) series[group] = one = new(group, new Amount[question.Bounds.Count], isOfParts ? 0 : sum.Twins);
            one.Steps[sum.StepIndex] = one.Steps[sum.StepIndex].Plus(sum.Quality, sum.Steps, sum.CoveredMicroseconds);
        }
        // Asked without a split there is one series, with or without anything in it.
        if (series.Count == 0 && (question.By == LedgerSplit.None || question.By == LedgerSplit.Dimensions && slice is { By.Count: 0, Where.Count: > 0 })) return [new("", new Amount[question.Bounds.Count], 0)];
        return [.. series.Values];
    }
}

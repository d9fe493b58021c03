using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Metrics;

/// <summary>What one series has in one step.</summary>
readonly record struct StepSum(Int128 MeasuredSteps, Int128 EstimatedSteps, Int128 MeasuredMicroseconds, Int128 EstimatedMicroseconds)
{
    public Int128 Steps => MeasuredSteps + EstimatedSteps;

    public bool IsKnown => MeasuredMicroseconds + EstimatedMicroseconds > 0 || MeasuredSteps != 0 || EstimatedSteps != 0;

    public StepSum Plus(in LedgerSum sum) => sum.Quality == Quality.Measured
        ? this with { MeasuredSteps = MeasuredSteps + sum.Steps, MeasuredMicroseconds = MeasuredMicroseconds + sum.CoveredMicroseconds }
        : this with { EstimatedSteps = EstimatedSteps + sum.Steps, EstimatedMicroseconds = EstimatedMicroseconds + sum.CoveredMicroseconds };
}

/// <summary>The ledger's sums by series and step.</summary>
/// <param name="Twins">How many contribute; 0 where that has no meaning, as for a part by dimensions.</param>
sealed record SeriesSums(string Group, StepSum[] Steps, int Twins)
{
    public static IReadOnlyList<SeriesSums> Of(LedgerQuestion question, DimensionSlice slice, IReadOnlyList<LedgerSum> sums)
    {
        SortedDictionary<string, SeriesSums> series = new(StringComparer.Ordinal);
        foreach (var sum in sums)
        {
            if ((question.By == LedgerSplit.Dimensions ? slice.Group(sum.Group) : sum.Group) is not { } group) continue;
            if (!series.TryGetValue(group, out var one)) series[group] = one = new(group, new StepSum[question.Bounds.Count], question.By == LedgerSplit.Dimensions ? 0 : sum.Twins);
            one.Steps[sum.StepIndex] = one.Steps[sum.StepIndex].Plus(sum);
        }
        // Asked without a split there is one series, with or without anything in it.
        if (series.Count == 0 && (question.By == LedgerSplit.None || slice is { By.Count: 0, Where.Count: > 0 })) return [new("", new StepSum[question.Bounds.Count], 0)];
        return [.. series.Values];
    }
}

using System.Collections.Immutable;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Folding;

/// <summary>What every kind's state of now shows.</summary>
static class Live
{
    /// <summary>Every channel that was ever heard, by name.</summary>
    public static ImmutableArray<ChannelNow> Channels(TwinFold fold, Instant asOf) =>
        [.. fold.Heard.OrderBy(channel => channel.Name, StringComparer.Ordinal).Select(channel => fold.LatestOf(channel) is { } latest
            ? new ChannelNow(channel, latest.Steps, latest.At, FreshnessRules.Of(channel, latest.At, asOf))
            : new ChannelNow(channel, null, null, Freshness.Silent))];

    /// <summary>Every measure with anything since midnight in Bangkok, by name.</summary>
    public static ImmutableArray<DayAmount> Today(LedgerPage page, TwinRegister register, Instant asOf)
    {
        var today = BangkokDay.Of(asOf);
        return [.. page.Days(register, today).Where(sum => sum.Day == today).GroupBy(sum => sum.Measure).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new DayAmount(group.Key, group.Sum(sum => sum.MeasuredSteps), group.Sum(sum => sum.EstimatedSteps),
                group.Sum(sum => sum.MeasuredMicroseconds), group.Sum(sum => sum.EstimatedMicroseconds)))];
    }

    /// <summary>Measures with dimensions since midnight in Bangkok, by dimension; by name, then by dimension.</summary>
    public static ImmutableArray<DimensionAmount> TodayBy(LedgerPage page, IReadOnlyList<Measure> measures, Instant asOf) =>
        [.. measures.Where(measure => measure.Dimensions.Count > 0).OrderBy(measure => measure.Name, StringComparer.Ordinal)
            .SelectMany(measure => page.From(measure, Window.Of(BangkokDay.Of(asOf).Start)).Where(row => row.Window.Day == BangkokDay.Of(asOf))
                .GroupBy(row => row.Dimensions, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new DimensionAmount(measure.Name, group.Key, group.Sum(row => row.Steps))))];
}

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
        [.. fold.Tails.OrderBy(tail => tail.Channel.Name, StringComparer.Ordinal).Select(tail => tail.Latest is { } latest
            ? new ChannelNow(tail.Channel, latest.Steps, latest.At, FreshnessRules.Of(tail.Channel, latest.At, asOf))
            : new ChannelNow(tail.Channel, null, null, Freshness.Silent))];

    /// <summary>Every measure with anything since midnight in Bangkok, by name.</summary>
    public static ImmutableArray<DayAmount> Today(LedgerPage page, TwinRegister register, Instant asOf)
    {
        var today = BangkokDay.Of(asOf);
        return [.. page.Days(register, today).Where(sum => sum.Day == today).GroupBy(sum => sum.Measure).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new DayAmount(group.Key, group.Sum(sum => sum.MeasuredSteps), group.Sum(sum => sum.EstimatedSteps),
                group.Sum(sum => sum.MeasuredMicroseconds), group.Sum(sum => sum.EstimatedMicroseconds)))];
    }
}

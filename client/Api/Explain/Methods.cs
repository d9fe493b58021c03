using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain;

/// <summary>In words, by which rules readings become a number, and where the rules stand.</summary>
static class Methods
{
    const string Where = "grains/Model/README.md";

    public static string Of(Measure measure)
    {
        if (measure.By is null && measure.Events.Count == 0)
            return $"At every moment the best source that knows counts, and no other: {string.Join(", then ", measure.Sources.Select(Source))}. Amounts belong to neighbouring pairs of readings"
                + $" and are split over quarter hours as differences of rounded cumulatives, so that parts add up to the whole. Rules: {Where}, \"How readings become amounts\".";
        string[] from = [.. measure.Sources.Select(channel => $"channel {channel}"), .. measure.Events.Select(type => $"event {type}")];
        return $"{char.ToUpperInvariant(measure.Says[0])}{measure.Says[1..]}; of {string.Join(", ", from)}, by quarter hours of event time. Rules: {Where}, \"{Room(measure)}\".";
    }

    public static string OfGauge(Channel channel) =>
        $"The latest standing reading of {channel} that is not older than five times the expected interval, which is {channel.Expected.TotalSeconds:0} s; older ones count nowhere and show in coverage.";

    static string Source(Channel channel) => channel.Nature switch
    {
        ChannelNature.Register => $"the meter {channel} (differences of its counts)",
        ChannelNature.IntervalAmount => $"the interval amounts {channel}",
        _ => $"{channel}, integrated along straight lines",
    };

    static string Room(Measure measure) => measure.Events.Concat<object>(measure.Sources).Select(source => source is Channel channel ? channel.Kinds[0] : ((Model.Events.EventType)source).Kinds[0]).First() switch
    {
        Kinds.Shuttle => "Shuttles",
        Kinds.WasteSite => "Waste",
        Kinds.EWastePoint => "E-waste",
        _ => "How readings become amounts",
    };
}

using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// What one twin adds to its districts' sums: gauges that are live, measures of today and yesterday. Twins outside the city add nothing. It holds until the
/// twin reports anew or time makes it another: kept, it spares a shard to work out a hundred twins because one spoke.
/// </summary>
/// <param name="Made">When; before that it may have been another.</param>
/// <param name="Until">From then on it is another, with nothing heard: a gauge grows stale, or a day ends.</param>
sealed record TwinShare(TwinRegister Register, TwinReport Report, Instant Made, Instant Until, IReadOnlyList<(SumKey Key, FigureSum Sum)> Sums)
{
    static readonly HashSet<Channel> IsGauge = [.. Figures.All.Where(figure => figure.IsNow).Select(figure => figure.Gauge!)];

    /// <summary>Is this still what the twin adds?</summary>
    public bool Holds(TwinRegister register, TwinReport report, Instant now) => ReferenceEquals(Register, register) && ReferenceEquals(Report, report) && now >= Made && now < Until;

    public static TwinShare Of(TwinRegister register, TwinReport report, Instant now)
    {
        List<(SumKey, FigureSum)> sums = [];
        var today = BangkokDay.Of(now);
        var until = today.End;
        var description = register.Current;
        if (description.InCity)
            foreach (var (channel, sample) in report.Latest)
            {
                if (IsGauge.Contains(channel))
                {
                    var staleAt = FreshnessRules.StaleAt(channel, sample.At);
                    if (now < staleAt && staleAt < until) until = staleAt;
                    sums.Add((new(description.Set, description.Area, channel.Name, null), Gauge(sample, isStale: now >= staleAt)));
                }
                foreach (var measure in Measures.From(channel))
                    if (measure.AddsOverTwins && Heard(measure, report) is var (first, newest) && first == channel)
                        sums.Add((new(description.Set, description.Area, measure.Name, today), new(0, 0, 0, 0, Twins: 1, Live: 0, newest)));
            }
        foreach (var day in report.Days)
            // Nobody need have anything to count: a twin at which nothing happened is not missing.
            if (day.Day >= today.Previous && Measures.Named(day.Measure) is { AddsOverTwins: true } measure && !day.Area.StartsWith("outside:", StringComparison.Ordinal))
                sums.Add((new(description.Set, day.Area, day.Measure, day.Day),
                    new(day.MeasuredSteps, day.EstimatedSteps, day.MeasuredMicroseconds, day.EstimatedMicroseconds, Twins: measure.IsCounted ? 1 : 0, Live: 1, null)));
        return new(register, report, now, until, sums);
    }

    static FigureSum Gauge(in Sample sample, bool isStale) => isStale ? new(0, 0, 0, 0, Twins: 1, Live: 0, sample.At)
        : sample.Quality == Quality.Measured ? new(sample.Steps, 0, 0, 0, Twins: 1, Live: 1, sample.At)
        : new(0, sample.Steps, 0, 0, Twins: 1, Live: 1, sample.At);

    // A measure with two sources counts its twin once, where the first of them stands, and was heard when the newest was.
    static (Channel? First, Instant? Newest) Heard(Measure measure, TwinReport report)
    {
        (Channel? First, Instant? Newest) heard = default;
        foreach (var (channel, sample) in report.Latest)
        {
            if (!measure.Sources.Contains(channel)) continue;
            heard.First ??= channel;
            if (heard.Newest is not { } newest || sample.At > newest) heard.Newest = sample.At;
        }
        return heard;
    }
}

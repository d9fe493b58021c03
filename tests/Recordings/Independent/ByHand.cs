using System.Numerics;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>What a quarter hour amounts to, in steps of the measure, and how much of it is covered.</summary>
readonly record struct Amount(BigInteger Measured, BigInteger Estimated, long MeasuredCover, long EstimatedCover)
{
    public BigInteger Steps => Measured + Estimated;
    public long Cover => MeasuredCover + EstimatedCover;
}

/// <summary>
/// The ledger's rules worked out again from their statement, in exact whole numbers of any size. Quarter hours are numbered from 1970-01-01T00Z.
/// </summary>
static class ByHand
{
    const long Second = 1_000_000, Hour = 3600 * Second, Quarter = 900 * Second;

    /// <summary>
    /// A gauge: the straight line between neighbours no more than an hour apart. Half a step times a microsecond is the unit of the sum, to which
    /// the cumulative of a pair is rounded half to even where a quarter hour's edge cuts it; each quarter hour and quality is rounded once.
    /// </summary>
    /// <param name="isMeasured">The integral over gaps up to a quarter hour counts as measured; else as estimated.</param>
    public static SortedDictionary<long, Amount> Gauge(IReadOnlyList<Point> points, bool isMeasured)
    {
        SortedDictionary<long, (BigInteger Measured, BigInteger Estimated, long MeasuredCover, long EstimatedCover)> sums = [];
        foreach (var (from, to) in points.Zip(points.Skip(1)))
        {
            var length = to.At - from.At;
            if (length > Hour) continue;
            foreach (var (a, b) in Cut(from.At, to.At))
            {
                var part = Cumulative(b - from.At) - Cumulative(a - from.At);
                var sum = sums.GetValueOrDefault(a / Quarter);
                sums[a / Quarter] = isMeasured && length <= Quarter
                    ? sum with { Measured = sum.Measured + part, MeasuredCover = sum.MeasuredCover + b - a }
                    : sum with { Estimated = sum.Estimated + part, EstimatedCover = sum.EstimatedCover + b - a };
            }

            // Twice the area below the line after t: 2 v0 t + (v1 - v0) t²/T.
            BigInteger Cumulative(BigInteger t) => 2 * from.Steps * t + HalfEven((to.Steps - from.Steps) * t * t, length);
        }
        return new(sums.ToDictionary(sum => sum.Key, sum => new Amount(
            HalfEven(sum.Value.Measured, 2 * Hour), HalfEven(sum.Value.Estimated, 2 * Hour), sum.Value.MeasuredCover, sum.Value.EstimatedCover)));
    }

    /// <summary>Amounts of spans that end at their time, each spread evenly: differences of rounded cumulatives, so that the parts add up to the whole.</summary>
    public static SortedDictionary<long, Amount> Spans(IReadOnlyList<Point> ends, TimeSpan span)
    {
        SortedDictionary<long, Amount> sums = [];
        foreach (var end in ends) Spread(sums, end.At - span.Ticks / 10, end.At, end.Steps, isMeasured: true);
        return sums;
    }

    /// <summary>Adds an amount of [from, to), spread evenly.</summary>
    public static void Spread(SortedDictionary<long, Amount> sums, long from, long to, BigInteger steps, bool isMeasured)
    {
        var length = to - from;
        foreach (var (a, b) in Cut(from, to))
        {
            var part = HalfEven(steps * (b - from), length) - HalfEven(steps * (a - from), length);
            var sum = sums.GetValueOrDefault(a / Quarter);
            sums[a / Quarter] = isMeasured
                ? sum with { Measured = sum.Measured + part, MeasuredCover = sum.MeasuredCover + b - a }
                : sum with { Estimated = sum.Estimated + part, EstimatedCover = sum.EstimatedCover + b - a };
        }
    }

    /// <summary>By days of Bangkok, UTC+7, numbered from 1970-01-01.</summary>
    public static SortedDictionary<long, Amount> Days(SortedDictionary<long, Amount> quarters) =>
        new(quarters.GroupBy(quarter => (quarter.Key + 28) / 96).ToDictionary(day => day.Key, day => day.Aggregate(default(Amount), (sum, quarter) => new(
            sum.Measured + quarter.Value.Measured, sum.Estimated + quarter.Value.Estimated,
            sum.MeasuredCover + quarter.Value.MeasuredCover, sum.EstimatedCover + quarter.Value.EstimatedCover))));

    static IEnumerable<(long From, long To)> Cut(long from, long to)
    {
        for (var edge = (from / Quarter + 1) * Quarter; from < to; from = edge, edge += Quarter) yield return (from, Math.Min(edge, to));
    }

    static BigInteger HalfEven(BigInteger value, BigInteger by)
    {
        var floor = BigInteger.Divide(value - ((value % by) + by) % by, by);
        var twiceRest = 2 * (value - floor * by);
        return twiceRest > by || (twiceRest == by && !floor.IsEven) ? floor + 1 : floor;
    }
}

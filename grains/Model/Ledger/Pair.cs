using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>
/// What lies between two neighbouring readings of a channel (or in one interval amount): an amount over a span of time, either even
/// or growing with a straight line between two gauge values. Any part of it is a difference of rounded cumulatives, so parts add up to the whole.
/// </summary>
/// <param name="From">Start, in µs.</param>
/// <param name="To">End, in µs; after the start.</param>
/// <param name="Offset">The higher journal offset of the two readings.</param>
readonly record struct Pair(long From, long To, bool IsLine, long First, long Last, Quality Quality, long Offset)
{
    /// <summary>Fine units of a line: half a gauge step times a microsecond, so that a trapezoid is whole.</summary>
    public const long FinePerStepHour = 2 * Instant.PerHour;

    /// <summary>An amount spread evenly.</summary>
    public static Pair Even(Instant from, Instant to, long steps, Quality quality, long offset) =>
        new(from.Microseconds, to.Microseconds, false, steps, 0, quality, offset);

    /// <summary>A gauge that goes straight from one value to another.</summary>
    public static Pair Line(in Sample from, in Sample to, Quality quality) =>
        new(from.At.Microseconds, to.At.Microseconds, true, from.Steps, to.Steps, quality, Math.Max(from.Offset, to.Offset));

    /// <summary>The amount in [from, to) within the pair: in steps where it is even, in fine units where it is a line.</summary>
    public Int128 Part(long from, long to) =>
        IsLine && from == From && to == To ? ((Int128)First + Last) * (to - from) : Until(to) - Until(from);

    Int128 Until(long time)
    {
        Int128 elapsed = time - From;
        var length = To - From;
        // Twice the area under v0 + (v1 - v0) t/T is 2 v0 t + (v1 - v0) t²/T.
        return IsLine
            ? elapsed * 2 * First + Rounding.Divide(elapsed * elapsed * ((Int128)Last - First), length)
            : Rounding.Divide(elapsed * First, length);
    }
}

using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Ledger;

/// <summary>
/// Which pairs of neighbouring readings make an amount. Plausibility looks at the pair alone, never at "the last good one":
/// a spike spoils the two pairs it is in and nothing else.
/// </summary>
static class PairRules
{
    /// <summary>A register may outrun rated power by this much: meters and nameplates are not exact.</summary>
    const int HeadroomPercent = 110;

    /// <summary>Null where the two readings say nothing about the time between them.</summary>
    public static Pair? Of(TwinRegister register, Measure measure, Channel channel, in Sample from, in Sample to)
    {
        var gap = to.At - from.At;
        if (gap > channel.LongestJoined) return null;
        var measured = gap <= channel.LongestMeasured && from.Quality == Quality.Measured && to.Quality == Quality.Measured;
        if (channel.Nature == ChannelNature.Gauge)
            return Pair.Line(from, to, measured && measure.IntegralIsMeasured ? Quality.Measured : Quality.Estimated);
        return Step(register, channel, from, to) is { } steps
            ? Pair.Even(from.At, to.At, steps, measured ? Quality.Measured : Quality.Estimated, Math.Max(from.Offset, to.Offset))
            : null;
    }

    /// <summary>An interval amount is a pair by itself; null if it is longer than may be spread.</summary>
    public static Pair? OfInterval(in Sample sample, TimeSpan longest) => sample.SpanMicroseconds <= 0 || sample.SpanMicroseconds > longest.Ticks / TimeSpan.TicksPerMicrosecond ? null
        : Pair.Even(new(sample.At.Microseconds - sample.SpanMicroseconds), sample.At, sample.Steps, sample.Quality, sample.Offset);

    // What a register counted between two readings, over any meters exchanged on the way; null for a reset or an impossible step.
    static long? Step(TwinRegister register, Channel channel, in Sample from, in Sample to)
    {
        var description = register.At(to.At);
        Int128 counted = 0;
        var last = from.Steps;
        foreach (var entry in register.Entries)
            if (entry is MeterReplaced exchange && exchange.Channel == channel.Name && exchange.At > from.At && exchange.At <= to.At)
            {
                if (Difference(last, exchange.LastSteps, channel, description) is not { } before) return null;
                counted += before;
                last = exchange.FirstSteps;
            }
        if (Difference(last, to.Steps, channel, description) is not { } step) return null;
        counted += step;

        var rated = channel == BuildingChannels.PvEnergy ? description.PvRatedMilliwatts : description.ConnectionRatedMilliwatts;
        // mWh <= mW x h x 1.1, cross-multiplied to stay whole.
        if (rated is { } milliwatts && counted * Instant.PerHour * 100 > (Int128)milliwatts * (to.At.Microseconds - from.At.Microseconds) * HeadroomPercent) return null;
        return counted <= long.MaxValue ? (long)counted : null;
    }

    static long? Difference(long from, long to, Channel channel, TwinDescription description)
    {
        if (to >= from) return to - from;
        return description.RegisterModulusSteps?.TryGetValue(channel.Name, out var modulus) == true && from < modulus ? to + modulus - from : null;
    }
}

using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>
/// Energy drawn from a battery: the register where it speaks, otherwise the area of power above zero, as an estimate. Power below zero is
/// charging or braking: it is drawn from nowhere and takes nothing back from what was drawn, as the register does not either.
/// </summary>
static class DrawnEnergy
{
    public static void Compute(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        var drawn = AboveZero(past.Samples(ShuttleChannels.BatteryPower));
        WindowAmounts.Compute(past.Register, measure, from, to, channel => channel == ShuttleChannels.BatteryPower ? drawn : past.Samples(channel), rows);
    }

    /// <summary>The same curve with its negative part at zero: where the straight line crosses, a point of it stands, at the nearest microsecond.</summary>
    static Sample[] AboveZero(ReadOnlySpan<Sample> power)
    {
        List<Sample> drawn = new(power.Length);
        for (var i = 0; i < power.Length; i++)
        {
            if (i > 0 && Crossing(power[i - 1], power[i]) is { } at)
                drawn.Add(power[i] with { At = at, Steps = 0, Offset = Math.Max(power[i - 1].Offset, power[i].Offset) });
            drawn.Add(power[i] with { Steps = Math.Max(0, power[i].Steps) });
        }
        return [.. drawn];
    }

    // No crossing in a gap that is not joined: a point in it would make two short gaps of a long one.
    static Instant? Crossing(in Sample from, in Sample to)
    {
        if (Math.Sign(from.Steps) * Math.Sign(to.Steps) >= 0 || to.At - from.At > ShuttleChannels.BatteryPower.LongestJoined) return null;
        Int128 length = to.At.Microseconds - from.At.Microseconds;
        Instant at = new(from.At.Microseconds + (long)Rounding.Divide(length * Math.Abs(from.Steps), Math.Abs(from.Steps) + Math.Abs(to.Steps)));
        return at > from.At && at < to.At ? at : null;
    }
}

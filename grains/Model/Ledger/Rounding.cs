namespace YPort.Twin.Model.Ledger;

static class Rounding
{
    /// <summary>The quotient rounded half to even; <paramref name="by"/> must be positive.</summary>
    public static Int128 Divide(Int128 value, Int128 by)
    {
        // Most amounts fit 64 bits, where division is ten times cheaper.
        if (value <= long.MaxValue && value >= long.MinValue && by <= long.MaxValue) return Divide((long)value, (long)by);
        var (quotient, rest) = Int128.DivRem(value, by);
        var twice = Int128.Abs(rest) * 2;
        if (twice > by || (twice == by && Int128.IsOddInteger(quotient))) quotient += Int128.Sign(value);
        return quotient;
    }

    static long Divide(long value, long by)
    {
        var (quotient, rest) = Math.DivRem(value, by);
        var size = (ulong)Math.Abs(rest);
        var other = (ulong)by - size;
        if (size > other || (size == other && (quotient & 1) != 0)) quotient += Math.Sign(value);
        return quotient;
    }
}

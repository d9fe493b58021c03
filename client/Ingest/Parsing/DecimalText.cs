using System.Numerics;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>A decimal number as written, exactly: digits x 10^exponent. No double on the way, however many digits there are.</summary>
readonly ref struct DecimalText
{
    /// <summary>No sensor needs more; a longer text is refused before any arithmetic.</summary>
    public const int LongestBytes = 100;

    // Beyond these powers of ten a number is nothing measured, or nothing at all.
    const int Vast = 60;

    readonly ReadOnlySpan<byte> _digits;

    public bool Negative { get; private init; }

    /// <summary>All digits without the decimal sign, when they fit.</summary>
    public ulong Mantissa { get; private init; }

    public bool FitsUInt64 { get; private init; }

    /// <summary>Power of ten of the last digit.</summary>
    public int Exponent { get; private init; }

    DecimalText(ReadOnlySpan<byte> digits) => _digits = digits;

    public bool IsZero => FitsUInt64 && Mantissa == 0;

    /// <summary>Reads [+-]digits[.digits][e[+-]digits]; false for anything else, NaN and Infinity among it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DecimalText number)
    {
        number = default;
        if (text.Length is 0 or > LongestBytes) return false;
        var i = text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var negative = text[0] == '-';
        var first = i;
        ulong mantissa = 0;
        int significant = 0, seen = 0, fraction = 0;
        var point = false;
        for (; i < text.Length; i++)
        {
            if (text[i] == '.' && !point)
            {
                point = true;
                continue;
            }
            var digit = (uint)(text[i] - '0');
            if (digit > 9) break;
            seen++;
            if (point) fraction++;
            if (significant > 0 || digit > 0) significant++;
            if (significant <= 19) mantissa = mantissa * 10 + digit;
        }
        if (seen == 0) return false;
        var digits = text[first..i];
        var power = 0;
        if (i < text.Length)
        {
            if (text[i] is not ((byte)'e' or (byte)'E') || !Power(text[(i + 1)..], out power)) return false;
        }
        number = new(digits) { Negative = negative, Mantissa = mantissa, FitsUInt64 = significant <= 19, Exponent = power - fraction };
        return true;
    }

    /// <summary>The digits as one whole number, for the rare number that does not fit.</summary>
    public BigInteger Digits()
    {
        if (FitsUInt64) return Mantissa;
        BigInteger all = 0;
        foreach (var digit in _digits)
            if (digit != '.') all = all * 10 + (digit - '0');
        return all;
    }

    /// <summary>Over 10^60: beyond any range whatever the unit.</summary>
    public bool IsVast => !IsZero && Exponent > Vast;

    /// <summary>Under 10^-60 with all its digits: nothing, whatever the unit and resolution.</summary>
    public bool IsNothing => IsZero || Exponent < -Vast - LongestBytes;

    static bool Power(ReadOnlySpan<byte> text, out int power)
    {
        power = 0;
        if (text.Length == 0) return false;
        var negative = text[0] == '-';
        if (text[0] is (byte)'-' or (byte)'+') text = text[1..];
        if (text.Length == 0) return false;
        foreach (var c in text)
        {
            var digit = (uint)(c - '0');
            if (digit > 9) return false;
            if (power < 100_000) power = power * 10 + (int)digit;
        }
        if (negative) power = -power;
        return true;
    }
}

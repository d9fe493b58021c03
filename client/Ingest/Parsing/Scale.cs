using System.Numerics;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>
/// From a number in a sender's unit to whole steps of a channel: steps = (number x Numerator + Addend) / Denominator, rounded half to even.
/// Exact in whole numbers: both units' decimal factors are fractions. (km/h and °F have none that is finite; theirs has 28 digits.)
/// </summary>
sealed class Scale
{
    static readonly ulong[] Tens = [.. Enumerable.Range(0, 20).Select(power => (ulong)BigInteger.Pow(10, power))];

    readonly BigInteger _numerator, _addend, _denominator;
    readonly bool _small;
    readonly ulong _by, _per;

    public Scale(Unit from, Channel channel)
    {
        // (v x Ff + Zf - Zt) / Ft x steps per unit, over one common denominator; every unit's decimals are n/10^k.
        var ((ff, ffTens), (ft, ftTens), (zero, zeroTens)) = (Fraction(from.Factor), Fraction(channel.Unit.Factor), Fraction(from.Zero - channel.Unit.Zero));
        var (numerator, addend, denominator) = (
            ff * ftTens * zeroTens * channel.StepsPerUnit,
            zero * ffTens * ftTens * channel.StepsPerUnit,
            ft * ffTens * zeroTens);
        var common = BigInteger.GreatestCommonDivisor(BigInteger.GreatestCommonDivisor(numerator, addend), denominator);
        (_numerator, _addend, _denominator) = (numerator / common, addend / common, denominator / common);
        _small = _addend.IsZero && _numerator <= uint.MaxValue && _denominator <= uint.MaxValue;
        if (_small) (_by, _per) = ((ulong)_numerator, (ulong)_denominator);
    }

    /// <summary>False when the steps are beyond Int64.</summary>
    public bool TrySteps(in DecimalText number, out long steps)
    {
        if (_small && number.FitsUInt64 && number.Exponent is >= -19 and <= 6) return Small(number, out steps);
        steps = 0;
        if (number.IsVast) return false;
        var digits = number.IsNothing ? 0 : number.Digits();
        if (number.Negative) digits = -digits;
        var exponent = digits.IsZero ? 0 : number.Exponent;
        var ten = BigInteger.Pow(10, Math.Abs(exponent));
        var exact = exponent >= 0
            ? Round(digits * ten * _numerator + _addend, _denominator)
            : Round(digits * _numerator + _addend * ten, _denominator * ten);
        if (exact < long.MinValue || exact > long.MaxValue) return false;
        steps = (long)exact;
        return true;
    }

    // 10^19 x 2^32 x 10^6 and 2^32 x 10^19 both fit 128 bits.
    bool Small(in DecimalText number, out long steps)
    {
        steps = 0;
        UInt128 dividend = Math.BigMul(number.Mantissa, _by), divisor = _per;
        if (number.Exponent >= 0) dividend *= Tens[number.Exponent];
        else divisor *= Tens[-number.Exponent];

        UInt128 quotient, rest;
        if ((dividend | divisor) <= ulong.MaxValue)
        {
            var (q, r) = Math.DivRem((ulong)dividend, (ulong)divisor);
            (quotient, rest) = (q, r);
        }
        else
        {
            quotient = dividend / divisor;
            rest = dividend - quotient * divisor;
        }
        var twice = rest << 1;
        if (twice > divisor || twice == divisor && UInt128.IsOddInteger(quotient)) quotient++;
        if (quotient > long.MaxValue) return false;
        steps = number.Negative ? -(long)quotient : (long)quotient;
        return true;
    }

    static BigInteger Round(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        var half = (BigInteger.Abs(rest) * 2).CompareTo(divisor);
        return half > 0 || half == 0 && !quotient.IsEven ? quotient + dividend.Sign : quotient;
    }

    static (BigInteger Digits, BigInteger Tens) Fraction(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var digits = (BigInteger)(uint)bits[2] << 64 | (BigInteger)(uint)bits[1] << 32 | (uint)bits[0];
        return (bits[3] < 0 ? -digits : digits, BigInteger.Pow(10, bits[3] >> 16 & 0xFF));
    }
}

using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Things;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Tests.Ingest;

/// <summary>A number becomes whole steps exactly, rounded half to even once.</summary>
public sealed class A_number
{
    static long? Steps(string text, Unit unit, Channel channel) =>
        DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out var number) && new Scale(unit, channel).TrySteps(number, out var steps) ? steps : null;

    // Any decimal text as a fraction, by other means: strings and whole numbers.
    static (BigInteger Over, BigInteger Under) Fraction(string text)
    {
        var parts = text.ToLowerInvariant().Split('e');
        var power = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        if (point >= 0) power -= parts[0].Length - point - 1;
        var digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return power >= 0 ? (digits * BigInteger.Pow(10, power), 1) : (digits, BigInteger.Pow(10, -power));
    }

    static BigInteger HalfEven(BigInteger over, BigInteger under)
    {
        var floor = BigInteger.DivRem(over, under, out var rest);
        if (rest.Sign < 0) (floor, rest) = (floor - 1, rest + under);
        return (rest * 2).CompareTo(under) switch { < 0 => floor, > 0 => floor + 1, _ => floor.IsEven ? floor : floor + 1 };
    }

    static readonly Gen<string> Texts =
        from sign in Gen.OneOfConst("", "-")
        from whole in Gen.Char['0', '9'].Array[1, 12]
        from part in Gen.Char['0', '9'].Array[0, 25]
        from tail in Gen.OneOfConst("", "5", "50", "500000000000000000000000000000000001", "4999999999999999999999999")
        from power in Gen.OneOf(Gen.Const((int?)null), Gen.Int[-12, 4].Select(power => (int?)power))
        select $"{sign}{new string(whole)}{(part.Length + tail.Length > 0 ? "." : "")}{new string(part)}{tail}{(power is { } e ? $"e{e}" : "")}";

    [Theory]
    [InlineData("W", "pv-power", 1000, 1, 0)]
    [InlineData("kW", "pv-power", 1_000_000, 1, 0)]
    [InlineData("mW", "pv-power", 1, 1, 0)]
    [InlineData("kWh", "pv-energy", 1_000_000, 1, 0)]
    [InlineData("W.h", "pv-energy", 1000, 1, 0)]
    [InlineData("J", "pv-energy", 5, 18, 0)]
    [InlineData("MJ", "pv-energy", 2_500_000, 9, 0)]
    [InlineData("Cel", "air-temperature", 1000, 1, 0)]
    [InlineData("K", "air-temperature", 1000, 1, -273_150)]
    [InlineData("mW/cm2", "irradiance-poa", 10_000, 1, 0)]
    [InlineData("hPa", "air-pressure", 100_000, 1, 0)]
    public void In_any_unit_equals_the_exact_fraction(string unit, string channelName, int by, int per, int plus)
    {
        var channel = Channels.Named(channelName)!;
        Texts.Sample(text =>
        {
            var (over, under) = Fraction(text);
            var exact = HalfEven(over * by + (BigInteger)plus * per * under, under * per);
            return Steps(text, Unit.Parse(unit), channel) == (BigInteger.Abs(exact) <= long.MaxValue ? (long)exact : null);
        });
    }

    // 5/18 and 5/9 have no finite decimal: the unit's 28 digits count, and they exactly.
    [Theory]
    [InlineData("km/h", "wind-speed")]
    [InlineData("[kn_i]", "wind-speed")]
    [InlineData("[degF]", "air-temperature")]
    public void In_a_unit_without_a_finite_factor_counts_with_its_28_digits(string unit, string channelName)
    {
        var (channel, from) = (Channels.Named(channelName)!, Unit.Parse(unit));
        var (by, per) = Fraction(from.Factor.ToString(CultureInfo.InvariantCulture));
        var (zero, parts) = Fraction((from.Zero - channel.Unit.Zero).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1, channel.Unit.Factor);
        Texts.Sample(text =>
        {
            var (over, under) = Fraction(text);
            var exact = HalfEven((over * by * parts + zero * under * per) * channel.StepsPerUnit, under * per * parts);
            return Steps(text, from, channel) == (BigInteger.Abs(exact) <= long.MaxValue ? (long)exact : null);
        });
    }

    [Theory]
    [InlineData("212", "[degF]", "air-temperature", 100_000)]
    [InlineData("32", "[degF]", "air-temperature", 0)]
    [InlineData("300.15", "K", "air-temperature", 27_000)]
    [InlineData("3.6", "km/h", "wind-speed", 1000)]
    [InlineData("100", "mW/cm2", "irradiance-poa", 1_000_000)]
    [InlineData("3600", "J", "pv-energy", 1000)]
    [InlineData("1.0135", "bar", "air-pressure", 101_350_000)]
    public void In_anothers_unit_means_the_same(string text, string unit, string channel, long steps) => Assert.Equal(steps, Steps(text, Unit.Parse(unit), Channels.Named(channel)!));

    [Theory]
    [InlineData("0.0005", 0)]
    [InlineData("0.0015", 2)]
    [InlineData("0.0025", 2)]
    [InlineData("-0.0015", -2)]
    [InlineData("-0.0025", -2)]
    [InlineData("0.00050000000000000000000000000000000000000001", 1)]
    [InlineData("0.00049999999999999999999999999999999999999999", 0)]
    [InlineData("182.40000000000001", 182_400)]
    [InlineData("1e-999", 0)]
    [InlineData("-1e-400000", 0)]
    [InlineData("0e999", 0)]
    [InlineData("0.000e-7", 0)]
    [InlineData("+5", 5000)]
    [InlineData("007.50", 7500)]
    [InlineData(".5", 500)]
    [InlineData("5.", 5000)]
    public void Rounds_half_to_even_once(string text, long steps) => Assert.Equal(steps, Steps(text, Unit.Parse("W"), BuildingChannels.PvPower));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("--1")]
    [InlineData(" 1")]
    [InlineData("NaN")]
    [InlineData("∞")]
    public void Is_nothing_else(string text) => Assert.False(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Agrees_with_the_units_own_conversion()
    {
        foreach (var channel in Channels.All)
            foreach (var unit in "kW MW kWh MJ W/m2 mW/cm2 K [degF] Cel km/h [kn_i] % hPa mbar".Split(' ').Select(Unit.Parse).Where(unit => unit.ConvertsTo(channel.Unit)))
                Gen.Int[-999_999, 999_999].Sample(thousandths =>
                {
                    var value = thousandths / 1000m;
                    var apart = unit.Convert(value, channel.Unit) * channel.StepsPerUnit - Steps(value.ToString(CultureInfo.InvariantCulture), unit, channel)!.Value;
                    return Math.Abs(apart) <= 0.500000000000001m;
                }, iter: 100);
    }

    [Theory]
    [InlineData("kW", "Wh")]
    [InlineData("W/m2", "W")]
    [InlineData("Cel", "m/s")]
    [InlineData("Pa", "J")]
    [InlineData("%", "W")]
    public void Does_not_cross_from_one_meaning_to_another(string from, string to) => Assert.False(Unit.Parse(from).ConvertsTo(Unit.Parse(to)));

    [Theory]
    [InlineData("Cel/h")]
    [InlineData("kCel")]
    [InlineData("Wh2h")]
    [InlineData("W//m2")]
    [InlineData("{")]
    [InlineData("m99")]
    public void Has_no_unit_that_UCUM_does_not_have(string text) => Assert.False(Unit.TryParse(text, out _));

    [Fact]
    public void Of_humidity_is_a_percentage() => Assert.Equal(45_500, Steps("0.455", Unit.Parse("1"), ThingChannels.Humidity));
}

using System.Globalization;

namespace YPort.Twin.Model.Units;

/// <summary>The grammar of UCUM for our part of it: prefixed atoms with exponents, joined by "." and "/", annotations in braces.</summary>
static class Ucum
{
    readonly record struct Atom(Dimension Dimension, decimal Factor, bool TakesPrefix, decimal Zero = 0);

    static readonly Dimension One = new(0, 0, 0, 0), Length = new(1, 0, 0, 0), Mass = new(0, 1, 0, 0), Time = new(0, 0, 1, 0), Temperature = new(0, 0, 0, 1);
    static readonly Dimension Power = new(2, 1, -3, 0), Energy = new(2, 1, -2, 0), Pressure = new(-1, 1, -2, 0), Volume = new(3, 0, 0, 0), Area = new(2, 0, 0, 0);

    static readonly Dictionary<string, Atom> Atoms = new(StringComparer.Ordinal)
    {
        ["1"] = new(One, 1, false),
        ["%"] = new(One, 0.01m, false),
        ["m"] = new(Length, 1, true),
        ["[mi_i]"] = new(Length, 1609.344m, false),
        ["[ft_i]"] = new(Length, 0.3048m, false),
        ["g"] = new(Mass, 1, true),
        ["t"] = new(Mass, 1_000_000, true),
        ["[ston_av]"] = new(Mass, 907_184.74m, false),
        ["[lb_av]"] = new(Mass, 453.59237m, false),
        ["s"] = new(Time, 1, true),
        ["min"] = new(Time, 60, false),
        ["h"] = new(Time, 3600, false),
        ["d"] = new(Time, 86400, false),
        ["a"] = new(Time, 31_557_600, false), // the Julian year, 365.25 d
        ["K"] = new(Temperature, 1, true),
        ["Cel"] = new(Temperature, 1, false, 273.15m),
        ["°C"] = new(Temperature, 1, false, 273.15m),
        // 459.67 x 5/9 has no finite decimal; 28 digits are 22 more than a thermometer's.
        ["[degF]"] = new(Temperature, 5m / 9m, false, 459.67m * 5m / 9m),
        ["W"] = new(Power, 1000, true),
        ["J"] = new(Energy, 1000, true),
        ["Wh"] = new(Energy, 3_600_000, true),
        ["Pa"] = new(Pressure, 1000, true),
        ["bar"] = new(Pressure, 100_000_000, true),
        ["L"] = new(Volume, 0.001m, true),
        ["l"] = new(Volume, 0.001m, true),
        ["ar"] = new(Area, 100, true),
        ["[kn_i]"] = new(Length.Times(Time, -1), 1852m / 3600m, false),
    };

    static readonly Dictionary<string, decimal> Prefixes = new(StringComparer.Ordinal)
    {
        ["T"] = 1e12m,
        ["G"] = 1e9m,
        ["M"] = 1e6m,
        ["k"] = 1e3m,
        ["h"] = 1e2m,
        ["da"] = 10m,
        ["d"] = 0.1m,
        ["c"] = 0.01m,
        ["m"] = 1e-3m,
        ["u"] = 1e-6m,
        ["n"] = 1e-9m,
    };

    /// <summary>Null when the text is no unit, or longer than 40 characters.</summary>
    public static Unit? Read(string text)
    {
        if (text.Length is 0 or > 40) return null;
        var dimension = One;
        decimal factor = 1, zero = 0;
        var sign = 1;
        var rest = text.AsSpan();
        var first = true;
        while (true)
        {
            if (!first || rest[0] == '/')
            {
                if (rest.Length == 0) return first ? null : new(text, dimension, factor, zero);
                if (rest[0] is not ('.' or '/')) return null;
                sign = rest[0] == '/' ? -1 : 1;
                rest = rest[1..];
            }
            var length = TermLength(rest);
            if (length == 0 || Term(rest[..length]) is not { } term) return null;
            var power = sign * term.Power;
            if (Math.Abs(power) > 4) return null;
            try
            {
                for (var i = 0; i < Math.Abs(power); i++) factor = power > 0 ? factor * term.Atom.Factor : factor / term.Atom.Factor;
            }
            catch (ArithmeticException)
            {
                return null; // beyond 28 digits: a unit of nothing measured here
            }
            if (factor == 0) return null;
            dimension = dimension.Times(term.Atom.Dimension, power);
            rest = rest[length..];
            // A scale with its own zero stands alone: "Cel/h" is a difference, which UCUM writes K/h.
            if (term.Atom.Zero != 0)
            {
                if (!first || rest.Length > 0 || power != 1) return null;
                zero = term.Atom.Zero;
            }
            first = false;
        }
    }

    static int TermLength(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '[') depth++;
            else if (text[i] is '}' or ']') depth--;
            else if (depth == 0 && text[i] is '.' or '/') return i;
        }
        return depth == 0 ? text.Length : 0;
    }

    static (Atom Atom, int Power)? Term(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('{') is >= 0 and var brace)
        {
            if (text[^1] != '}') return null;
            if (brace == 0) return (Atoms["1"], 1); // "{passengers}" counts things
            text = text[..brace];
        }
        if (Named(text) is { } plain) return (plain, 1);
        var name = text.TrimEnd("0123456789+-");
        if (name.Length == 0 || name.Length == text.Length || Named(name) is not { } atom) return null;
        return int.TryParse(text[name.Length..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) && power is not 0 ? (atom, power) : null;
    }

    static Atom? Named(ReadOnlySpan<char> text)
    {
        var atoms = Atoms.GetAlternateLookup<ReadOnlySpan<char>>();
        if (atoms.TryGetValue(text, out var atom)) return atom;
        var prefixes = Prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in (ReadOnlySpan<int>)[1, 2])
            if (text.Length > length && prefixes.TryGetValue(text[..length], out var prefix)
                && atoms.TryGetValue(text[length..], out atom) && atom.TakesPrefix)
                return atom with { Factor = atom.Factor * prefix };
        return null;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace YPort.Twin.Model.Units;

/// <summary>A unit of measure in UCUM notation ("kW.h", "W/m2", "Cel"), with the everyday "Wh" and "°C" understood as well.</summary>
/// <remarks>
/// Source: The Unified Code for Units of Measure, version 2.1 (ucum.org); the part of it that meters, weather stations,
/// vehicles and scales use. value in base units = value x Factor + Zero, exact in decimal.
/// </remarks>
/// <param name="Text">As written.</param>
/// <param name="Dimension">What it measures; only units of equal dimension convert.</param>
/// <param name="Factor">Size in base units (m, g, s, K, 1).</param>
/// <param name="Zero">Where its zero lies in base units; 273.15 for Cel, 0 for nearly all.</param>
public sealed record Unit(string Text, Dimension Dimension, decimal Factor, decimal Zero = 0)
{
    // Senders repeat a handful of spellings for ever; the bound keeps a hostile one from filling memory.
    const int MostRemembered = 1000;
    static readonly ConcurrentDictionary<string, Unit?> Remembered = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">No such unit.</exception>
    public static Unit Parse(string text) => TryParse(text, out var unit) ? unit : throw new FormatException($"\"{text}\" is not a unit this twin knows.");

    public static bool TryParse(string text, [NotNullWhen(true)] out Unit? unit)
    {
        if (Remembered.TryGetValue(text, out unit)) return unit is not null;
        unit = Ucum.Read(text);
        if (Remembered.Count < MostRemembered) Remembered.TryAdd(text, unit);
        return unit is not null;
    }

    public bool ConvertsTo(Unit other) => Dimension == other.Dimension;

    /// <summary>The value in another unit of the same dimension; exact where decimal is (28 digits).</summary>
    /// <exception cref="OverflowException">The result has no decimal.</exception>
    public decimal Convert(decimal value, Unit to) =>
        Factor == to.Factor && Zero == to.Zero ? value : (value * Factor + (Zero - to.Zero)) / to.Factor;

    public override string ToString() => Text;
}

/// <summary>Exponents of length, mass, time, temperature and counted things.</summary>
public readonly record struct Dimension(sbyte Length, sbyte Mass, sbyte Time, sbyte Temperature)
{
    public Dimension Times(Dimension other, int power) => new(
        (sbyte)(Length + other.Length * power), (sbyte)(Mass + other.Mass * power),
        (sbyte)(Time + other.Time * power), (sbyte)(Temperature + other.Temperature * power));
}

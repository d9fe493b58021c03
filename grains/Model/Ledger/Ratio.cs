using System.Collections.Frozen;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Ledger;

/// <summary>A figure made of two measures. Over any time and any twins it is the one's sum through the other's: never averaged, never stored.</summary>
/// <param name="Name">As callers write it, such as "availability".</param>
/// <param name="Unit">What the quotient of the measures' units is given in.</param>
/// <param name="Numerator">What is divided; its unit over the denominator's, times <paramref name="Scale"/>, is <paramref name="Unit"/>.</param>
/// <param name="Says">What it is, in one line, for people.</param>
/// <param name="Scale">How many <paramref name="Unit"/> make one of the numerator's unit per one of the denominator's, exactly: 3.6 km/h make 1 m/s.</param>
public sealed record Ratio(string Name, Unit Unit, Measure Numerator, Measure Denominator, string Says, decimal Scale = 1)
{
    /// <summary>The quotient of two sums in steps; null where nothing was counted to divide by.</summary>
    public decimal? Of(Int128 numerator, Int128 denominator) =>
        denominator == 0 ? null : Numerator.InUnit(numerator) * Scale / Denominator.InUnit(denominator);

    public override string ToString() => Name;
}

/// <summary>Every ratio this program knows; each room brings its own.</summary>
public static class Ratios
{
    static readonly FrozenDictionary<string, Ratio> ByName =
        new[] { ShuttleMeasures.Ratios }.SelectMany(room => room).ToFrozenDictionary(ratio => ratio.Name, StringComparer.Ordinal);

    public static IReadOnlyList<Ratio> All { get; } = [.. ByName.Values.OrderBy(ratio => ratio.Name, StringComparer.Ordinal)];

    /// <summary>Null when there is none of that name.</summary>
    public static Ratio? Named(string name) => ByName.GetValueOrDefault(name);
}

using System.Globalization;

namespace YPort.Twin.Model.Waste;

/// <summary>What mixed waste consists of from some year on, as somebody declared it.</summary>
/// <remarks>
/// What the shares leave open is not estimated: it is shown by its mass and is in no emission, so that what is worked out is a lower bound.
/// Bangkok's published shares (food 49 %, plastic not recycled 18 %, paper 10 %) leave 23 % open.
/// </remarks>
/// <param name="FromYear">First year in which it holds, CE; until the next one's.</param>
/// <param name="Shares">Of wet mass, each 0 to 1, together at most 1.</param>
public sealed record Composition(int FromYear, IReadOnlyDictionary<WasteType, decimal> Shares, Declaration Said)
{
    public decimal UnstatedShare => 1 - Shares.Values.Sum();

    /// <summary>The one that holds in a year; null before the first.</summary>
    public static Composition? In(int year, IEnumerable<Composition> all) => all.Where(one => one.FromYear <= year).MaxBy(one => one.FromYear);

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<WasteFault> Faults()
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"composition from {FromYear}");
        foreach (var (type, share) in Shares)
            if (share is < 0 or > 1) yield return new(about, string.Create(CultureInfo.InvariantCulture, $"{share} of it is {type}, where a share is 0 to 1."), "Send 0.49 for 49 %.");
        if (Shares.Values.Sum() is > 1 and var sum)
            yield return new(about, string.Create(CultureInfo.InvariantCulture, $"Its shares come to {sum}, which is more than all."), "Look for a type that is counted within another one.");
        if (!Said.IsSourced) yield return new(about, "It names no source.", "Give title and publisher of where the shares were published.");
    }
}

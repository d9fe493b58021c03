using System.Globalization;
using System.Xml;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Answering;

/// <summary>Exact numbers as JSON shows them.</summary>
static class Shown
{
    // Dividing by one with 28 zeros drops trailing zeros: 1.500 is shown as 1.5.
    const decimal One = 1.0000000000000000000000000000m;

    public static decimal Plain(decimal value) => value / One;

    public static decimal? Plain(decimal? value) => value / One;

    /// <summary>The same as text.</summary>
    public static string Text(decimal value) => Plain(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 duration in whole milliseconds; a clock that runs ahead shows no negative age.</summary>
    public static string Age(TimeSpan age) => XmlConvert.ToString(TimeSpan.FromMilliseconds(Math.Max(0, (long)age.TotalMilliseconds)));

    public static string? Age(Instant? newest, Instant now) => newest is { } at ? Age(now - at) : null;
}

/// <summary>What a number rests on, as shares of the time (or of the twins) that it should cover.</summary>
/// <param name="Measured">As sensors said.</param>
/// <param name="Estimated">Spread over a gap or integrated from power.</param>
/// <param name="Missing">Not known.</param>
public sealed record QualityShares(double Measured, double Estimated, double Missing)
{
    /// <summary>Shares in parts per million of the whole; null when nothing could be covered.</summary>
    public static QualityShares? Of(Int128 measured, Int128 estimated, Int128 whole)
    {
        if (whole <= 0) return null;
        // Readings a little ahead of our clock cover time that has not passed yet.
        var m = Math.Min(1, Math.Round((double)measured / (double)whole, 6));
        var e = Math.Min(Math.Round(1 - m, 6), Math.Round((double)estimated / (double)whole, 6));
        return new(m, e, Math.Round(1 - m - e, 6));
    }

    /// <summary>Of what was counted, whose share is measured; null when nothing was. Time has no part in it, and nothing is missing that anybody knows of.</summary>
    public static QualityShares? OfAmounts(Int128 measured, Int128 estimated) =>
        Of(Int128.Abs(measured), Int128.Abs(estimated), Int128.Abs(measured) + Int128.Abs(estimated));

    /// <summary>Known of what should be known.</summary>
    public double Covered() => Math.Round(Measured + Estimated, 6);
}

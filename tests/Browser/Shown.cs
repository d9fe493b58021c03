using System.Globalization;

namespace YPort.Twin.Tests.Browser;

/// <summary>How the page must write a headline figure in English, told again in another language than the page's own.</summary>
static class Shown
{
    public static string Headline(decimal? value)
    {
        if (value is not { } number) return "–";
        var decimals = Math.Abs(number) switch { >= 100 => 0, >= 10 => 1, >= 1 => 2, _ => 3 };
        var rounded = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        return rounded.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }
}

namespace YPort.Twin.Model.City.Inventory;

/// <summary>A part of a total, and whose errors it carries. Parts with the same activity or the same factor share that error.</summary>
/// <param name="Activity">Names the amount; <paramref name="ActivityPercent"/> is half of its 95 % interval, in per cent, null when unknown.</param>
/// <param name="Factor">Names the factor; null when there is none to be wrong.</param>
public readonly record struct UncertainTerm(decimal Co2eKg, string Activity, decimal? ActivityPercent, string? Factor = null, decimal? FactorPercent = null);

/// <summary>The uncertainty of a total, as half of the 95 % interval, in per cent of it.</summary>
/// <param name="AtLeastPercent">What the known errors make; null when the total is 0.</param>
/// <param name="Unknown">Activities and factors whose error nobody estimated.</param>
public sealed record CombinedUncertainty(double? AtLeastPercent, IReadOnlyList<string> Unknown)
{
    /// <summary>Null as long as one error is unknown.</summary>
    public double? Percent => Unknown.Count == 0 ? AtLeastPercent : null;
}

/// <summary>How errors combine: approach 1 of the IPCC (2006 Guidelines, volume 1, chapter 3, equations 3.1 and 3.2).</summary>
/// <remarks>
/// Both equations are for independent errors, at most about 60 % wide (2 standard deviations), and of first order. What depends on one factor is not independent: <see cref="OfTotal"/> applies each factor, and each
/// amount, once to all that it is in. GWPs count as exact, by convention.
/// </remarks>
public static class Uncertainty
{
    /// <summary>Of a product of independent numbers: sqrt(sum U_i^2).</summary>
    public static double Product(params ReadOnlySpan<double> percents)
    {
        double squares = 0;
        foreach (var percent in percents) squares += percent * percent;
        return Math.Sqrt(squares);
    }

    /// <summary>Of a sum of independent numbers: sqrt(sum (U_i x_i)^2) / |sum x_i|; null when they sum to 0.</summary>
    public static double? Sum(IEnumerable<(double Amount, double Percent)> parts)
    {
        double squares = 0, sum = 0;
        foreach (var (amount, percent) in parts) (squares, sum) = (squares + amount * percent * (amount * percent), sum + amount);
        return sum == 0 ? null : Math.Sqrt(squares) / Math.Abs(sum);
    }

    /// <summary>Of a total: each independent error, of an amount or of a factor, times all that it is in; then the sum of squares.</summary>
    /// <remarks>For rows that share a factor this is sqrt(U_A^2 + U_F^2) with U_A the combined uncertainty of their activities: activity first, then the factor once.</remarks>
    public static CombinedUncertainty OfTotal(IEnumerable<UncertainTerm> terms)
    {
        double total = 0;
        Dictionary<(string Kind, string Name), (double Carried, decimal? Percent)> errors = [];
        foreach (var term in terms)
        {
            var amount = (double)term.Co2eKg;
            total += amount;
            Carry(("activity", term.Activity), amount, term.ActivityPercent);
            if (term.Factor is { } factor) Carry(("factor", factor), amount, term.FactorPercent);
        }
        var squares = errors.Values.Sum(error => Math.Pow(error.Carried * (double)(error.Percent ?? 0), 2));
        return new(total == 0 ? null : Math.Sqrt(squares) / Math.Abs(total),
            [.. errors.Where(error => error.Value.Percent is null).Select(error => $"{error.Key.Kind} {error.Key.Name}").Order(StringComparer.Ordinal)]);

        // Said differently of one and the same, the greater holds.
        void Carry((string, string) of, double amount, decimal? percent) => errors[of] = errors.TryGetValue(of, out var error)
            ? (error.Carried + amount, error.Percent > percent || percent is null ? error.Percent : percent)
            : (amount, percent);
    }
}

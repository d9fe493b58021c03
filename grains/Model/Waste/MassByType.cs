using System.Globalization;

namespace YPort.Twin.Model.Waste;

/// <summary>Waste by what it consists of, and by itself what nobody said the contents of.</summary>
/// <param name="Grams">Wet.</param>
/// <param name="NotEstimatedGrams">By category; what mixed waste consists of besides the declared shares stands under "mixed".</param>
public sealed record MassByType(IReadOnlyDictionary<WasteType, decimal> Grams, IReadOnlyDictionary<string, decimal> NotEstimatedGrams)
{
    public decimal TotalGrams => Grams.Values.Sum() + NotEstimatedGrams.Values.Sum();

    /// <summary>Splits amounts by category; null exactly when there are faults.</summary>
    /// <param name="about">What the amounts are of, for the faults.</param>
    /// <param name="mixed">Of mixed waste; null when nobody declared any.</param>
    public static (MassByType? Mass, IReadOnlyList<WasteFault> Faults) Of(string about, IEnumerable<(string Category, long Grams)> amounts, Composition? mixed)
    {
        List<WasteFault> faults = [];
        Dictionary<WasteType, decimal> grams = [];
        Dictionary<string, decimal> open = new(StringComparer.Ordinal);
        if (mixed is not null) faults.AddRange(mixed.Faults());
        foreach (var (category, amount) in amounts)
        {
            if (amount < 0)
                faults.Add(new(about, string.Create(CultureInfo.InvariantCulture, $"{amount / 1000m} kg of {category} is less than nothing."), "More left than came: look at the balance of the site."));
            else if (WasteType.Of(category) is { } type) grams[type] = grams.GetValueOrDefault(type) + amount;
            else if (category != Ticket.Mixed) open[category] = open.GetValueOrDefault(category) + amount;
            else if (mixed is null)
                faults.Add(new(about, $"Nobody declared what {Ticket.Mixed} waste consisted of then.", "Declare a composition with its source, from that year or an earlier one."));
            else
            {
                foreach (var (part, share) in mixed.Shares) grams[part] = grams.GetValueOrDefault(part) + amount * share;
                if (mixed.UnstatedShare is > 0 and var rest) open[Ticket.Mixed] = open.GetValueOrDefault(Ticket.Mixed) + amount * rest;
            }
        }
        return faults.Count == 0 ? (new(grams, open), []) : (null, faults);
    }
}

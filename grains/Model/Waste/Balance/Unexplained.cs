using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Model.Waste.Balance;

/// <summary>Waste that does not add up, or of which nobody said where it came from or went.</summary>
/// <param name="Site">Where it is; of a way, where that begins.</param>
/// <param name="Category">Null where it is over all categories.</param>
/// <param name="Grams">Below zero: missing.</param>
/// <param name="Share">Of what it was compared with, which <paramref name="Says"/> names; null where that is nothing.</param>
public sealed record Unexplained(string Site, string? Category, long Grams, decimal? Share, string Says)
{
    /// <summary>From one site to another; null of what is at a site.</summary>
    public Haul? Way { get; init; }

    /// <summary>Of what came from nobody said where: what was measured of it; null of anything else.</summary>
    public Measure? OfUnknownOrigin { get; init; }

    public string Where => Way is { To: not DimensionText.Unknown } way ? $"{way.From} to {way.To ?? "anywhere"}" : Site;

    internal static IEnumerable<Unexplained> In(IReadOnlyCollection<SiteBalance> sites, IReadOnlyCollection<Haul> hauls, IEnumerable<WasteSum> collected, IEnumerable<WasteSum> delivered)
    {
        // What is in a bin was weighed as it came in: the way from it has one weighing, and needs no second.
        var bins = sites.Where(site => site.Role == WasteRole.Bin).Select(site => site.Site).ToHashSet(StringComparer.Ordinal);
        foreach (var haul in hauls)
        {
            if (haul.To == DimensionText.Unknown) yield return On(-haul.SentGrams!.Value, 1, "of what left so; nobody said for where");
            else if (haul.ArrivedGrams is null) yield return On(-haul.SentGrams!.Value, 1, "of what was sent; nobody weighs for this twin what arrives there");
            else if (haul.SentGrams is null && !bins.Contains(haul.From)) yield return On(haul.ArrivedGrams.Value, 1, "of what arrived; nobody weighed it when it left");
            else if (haul.DifferenceGrams is { } difference and not 0)
                yield return On(difference, haul.UnexplainedShare, difference < 0 ? "of what was sent has not arrived" : "of what was sent arrived beyond it");

            Unexplained On(long grams, decimal? share, string says) => new(haul.From, haul.Category, grams, share, says) { Way = haul };
        }
        foreach (var site in sites.Where(site => site.StillThereGrams is not null and not 0))
            yield return new(site.Site, null, -site.StillThereGrams!.Value, site.CollectedGrams == 0 ? null : Math.Abs(site.StillThereGrams.Value) / (decimal)site.CollectedGrams,
                site.StillThereGrams > 0 ? "of what came in has not left" : "of what came in left beyond it");
        foreach (var one in NoOrigin(collected, WasteMeasures.Collected, "of what was collected there came from nobody said where")) yield return one;
        foreach (var one in NoOrigin(delivered, WasteMeasures.Delivered, "of what was delivered there came from nobody said where")) yield return one;
    }

    static IEnumerable<Unexplained> NoOrigin(IEnumerable<WasteSum> sums, Measure measure, string says) =>
        from site in sums.GroupBy(sum => sum.Site, StringComparer.Ordinal)
        let all = site.Sum(sum => sum.Grams)
        from category in site.Where(sum => sum.Origin == DimensionText.Unknown).GroupBy(sum => sum.Category, StringComparer.Ordinal)
        let grams = category.Sum(sum => sum.Grams)
        where grams != 0
        select new Unexplained(site.Key, category.Key, grams, all == 0 ? null : grams / (decimal)all, says) { OfUnknownOrigin = measure };
}

using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Model.Waste.Balance;

/// <summary>Where waste came from, went and arrived over a span, as far as the ledger's sums tell. No difference is absorbed: each has its line.</summary>
/// <remarks>
/// Only what is weighed for the first time is collected, and only what ends somewhere is delivered (README.md of Model), so that the two must agree but for
/// what lies in transfer stations, is on its way, was taken elsewhere or was weighed otherwise.
/// </remarks>
/// <param name="CollectedByOrigin">Grams by district, "outside:place" or "unknown".</param>
/// <param name="Unexplained">All that does not add up or that nobody said, the heaviest first.</param>
public sealed record WasteBalance(IReadOnlyList<SiteBalance> Sites, IReadOnlyList<CategoryBalance> Categories, IReadOnlyList<Haul> Hauls,
    IReadOnlyDictionary<string, long> CollectedByOrigin, IReadOnlyList<Unexplained> Unexplained)
{
    public long CollectedGrams => Sites.Sum(site => site.CollectedGrams);

    public long DeliveredGrams => Sites.Sum(site => site.DeliveredGrams);

    /// <summary>Delivered less collected.</summary>
    public long DifferenceGrams => DeliveredGrams - CollectedGrams;

    /// <param name="sums">Of the measures collected, transferred and delivered; others are left aside.</param>
    /// <param name="roles">Of each site, as of the span.</param>
    public static WasteBalance Of(IEnumerable<WasteSum> sums, IReadOnlyDictionary<string, WasteRole> roles)
    {
        var all = sums.ToArray();
        var (collected, transferred, delivered) = (Of(WasteMeasures.Collected), Of(WasteMeasures.Transferred), Of(WasteMeasures.Delivered));
        SiteBalance[] sites = [.. all.Select(sum => sum.Site).Concat(roles.Keys).Distinct().Order(StringComparer.Ordinal).Select(site =>
            new SiteBalance(site, roles.TryGetValue(site, out var role) ? role : null, At(collected, site), At(transferred, site), At(delivered, site)))];
        CategoryBalance[] categories = [.. all.Select(sum => sum.Category).Distinct().Order(StringComparer.Ordinal).Select(category =>
            new CategoryBalance(category, In(collected, category), In(transferred, category), In(delivered, category)))];
        Haul[] hauls = [.. FromStations(transferred, delivered, roles), .. FromOthers(delivered, roles)];
        return new(sites, categories, hauls, collected.GroupBy(sum => sum.Origin, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(sum => sum.Grams), StringComparer.Ordinal),
            [.. Balance.Unexplained.In(sites, hauls, collected, delivered).OrderByDescending(one => Math.Abs(one.Grams)).ThenBy(one => one.Where, StringComparer.Ordinal)]);

        WasteSum[] Of(Measure measure) => [.. all.Where(sum => sum.Measure == measure)];
        static long At(WasteSum[] sums, string site) => sums.Where(sum => sum.Site == site).Sum(sum => sum.Grams);
        static long In(WasteSum[] sums, string category) => sums.Where(sum => sum.Category == category).Sum(sum => sum.Grams);
    }

    // A transfer station says where a load goes, and its destination where it came from.
    static IEnumerable<Haul> FromStations(WasteSum[] transferred, WasteSum[] delivered, IReadOnlyDictionary<string, WasteRole> roles) =>
        from way in transferred.Select(sum => (From: sum.Site, To: sum.Destination, sum.Category))
            .Concat(delivered.Where(sum => IsStation(sum.Origin, roles)).Select(sum => (From: sum.Origin, To: sum.Site, sum.Category))).Distinct().Order()
        let sent = transferred.Where(sum => sum.Site == way.From && sum.Destination == way.To && sum.Category == way.Category).Sum(sum => sum.Grams)
        let arrived = delivered.Where(sum => sum.Site == way.To && sum.Origin == way.From && sum.Category == way.Category).Sum(sum => sum.Grams)
        select new Haul(way.From, way.To, way.Category, sent, IsFinal(way.To, roles) ? arrived : null);

    // A landfill or plant takes off what leaves it under its own name; of bins and strangers only the arrivals are weighed.
    static IEnumerable<Haul> FromOthers(WasteSum[] delivered, IReadOnlyDictionary<string, WasteRole> roles) =>
        from way in delivered.Where(sum => Ticket.IsSite(sum.Origin) && sum.Origin != DimensionText.Unknown && !IsStation(sum.Origin, roles)).Select(sum => (From: sum.Origin, sum.Category)).Distinct().Order()
        let ofIt = delivered.Where(sum => sum.Origin == way.From && sum.Category == way.Category).ToArray()
        select new Haul(way.From, null, way.Category, IsFinal(way.From, roles) ? -ofIt.Where(sum => sum.Site == way.From).Sum(sum => sum.Grams) : null,
            ofIt.Where(sum => sum.Site != way.From).Sum(sum => sum.Grams));

    static bool IsStation(string place, IReadOnlyDictionary<string, WasteRole> roles) => roles.TryGetValue(place, out var role) && role == WasteRole.TransferStation;

    static bool IsFinal(string place, IReadOnlyDictionary<string, WasteRole> roles) =>
        roles.TryGetValue(place, out var role) && role is WasteRole.Landfill or WasteRole.WasteToEnergy or WasteRole.Composting;
}

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>Methane of a landfill by first-order decay, from the year in which it opened.</summary>
/// <remarks>
/// For each type of waste x and year T, with M = 7 + delay the month in which decay begins:
/// DDOCmd = W DOC DOCf MCF (3.2); DDOCma(T) = DDOCma(T-1) e^-k + DDOCmd e^(-k (13-M)/12) (3.4, 3A1.12);
/// DDOCm decomp(T) = DDOCma(T-1) (1 - e^-k) + DDOCmd (1 - e^(-k (13-M)/12)) (3.5, 3A1.13);
/// generated = DDOCm decomp F 16/12 (3.6); emitted = (sum over x of generated - R) (1 - OX) (3.1).
/// With the default delay of six months M is 13 and nothing decays in the year of deposit.
/// Source: 2006 IPCC Guidelines, volume 5, chapter 3 and annex 3A.1; equations in a secondary copy, the annex's numbers from memory.
/// Leaves out: what burns on the site, carbon dioxide (biogenic, not reported), and how management changes over the years.
/// </remarks>
public static class FirstOrderDecay
{
    /// <param name="history">Tonnages deposited at this site, from the year it opened.</param>
    /// <param name="compositions">Of mixed waste.</param>
    /// <param name="destroyedGrams">Methane burned or used, by year (<see cref="LandfillGas"/>); what is merely collected does not count.</param>
    /// <param name="through">Last year to work out.</param>
    /// <returns>Null exactly when there are faults.</returns>
    public static (LandfillMethane? Methane, IReadOnlyList<WasteFault> Faults) Of(DisposalSite site, DecaySet set, TonnageHistory history,
        IReadOnlyList<Composition> compositions, IReadOnlyDictionary<int, double> destroyedGrams, int through)
    {
        List<WasteFault> faults = [.. site.Faults(), .. Misfits(site, history, compositions, destroyedGrams, through)];
        if (faults.Count > 0) return (null, faults);

        List<MethaneYear> years = [];
        Dictionary<WasteType, double> accumulated = [];
        for (var year = site.Opened; year <= through; year++)
        {
            var (mass, wrong) = MassByType.Of(FormattableString.Invariant($"{site.Id} {year}"), history.In(year), Composition.In(year, compositions));
            faults.AddRange(wrong);
            if (mass is not null && faults.Count == 0) years.Add(Next(site, set, year, mass, accumulated, destroyedGrams.TryGetValue(year, out var destroyed) ? destroyed : null));
        }
        return faults.Count == 0 ? (new(site, set, years), []) : (null, [.. faults.Distinct()]);
    }

    /// <summary>F 16/12: grams of methane per gram of decomposed carbon.</summary>
    internal static double MethanePerCarbon(DecaySet set) => set.MethaneShare.AsDouble * 16 / 12;

    static MethaneYear Next(DisposalSite site, DecaySet set, int year, MassByType mass, Dictionary<WasteType, double> accumulated, double? destroyed)
    {
        List<DecayLine> lines = [];
        // In the order of the list, so that sums of doubles do not depend on who was deposited first.
        foreach (var type in WasteType.All)
        {
            if (!set.Types.TryGetValue(type, out var decay)) continue;
            var deposited = (double)mass.Grams.GetValueOrDefault(type);
            if (deposited == 0 && !accumulated.ContainsKey(type)) continue;
            var carbon = deposited * decay.Carbon.AsDouble * decay.Decomposed.AsDouble * site.Mcf.AsDouble;
            var k = decay.PerYear.AsDouble;
            var (before, left, leftOfNew) = (accumulated.GetValueOrDefault(type), Math.Exp(-k), Math.Exp(-k * (6 - site.DelayMonths) / 12));
            var decomposed = before * (1 - left) + carbon * (1 - leftOfNew);
            accumulated[type] = before * left + carbon * leftOfNew;
            lines.Add(new(type, deposited, carbon, decomposed, accumulated[type], decomposed * MethanePerCarbon(set)));
        }
        var generated = lines.Sum(line => line.GeneratedGrams);
        var recovered = Math.Min(destroyed ?? 0, generated);
        var oxidised = (generated - recovered) * site.Ox.AsDouble;
        return new(year, lines, mass.NotEstimatedGrams, generated, destroyed, recovered, oxidised, checked((long)Math.Round(generated - recovered - oxidised, MidpointRounding.ToEven)));
    }

    static IEnumerable<WasteFault> Misfits(DisposalSite site, TonnageHistory history, IReadOnlyList<Composition> compositions, IReadOnlyDictionary<int, double> destroyedGrams, int through)
    {
        if (history.Kind != TonnageKind.Deposited)
            yield return new(history.Series, "It does not count what was brought to a landfill.", $"Give the tonnages deposited at {site.Id}; what a city collects or generates goes to many places.");
        if (history.Subject != site.Id) yield return new(history.Series, $"It is not of {site.Id}.", "Give the history of this site.");
        if (history.First < site.Opened)
            yield return new(history.Series, FormattableString.Invariant($"{history.First} lies before {site.Opened}, when {site.Id} opened."), "Correct the history, or the year of opening.");
        if (through < site.Opened)
            yield return new(site.Id, FormattableString.Invariant($"{through} lies before {site.Opened}, when it opened."), "Ask for that year or a later one.");
        if (site.Closed is { } closed && history.Years.Any(one => one.Year > closed && one.Grams > 0))
            yield return new(history.Series, FormattableString.Invariant($"It has deposits after {closed}, when {site.Id} closed."), "Correct the history, or the year of closing.");
        foreach (var twice in compositions.GroupBy(one => one.FromYear).Where(group => group.Count() > 1))
            yield return new(site.Id, FormattableString.Invariant($"{twice.Count()} compositions of mixed waste hold from {twice.Key} on."), "Keep the one that holds.");
        var last = Math.Min(through, site.Closed ?? through);
        var missing = Enumerable.Range(site.Opened, Math.Max(0, last - site.Opened + 1)).Where(year => year < history.First || year > history.Last).ToArray();
        if (missing.Length > 0)
            yield return new(history.Series, $"It knows nothing of {TonnageHistory.Spans(missing)}.", "Enter each year with its source, or say in which year the site closed.");
        foreach (var (year, grams) in destroyedGrams)
        {
            if (!double.IsFinite(grams) || grams < 0)
                yield return new(site.Id, FormattableString.Invariant($"{grams} g of methane destroyed in {year} cannot be."), "Leave the year out when nobody knows.");
            if (year < site.Opened) yield return new(site.Id, FormattableString.Invariant($"Gas was destroyed in {year}, before it opened in {site.Opened}."), "Correct one of the years.");
        }
    }
}

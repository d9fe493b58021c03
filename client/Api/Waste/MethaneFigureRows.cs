using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Waste;

/// <summary>The figures of a report on landfills' methane, of one landfill or all together.</summary>
sealed class MethaneFigureRows(FactorRegistry registry)
{
    const string Kilogram = "kg", Emitted = "methane-emitted", Generated = "methane-generated",
        EmittedLimits = "methane that left the landfill in the year: generated less recovered, less what the cover oxidised; waste whose contents nobody stated is not in it, so it is a lower bound; carbon dioxide of landfill gas is biogenic and not reported";

    public IEnumerable<ReportedFigure> Of(LandfillYear landfill) => landfill.Account is not { } account
        ? [new(Emitted, null, null, Kilogram, string.Join(" ", landfill.Faults), false, [], EmittedLimits, []), .. Weighed(landfill)]
        : [.. Balance(landfill, account), .. ByType(account), .. Alternatives(account), .. Deposits(landfill, account), .. Compared(landfill, account), .. Weighed(landfill)];

    public IEnumerable<ReportedFigure> Together(IReadOnlyList<LandfillYear> landfills)
    {
        var lacking = landfills.Where(landfill => landfill.Account is null).Select(landfill => landfill.Id).ToArray();
        var why = landfills.Count == 0 ? "there is no landfill" : lacking.Length > 0 ? $"lacking: {string.Join(", ", lacking)}" : null;
        var accounts = landfills.Select(landfill => landfill.Account).OfType<LandfillAccount>().ToArray();
        var sound = why is null && accounts.All(CanBeClosed);
        var factors = Factors(accounts.SelectMany(account => account.From));
        yield return new(Generated, null, why is null ? Kg(accounts.Sum(account => account.Year.GeneratedGrams)) : null, Kilogram, why, sound, factors, "methane that formed in the year", []);
        yield return new(Emitted, null, why is null ? accounts.Sum(account => account.Year.EmittedGrams) / 1000m : null, Kilogram, why, sound, factors, EmittedLimits, []);
        if (why is not null) yield break;
        foreach (var row in landfills.SelectMany(landfill => landfill.Account!.Parts.Select(part => (Where: Where(landfill.Placed(part.Origin)).Row, part.EmittedGrams))).GroupBy(part => part.Where, StringComparer.Ordinal).OrderBy(row => row.Key, StringComparer.Ordinal))
            yield return new(Emitted, By(("row", row.Key)), row.Sum(part => part.EmittedGrams) / 1000m, Kilogram, null, sound, factors, "of that, by where it counts in the inventory", []);
    }

    public ImmutableArray<FactorAnswer> Factors(IEnumerable<string> from) => [.. Named(from).Select(FactorAnswer.Of)];

    public static decimal Kg(double grams) => Shown.Plain(decimal.Round((decimal)grams / 1000, 6));

    IEnumerable<ReportedFigure> Balance(LandfillYear landfill, LandfillAccount account)
    {
        var (year, factors, sound) = (account.Year, Factors(account.From), CanBeClosed(account));
        yield return new(Generated, null, Kg(year.GeneratedGrams), Kilogram, null, sound, factors, $"methane that formed in the year by first-order decay of all that came since {account.Site.Opened}", []);
        decimal? volume = landfill.Ledger.GasDestroyedCubicMetres.TryGetValue(landfill.Year, out var metered) ? Shown.Plain(metered) : null;
        yield return new(WasteMeasures.GasDestroyed.Name, null, volume, WasteMeasures.GasDestroyed.Unit.Text, volume is null ? "nothing was metered" : null, volume is not null, [], "gas burned or used, as metered; what is merely collected does not count", volume is null ? [] : [Address(landfill, WasteMeasures.GasDestroyed.Name)]);
        yield return new("methane-recovered", null, year.DestroyedGrams is null ? null : Kg(year.RecoveredGrams), Kilogram,
            year.DestroyedGrams is not null ? null : volume is null ? "no gas destroyed was metered: it counts as none, as the IPCC's default does" : "gas was destroyed, and nobody declared how much methane is in it (waste.landfill.gas): it counts as none",
            year.DestroyedGrams is not null && sound, Factors(account.GasConverted is { } density ? [density.From] : []), Recovered(landfill.Facts!.Gas, year), volume is null ? [] : [Address(landfill, WasteMeasures.GasDestroyed.Name)]);
        yield return new("methane-oxidised", null, Kg(year.OxidisedGrams), Kilogram, null, sound, Factors([account.Site.Ox.From]), "of what was left after recovery, in the cover", []);
        yield return new(Emitted, null, year.EmittedGrams / 1000m, Kilogram, null, sound, factors, EmittedLimits, []);
        foreach (var part in account.Parts)
        {
            var (row, why) = Where(landfill.Placed(part.Origin));
            yield return new(Emitted, By(("origin", Word(part.Origin)), ("row", row)), part.EmittedGrams / 1000m, Kilogram, null, sound, factors, "of that, by whose waste it comes from, by its share of what was generated; " + why, []);
        }
    }

    IEnumerable<ReportedFigure> ByType(LandfillAccount account) => account.Year.Types.Select(line => new ReportedFigure(Generated, By(("type", line.Type.Name)), Kg(line.GeneratedGrams), Kilogram, null, CanBeClosed(account),
        Factors([account.Set.Types[line.Type].PerYear.From, account.Set.Types[line.Type].Carbon.From, account.Set.Types[line.Type].Decomposed.From]),
        string.Create(CultureInfo.InvariantCulture, $"of that; {line.CarbonDecomposedGrams / 1e6:0.######} t of its carbon decomposed, {line.CarbonAccumulatedGrams / 1e6:0.######} t lie there at the end of the year"), []));

    IEnumerable<ReportedFigure> Alternatives(LandfillAccount account)
    {
        var (factors, sound) = (Factors(account.From), CanBeClosed(account));
        yield return new("methane-potential", null, Kg(account.Methane.PotentialGrams), Kilogram, null, sound, factors, "what all that came until the end of the year can ever generate; no emission of a year", []);
        yield return new("methane-commitment", null, account.Commitment is { } commitment ? commitment.EmittedGrams / 1000m : null, Kilogram, account.Commitment is null ? "nothing is known to have come in the year" : null, account.Commitment is not null && sound, factors,
            "the alternative method, never to be added to methane-emitted: all methane that the year's own waste will ever give off, with the share recovered that was in the year", []);
    }

    static IEnumerable<ReportedFigure> Deposits(LandfillYear landfill, LandfillAccount account)
    {
        foreach (var one in account.Deposits)
            yield return new("waste-deposited", By(("year", Text(one.Year)), ("category", one.Category), ("from", one.IsWeighed ? "weighed" : "declared")), one.Grams / 1000m, Kilogram, null, one.Status != FactorStatus.Memory, [],
                $"{one.Source.Title}, {one.Source.Publisher}{(one.Status is { } status ? $"; {status.ToString().ToLowerInvariant()}" : "")}; of that the city's {Text(one.CityGrams / 1000m)} kg, others' {Text(one.ElsewhereGrams / 1000m)} kg, nobody said whose {Text(one.UnknownGrams / 1000m)} kg",
                one.IsWeighed ? [Address(landfill, WasteMeasures.Delivered.Name, one.Year)] : []);
        foreach (var (category, grams) in account.Year.NotEstimatedGrams)
            yield return new("waste-not-estimated", By(("year", Text(landfill.Year)), ("category", category)), grams / 1000m, Kilogram, null, true, [], "came in the year, and nobody stated what it consists of: it is in no methane", []);
    }

    IEnumerable<ReportedFigure> Compared(LandfillYear landfill, LandfillAccount account)
    {
        foreach (var reported in (landfill.Facts!.Reported ?? []).Where(one => one.Year == landfill.Year))
        {
            var beside = Reconciliation.Of(account.Methane, landfill.Year, reported.Grams, new(null, reported.Source))!;
            yield return new("methane-worked-out-less-reported", By(("source", reported.Source.Title)), beside.DifferenceGrams / 1000m, Kilogram, null, CanBeClosed(account), [],
                $"reported were {Text(reported.Grams / 1000m)} kg by {beside.Said}; shown, never absorbed", []);
            yield return new("recovered-share-needed", By(("source", reported.Source.Title)), Share(beside.RecoveredShareNeeded), "1", beside.RecoveredShareNeeded is null ? "no share from 0 to 1 does it" : null, beside.RecoveredShareNeeded is not null, [], "of what was generated, for both to agree, all else as it is", []);
            yield return new("methane-correction-needed", By(("source", reported.Source.Title)), Share(beside.CorrectionNeeded), "1", beside.CorrectionNeeded is null ? "no factor from 0 to 1 does it" : null, beside.CorrectionNeeded is not null, [], "MCF, for both to agree, all else as it is", []);
        }
    }

    // What was declared of a year that the scales told of as well.
    static IEnumerable<ReportedFigure> Weighed(LandfillYear landfill) =>
        from one in landfill.Facts?.History ?? []
        group one by one.Year into declared
        where declared.Key <= landfill.Year && landfill.Ledger.DeliveredGrams(declared.Key) is not null
        let weighed = landfill.Ledger.DeliveredGrams(declared.Key)!.Value
        orderby declared.Key
        select new ReportedFigure("deposited-declared-less-weighed", By(("year", Text(declared.Key))), (declared.Sum(one => one.Grams) - weighed) / 1000m, Kilogram, null, true, [],
            $"declared are {Text(declared.Sum(one => one.Grams) / 1000m)} kg, and the declaration counts; weighed were {Text(weighed / 1000m)} kg, as far as tickets were told; shown, never absorbed", [Address(landfill, WasteMeasures.Delivered.Name, declared.Key)]);

    bool CanBeClosed(LandfillAccount account) => account.HasSoundHistory && Named(account.From).All(factor => factor.CanBeClosed);

    IEnumerable<Factor> Named(IEnumerable<string> from) => from.Distinct().Select(one => registry.All.FirstOrDefault(factor => factor.ToString() == one)).OfType<Factor>();

    static string Recovered(MeteredGas? gas, MethaneYear year) => (gas is null ? "metered gas times its methane and the density at the meter's conditions"
        : string.Create(CultureInfo.InvariantCulture, $"metered gas x {gas.MethaneShare} methane by volume x density at {gas.Celsius} °C and {gas.KiloPascals} kPa ({gas.Source.Title}, {gas.Source.Publisher})"))
        + (year.DestroyedAboveGenerated ? string.Create(CultureInfo.InvariantCulture, $"; {year.DestroyedGrams / 1000:0.######} kg were destroyed, more than this model says was generated: only that counts") : "");

    static (string Row, string Why) Where(Placement placement) => placement switch
    {
        InRow row => (row.Reference.Number, $"counts in {row.Reference.Number}"),
        NotInInventory left => ("none", $"counts in no row: {left.Because}"),
        _ => ("none", ""),
    };

    static string Address(LandfillYear landfill, string measure, int? year = null) => string.Create(CultureInfo.InvariantCulture,
        $"/v1/explain/twins/{landfill.Id}/{measure}?set={FigureComposer.Word(landfill.Twin.Current.Set)}&from={year ?? landfill.Year}-01-01&to={(year ?? landfill.Year) + 1}-01-01");

    static ImmutableSortedDictionary<string, string> By(params ReadOnlySpan<(string Name, string Value)> parts)
    {
        var by = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parts) by[name] = value;
        return by.ToImmutable();
    }

    static string Word(WasteOrigin origin) => origin.ToString().ToLowerInvariant();

    static decimal? Share(double? share) => share is { } known ? Shown.Plain(decimal.Round((decimal)known, 6)) : null;

    static string Text<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}

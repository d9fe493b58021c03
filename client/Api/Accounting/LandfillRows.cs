using System.Globalization;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Accounting;

/// <summary>The inventory's rows of landfills, III.1: methane of the year by whose waste it comes from.</summary>
static class LandfillRows
{
    /// <summary>A row for each landfill in each place where its methane counts. Where one that took waste of that place cannot be worked out, the place is NE: a sum of the rest would pass for the whole.</summary>
    public static IEnumerable<MadeRow> Of(IReadOnlyList<LandfillYear> landfills, FactorRegistry factors)
    {
        List<(GpcReference Reference, string Why, LandfillYear Landfill)> lacking = [.. landfills.SelectMany(Lacking)];
        foreach (var reference in lacking.GroupBy(one => one.Reference))
            yield return new(new KeyedRow(reference.Key, NotationKey.NotEstimated, string.Join(" ", reference.Select(one => one.Why))), []) { Landfills = [.. reference.Select(one => (one.Landfill, (IReadOnlyList<OriginPart>)[]))] };
        foreach (var landfill in landfills)
            foreach (var place in (landfill.Account?.Parts ?? []).GroupBy(part => (landfill.Placed(part.Origin) as InRow)?.Reference).Where(place => place.Key is not null && lacking.All(one => one.Reference != place.Key)))
                yield return new(Row(place.Key!, landfill, landfill.Account!, [.. place], factors), []) { Landfills = [(landfill, [.. place])] };
    }

    static IEnumerable<(GpcReference Reference, string Why, LandfillYear Landfill)> Lacking(LandfillYear landfill)
    {
        if (landfill.Account is { Parts.Count: > 0 }) return [];
        var told = landfill.Ledger.Delivered.Where(one => one.Year == landfill.Year && one.Grams != 0).Select(one => one.Origin);
        var declared = Deposit.Of(landfill.Id, landfill.Facts ?? new(landfill.Year, default, []), [], landfill.Year).SelectMany(one => Enum.GetValues<WasteOrigin>().Where(origin => one.Of(origin) != 0));
        var why = landfill.Account is null ? string.Join(" ", landfill.Faults.Select(fault => fault.ToString())) : $"{landfill.Id}: more of one origin left than came, so that nobody can say whose its methane is.";
        return told.Concat(declared).Distinct().Select(landfill.Placed).OfType<InRow>().Select(row => row.Reference).Distinct().Select(reference => (reference, $"{why} GET {landfill.Report}", landfill));
    }

    static ValuedRow Row(GpcReference reference, LandfillYear landfill, LandfillAccount account, OriginPart[] parts, FactorRegistry factors)
    {
        var weighed = account.Deposits.Where(one => one.Year == landfill.Year).All(one => one.IsWeighed);
        var open = account.Deposits.Sum(one => (decimal)one.Grams) is > 0 and var all ? account.Methane.Years.Sum(year => year.NotEstimatedGrams.Values.Sum()) / all : 0;
        return new(reference, new(Ch4Kg: parts.Sum(part => part.EmittedGrams) / 1000m), null,
            new($"{WasteMeasures.Delivered}/{reference}/{landfill.Id}", WasteMeasures.Delivered.InUnit(parts.Sum(part => part.DepositedGrams)), WasteMeasures.Delivered.Unit, weighed ? DataQuality.H : DataQuality.M),
            [.. account.From.Select(from => factors.All.First(factor => factor.ToString() == from))], DataQuality.L,
            string.Create(CultureInfo.InvariantCulture, $"{landfill.Id}: methane of all that came since {account.Site.Opened}, by first-order decay ({account.Set.Name}), {Recovered(account)}; the activity is what came in {landfill.Year}, {(weighed ? "as weighed" : "as declared")}. ")
                + string.Create(CultureInfo.InvariantCulture, $"{open:P0} of all waste, whose contents nobody stated, is not estimated: a lower bound.{(account.HasSoundHistory ? "" : " Part of its history is from memory.")} Carbon dioxide of landfill gas is biogenic and not reported. GET {landfill.Report}"),
            IsModelled: true, IsFromMemory: !account.HasSoundHistory);
    }

    static string Recovered(LandfillAccount account) => account.Year.DestroyedGrams is null ? "no gas destroyed is known of"
        : string.Create(CultureInfo.InvariantCulture, $"less {account.Year.RecoveredGrams / 1000:0.###} kg destroyed, at the whole site");
}

using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.City.Plan;

/// <summary>What a plan must fulfil before a path is drawn through it.</summary>
static class PlanRules
{
    public static IEnumerable<AccountFault> Of(PlanData data)
    {
        foreach (var figure in data.Base.Concat(data.Bau))
            foreach (var fault in Sourced(figure.Id, figure.Source, figure.TonnesCo2e)) yield return fault;
        foreach (var target in data.Targets)
        {
            foreach (var fault in Sourced(target.Id, target.Source, target.TonnesCo2e)) yield return fault;
            if (target.PercentBelowBau is null == target.TonnesCo2e is null)
                yield return new(target.Id, "It must be an amount or a share below business as usual, one of the two.", "Set tonnesCo2e or percentBelowBau, and the other to null.");
            if (target.PercentBelowBau is < 0 or > 100) yield return new(target.Id, $"{target.PercentBelowBau} % below business as usual cannot be.", "Write 0 to 100.");
        }
        foreach (var population in data.Populations)
        {
            foreach (var fault in Sourced(population.Id, population.Source, population.Persons)) yield return fault;
            if (population.Persons == 0) yield return new(population.Id, "It counts nobody.", "Write the number of people, or leave it out.");
        }
        foreach (var sector in data.Sectors)
        {
            if (sector.Tonnes2018 < 0) yield return new(sector.Name.En, $"{sector.Tonnes2018} t is below zero.", "Write null when unknown.");
            foreach (var unknown in sector.Gpc.Where(gpc => !Inventory.Gpc.All.Any(reference => reference.SubSector == gpc)))
                yield return new(sector.Name.En, $"The GPC has no sub-sector \"{unknown}\".", "Write one of gpc.json, such as II.1.");
        }
        foreach (var twice in data.Sectors.SelectMany(sector => sector.Gpc).GroupBy(gpc => gpc, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new(twice.Key, "Two sectors are said to be this sub-sector.", "Give it to one; what is measured there counts once.");
        if (data.Base.FirstOrDefault(figure => figure.Id == data.UsedBase) is not { } used)
        {
            yield return new(data.UsedBase, "No base figure has this id.", $"usedBase is one of: {string.Join(", ", data.Base.Select(figure => figure.Id))}.");
            yield break;
        }
        foreach (var target in data.Targets)
        {
            if (target.Year <= used.Year) yield return new(target.Id, $"Its year {target.Year} is not after the base year {used.Year}.", "A target lies in the future of its base; correct one of the two.");
            if (target.PercentBelowBau is not null && !(target.Year <= data.Bau.Select(figure => figure.Year).DefaultIfEmpty(used.Year).Max()))
                yield return new(target.Id, $"Business as usual is not stated for {target.Year}.", "Add it with its source, or give the target as an amount.");
        }
        foreach (var figure in data.Bau)
            if (figure.Year <= used.Year) yield return new(figure.Id, $"Its year {figure.Year} is not after the base year {used.Year}.", "Business as usual begins at the base figure.");
        foreach (var twice in data.Targets.GroupBy(target => target.Year).Where(group => group.Count() > 1))
            yield return new($"{twice.Key}", "Two targets are for this year.", "Keep one; a path has one value a year.");
        foreach (var twice in data.Bau.GroupBy(figure => figure.Year).Where(group => group.Count() > 1))
            yield return new($"{twice.Key}", "Business as usual is stated twice for this year.", "Keep one; a path has one value a year.");
    }

    static IEnumerable<AccountFault> Sourced(string id, FactorSource source, decimal? amount)
    {
        if (string.IsNullOrWhiteSpace(source.Title) || string.IsNullOrWhiteSpace(source.Publisher)) yield return new(id, "It names no source.", "Give title and publisher of the document in which it stands.");
        if (amount < 0) yield return new(id, $"{amount} is below zero.", "Write 0 or more; net zero is 0.");
    }
}

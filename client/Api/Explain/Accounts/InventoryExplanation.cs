using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains a row of an inventory by the very amounts that it was made of: factors with their days, warming potentials, and each twin's part with the address that leads on.</summary>
sealed class InventoryExplanation(MadeInventory made, GwpSet gwp, YearQuestion asked)
{
    const string Kilogram = "kg",
        Method = "Each amount counts in one row by the table of placements; factors are applied once, to the sum of the activity of their days. Rules: grains/Model/City/Inventory/README.md.";

    /// <summary>A row, or all rows of a reference together.</summary>
    /// <param name="name">As asked for: a reference, or one of its rows.</param>
    public ExplainAnswer Of(string name, IReadOnlyList<MadeRow> rows) => rows is [var only] && only.Name == name ? Of(only) : Together(name, rows);

    ExplainAnswer Together(string name, IReadOnlyList<MadeRow> rows)
    {
        var explained = rows.Select(Of).ToArray();
        return Answer(name, rows[0], explained.Sum(one => one.Value), default, "sum over the rows of this reference",
            $"{string.Join(" + ", explained.Select(one => Shown.Text(one.Value!.Value)))} = {Shown.Text(explained.Sum(one => one.Value!.Value))} kg CO2e ({gwp.Name})") with
        {
            Factors = [.. explained.SelectMany(one => one.Factors)],
            Parts = [.. rows.Zip(explained, (row, one) => new ExplainPart(row.Name, one.Value, one.Exact, Kilogram, one.Quality, asked.Row(row.Name, gwp.Name)))],
            Notes = [.. explained.SelectMany(one => one.Notes).Distinct()],
        };
    }

    ExplainAnswer Of(MadeRow row) => row.Row switch
    {
        ValuedRow valued => Valued(row, valued),
        KeyedRow keyed => Keyed(row, keyed),
        _ => throw new InvalidOperationException($"{row.Name} has neither a value nor a key; an inventory lets no such row through."),
    };

    ExplainAnswer Valued(MadeRow row, ValuedRow valued)
    {
        var parts = Contribution.Of(row.Amounts, asked.Now);
        var (from, to) = parts.Count == 0 ? (made.From, made.To) : (parts.Min(part => part.From), parts.Max(part => part.To));
        var (first, last) = (from.Day.Date, new Window(to.Index - 1).Day.Date);
        FactorUse[] applied = valued.IsModelled ? [] : [.. valued.Factors.Select(factor => new FactorUse(FactorAnswer.Of(factor), first, last, Shown.Plain(valued.Activity.Amount), valued.Activity.Unit.Text,
            Shown.Plain(valued.Activity.EmittedKg(factor)!.Value), [.. made.Factors.Choices(first, factor.Series).Skip(1).Select(other => other.ToString())]))];
        FactorUse[] warmed = [.. from gas in GasMasses.Gases
                                 where valued.Masses[gas] is not null && gwp.Factor(gas) is not null
                                 select new FactorUse(FactorAnswer.Of(gwp.Factor(gas)!), first, last, Shown.Plain(valued.Masses[gas]!.Value), Kilogram, Shown.Plain(gwp.Co2e(valued.Masses[gas]!.Value, gas)!.Value), [])];
        string[] products = [.. applied.Select(use => $"{use.Product()} = {Shown.Text(use.Value)} kg {use.Factor.Gas}"),
            .. valued.IsModelled && valued.Masses.Co2Kg is { } carbon ? [$"{Shown.Text(carbon)} kg CO2, line by line below"] : Array.Empty<string>(),
            .. warmed.Select(use => $"{use.Product()} = {Shown.Text(use.Value)} kg CO2e")];
        var whole = valued.Co2eKg(gwp);
        ImmutableArray<ExplainPart> listed = [.. parts.Select(part => Part(part, from, to, valued)), .. row.Landfills.SelectMany(one => one.Parts.Select(part => Part(one.Landfill.Id, part)))];
        return Answer(row.Name, row, whole, Total(parts), valued.IsModelled ? "a model's masses by gas × warming potential" : "activity × factor of its days, by gas × warming potential",
            string.Join("; ", products) + (products.Length == 1 ? "" : $"; together {(whole is { } sum ? Shown.Text(sum) : "unknown")} kg CO2e ({gwp.Name})"), from, to, Measured(parts)) with
        {
            Factors = [.. applied, .. warmed],
            Lines = [.. row.Lines.Select(WorkedLine.Of)],
            Parameters = valued.IsModelled ? [.. valued.Factors.Select(FactorAnswer.Of)] : [],
            Parts = listed,
            Notes = [valued.Explanation, .. valued.Factors.Concat(warmed.Select(use => made.Factors.Named(use.Factor.Id)!)).Distinct().SelectMany(FactorUse.Trust), .. Compared(valued, listed, whole), .. Known()],
        };
    }

    ExplainAnswer Keyed(MadeRow row, KeyedRow keyed)
    {
        var parts = Contribution.Of(row.Amounts, asked.Now);
        ExplainPart[] elsewhere = keyed.Elsewhere is { } other
            ? [new(other.Number, made.Inventory!.Under(other).OfType<ValuedRow>().Sum(one => one.Co2eKg(gwp)) is { } sum ? Shown.Plain(sum) : null, null, Kilogram, null, asked.Row(other.Number, gwp.Name))] : [];
        return Answer(row.Name, row, null, Total(parts), keyed.Key switch
        {
            NotationKey.IncludedElsewhere => "none: what would stand here is in another row (IE), which is the part below",
            NotationKey.NotOccurring => "none: it does not occur (NO)",
            NotationKey.Confidential => "none: it is known, and may not be shown (C)",
            _ => "none: not estimated (NE); what is known of the activity, if anything, is below",
        }, keyed.Explanation, made.From, made.To, Measured(parts)) with
        {
            Key = keyed.Key.Text(),
            Parts = [.. elsewhere, .. parts.Select(part => Part(part, made.From, made.To, null)),
                .. row.Landfills.Select(one => new ExplainPart($"{one.Landfill.Id}, methane", null, null, Kilogram, null, asked.Methane(one.Landfill.Id, one.Landfill.ReportedYear)))],
            Notes = [.. Known()],
        };
    }

    ExplainPart Part(Contribution part, Window from, Window to, ValuedRow? valued)
    {
        var (measure, amount) = (part.Measure, part.Measure.InUnit(part.Amount.Steps));
        return new(part.Name(from, to), Shown.Plain(amount), part.Amount.Steps.ToString(CultureInfo.InvariantCulture), measure.Unit.Text, part.Amount.Shares(measure), asked.OfTwin(part.Twin, measure, part.From, part.To, part.Dimensions))
        {
            Adds = valued?.Co2eKg(measure.Unit.Convert(amount, valued.Activity.Unit), gwp) is { } adds ? Shown.Plain(adds) : null,
        };
    }

    ExplainPart Part(string landfill, Model.Waste.Methane.OriginPart part) => new($"{landfill}, methane of {part.Origin switch
    {
        WasteOrigin.City => "the city's waste",
        WasteOrigin.Elsewhere => "others' waste",
        _ => "waste of which nobody said whose it is",
    }}", part.EmittedGrams / 1000m, part.EmittedGrams.ToString(CultureInfo.InvariantCulture), Kilogram, null, asked.Methane(landfill, asked.Year))
    { Adds = Shown.Plain(part.EmittedGrams / 1000m * gwp.Ch4.Value) };

    // Two sums of the same amounts: of all at once, as the row has it, and part by part.
    static IEnumerable<string> Compared(ValuedRow valued, ImmutableArray<ExplainPart> parts, decimal? whole)
    {
        if (parts.Any(part => part.Adds is null)) yield return "The gases are rounded once, over all that was burned: the parts are activity, and none of them has gases of its own.";
        else if (parts.Sum(part => part.Adds!.Value) == whole) yield return $"The {parts.Length} parts add up to the row, to the last digit.";
        else yield return $"The {parts.Length} parts add up to {Shown.Text(parts.Sum(part => part.Adds!.Value))} kg and not to the row: its rounding is not theirs. {valued.Activity.Id} should be looked at.";
    }

    IEnumerable<string> Known() => asked.KnownAt is null ? [] : [AsKnown.Note];

    static Amount Total(IEnumerable<Contribution> parts) => parts.Aggregate(default(Amount), (sum, part) => sum.Plus(part.Amount));

    // A reference has one measure; where none was told there is no coverage.
    static Model.Ledger.Measure? Measured(IReadOnlyList<Contribution> parts) => parts.Count == 0 ? null : parts[0].Measure;

    ExplainAnswer Answer(string name, MadeRow row, decimal? kilograms, Amount amount, string formula, string numbers, Window? from = null, Window? to = null, Model.Ledger.Measure? measure = null)
    {
        var (reference, whole) = (row.Row.Reference, kilograms is { } known ? Shown.Plain(known) : (decimal?)null);
        return new($"inventory/{name}", $"{reference.Number} of the GPC v1.1, scope {reference.Scope}: {reference.SubSectorName.En}; {reference.Source.En}; CO2e in {made.Year} by {gwp.Name}", asked.Word, whole,
            whole?.ToString(CultureInfo.InvariantCulture), Kilogram, (from ?? made.From).Start, (to ?? made.To).Start, asked.Now, asked.KnownAt, measure is null ? null : amount.Coverage(measure), measure is null ? null : amount.Shares(measure),
            formula, numbers, Method);
    }
}

using System.Globalization;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.City.Plan;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains a total of an inventory: of the city by sector, of a sector by reference.</summary>
sealed class TotalExplanation(MadeInventory made, CityInventory inventory, YearQuestion asked)
{
    const string Kilogram = "kg", Method = "Each amount counts in one row; what is not estimated is in no sum, and named beside it. Rules: grains/Model/City/Inventory/README.md.";

    /// <param name="sector">Null of the city.</param>
    /// <param name="name">One of <see cref="NamedTotal.Names"/>.</param>
    public ExplainAnswer Of(GpcSector? sector, string name)
    {
        var total = inventory.Total(reference => NamedTotal.Holds(name, sector, reference));
        ExplainPart[] parts = sector is null
            ? [.. Gpc.Sectors.Select(one => (Sector: one, Total: inventory.Total(reference => NamedTotal.Holds(name, one, reference)))).Where(one => one.Total.References > 0)
                .Select(one => Part($"{Gpc.Number(one.Sector)} {Gpc.Name(one.Sector).En}", one.Total.Co2eKg, asked.Total(one.Sector, name, inventory.Gwp.Name)))]
            : [.. Gpc.All.Where(reference => NamedTotal.Holds(name, sector, reference)).Where(reference => inventory.Under(reference).OfType<ValuedRow>().Any())
                .Select(reference => Part(reference.Number, Known(reference), asked.Row(reference.Number, inventory.Gwp.Name)))];
        decimal?[] known = [.. parts.Select(part => part.Value).Where(value => value is not null)];
        return Answer(sector is { } only ? $"total/{Gpc.Number(only)}/{name}" : $"total/{name}", $"{(sector is { } of ? $"sector {Gpc.Number(of)}: {Gpc.Name(of).En}; " : "")}{NamedTotal.Says(name)} of the GPC v1.1 in {made.Year}, CO2e by {inventory.Gwp.Name}, of what is twinned", total.Co2eKg, Kilogram,
            sector is null ? "sum over sectors" : "sum over the rows with a value", known.Length == 0 ? total.Co2eKg is null ? "Nothing in it has a value." : "0 kg CO2e: all of it is in other rows, or does not occur."
                : $"{string.Join(" + ", known.Select(one => Shown.Text(one!.Value)))} = {Shown.Text(total.Co2eKg!.Value)} kg CO2e ({inventory.Gwp.Name})", parts) with
        {
            Key = total.Co2eKg is null ? NotationKey.NotEstimated.Text() : null,
            Lines = [new("biogenic CO2 of the same rows, beside it and in no sum with it", total.BiogenicCo2Kg is { } biogenic ? Shown.Plain(biogenic) : null, "kg CO2", [])],
            Notes =
            [
                $"It holds {total.Coverage}.",
                total.Uncertainty.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"Uncertainty: {percent:0.###} %, half of the 95 % interval.") : total.Uncertainty.Unknown.Count == 0 ? "No uncertainty: there is nothing in it."
                    : $"The uncertainty is not known, for no error is stated of: {string.Join(", ", total.Uncertainty.Unknown)}.",
                ExplainPart.AddingUp(parts.Length, known.Sum(), total.Co2eKg ?? 0, Kilogram),
                .. asked.KnownAt is null ? [] : new[] { AsKnown.Note },
            ],
        };
    }

    public ExplainAnswer PerHead(Population population)
    {
        var basic = inventory.Basic.Co2eKg;
        var tonnes = PerHeadAnswer.Rounded(population.PerHead(basic / 1000));
        return Answer($"per-head/{population.Id}", $"BASIC of what is twinned in {made.Year}, per head: {population.Name.En}", tonnes, "t", "BASIC / persons",
            tonnes is null ? "Not known." : string.Create(CultureInfo.InvariantCulture, $"{Shown.Text(basic!.Value)} kg / 1000 / {population.Persons} = {tonnes} t CO2e, rounded at the ninth digit"),
            [Part("BASIC", basic, asked.Total(null, NamedTotal.Basic, inventory.Gwp.Name)), new($"persons, {population.Year}", population.Persons, null, "{persons}", null, null)]) with
        {
            Notes = ["The parts are divided, not added.", $"{population.Source.Title}, {population.Source.Publisher}; status: {population.Status.ToString().ToLowerInvariant()}.", .. asked.KnownAt is null ? [] : new[] { AsKnown.Note }],
        };
    }

    ExplainAnswer Answer(string name, string says, decimal? value, string unit, string formula, string numbers, IReadOnlyList<ExplainPart> parts)
    {
        var shown = value is { } known ? Shown.Plain(known) : (decimal?)null;
        return new($"inventory/{name}", says, asked.Word, shown, shown?.ToString(CultureInfo.InvariantCulture), unit, made.From.Start, made.To.Start, asked.Now, asked.KnownAt, null, null, formula, numbers, Method) { Parts = [.. parts] };
    }

    // A row may be known by activity and not as CO2e.
    decimal? Known(GpcReference reference) => inventory.Under(reference).OfType<ValuedRow>().Select(row => row.Co2eKg(inventory.Gwp)).Where(co2e => co2e is not null).DefaultIfEmpty(null).Aggregate((sum, co2e) => sum + co2e);

    static ExplainPart Part(string name, decimal? kilograms, string explain) => new(name, kilograms is { } known ? Shown.Plain(known) : null, kilograms is { } exact ? Shown.Text(exact) : null, Kilogram, null, explain);
}

using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>A year of the city by GPC v1.1, of what is twinned: every reference is answered, by values or by a notation key.</summary>
/// <param name="From">What was measured from here.</param>
/// <param name="To">To here; the year may not be over.</param>
/// <param name="Gwp">The one set that all of it is in.</param>
/// <param name="CanBeClosed">False as long as a factor in it, or what somebody declared of an activity, is from memory; <paramref name="NotYetFound"/> names them.</param>
/// <param name="Sectors">The same totals of each sector of the GPC; those of a name add up to the city's.</param>
/// <param name="LeftOut">What was measured and stands in no row, with the reason: nothing is absorbed.</param>
public sealed record InventoryAnswer(
    string Set, string City, int Year, Instant From, Instant To, string Boundary, decimal AreaKm2, string Gwp, bool CanBeClosed, ImmutableArray<string> NotYetFound,
    ImmutableArray<InventoryRowAnswer> Rows, InventoryTotals Totals, ImmutableArray<SectorTotalsAnswer> Sectors, ImmutableArray<LeftOutAnswer> LeftOut, ImmutableArray<PerHeadAnswer> PerHead)
{
    internal static InventoryAnswer Of(string set, MadeInventory made, CityInventory inventory) => new(
        set, inventory.Header.City, inventory.Header.Year, made.From.Start, made.To.Start, inventory.Header.Boundary, inventory.Header.AreaKm2, inventory.Gwp.Name, inventory.CanBeClosed,
        [.. inventory.NotYetFound.Select(factor => factor.ToString()), .. inventory.FromMemory], [.. made.Rows.Select(row => InventoryRowAnswer.Of(row, inventory.Gwp, InventoryAddress.Of(row.Name, made.Year, set, inventory.Gwp.Name)))],
        InventoryTotals.Of(inventory, null, name => InventoryAddress.OfTotal(null, name, made.Year, set, inventory.Gwp.Name)),
        [.. Gpc.Sectors.Select(sector => new SectorTotalsAnswer(Gpc.Number(sector), NameBody.Of(Gpc.Name(sector)), InventoryTotals.Of(inventory, sector, name => InventoryAddress.OfTotal(sector, name, made.Year, set, inventory.Gwp.Name))))],
        [.. made.Placed.LeftOut.OrderBy(left => left.Key.Measure.Name, StringComparer.Ordinal).Select(left => new LeftOutAnswer(left.Key.Measure.Name, Shown.Plain(left.Value), left.Key.Measure.Unit.Text, left.Key.Why.Because, left.Key.Why.CountedIn?.Number))],
        [.. inventory.Header.Populations.Select(population => new PerHeadAnswer(population.Id, NameBody.Of(population.Name), population.Persons, population.Year, population.Status,
            PerHeadAnswer.Rounded(population.PerHead(inventory.Basic.Co2eKg / 1000)), InventoryAddress.PerHead(population.Id, made.Year, set, inventory.Gwp.Name)))]);
}

/// <param name="Gpc">Such as I.6.2.</param>
/// <param name="Key">NE, IE, NO or C; null where there is a value.</param>
/// <param name="Elsewhere">Of IE: where it is.</param>
/// <param name="Gases">Of a value: kilograms by gas, or a key.</param>
/// <param name="Co2eKg">Under the inventory's set.</param>
/// <param name="BiogenicCo2Kg">Beside it, never in a sum with it.</param>
/// <param name="ActivityQuality">H, M or L.</param>
/// <param name="Explain">The address that retraces it, down to the readings.</param>
public sealed record InventoryRowAnswer(
    string Gpc, int Scope, NameBody SubSector, NameBody Source, string? Key, string? Elsewhere, ImmutableSortedDictionary<string, string>? Gases, decimal? Co2eKg, decimal? BiogenicCo2Kg,
    decimal? Activity, string? ActivityUnit, string? ActivityQuality, string? FactorQuality, ImmutableArray<FactorAnswer> Factors, string Explanation, string Explain)
{
    internal static InventoryRowAnswer Of(MadeRow made, GwpSet gwp, string explain)
    {
        var (row, reference) = (made.Row, made.Row.Reference);
        InventoryRowAnswer answer = new(reference.Number, reference.Scope, NameBody.Of(reference.SubSectorName), NameBody.Of(reference.Source), null, null, null, null, null, null, null, null, null, [], row.Explanation, explain);
        return row switch
        {
            KeyedRow keyed => answer with { Key = keyed.Key.Text(), Elsewhere = keyed.Elsewhere?.Number },
            ValuedRow valued => answer with
            {
                Gases = GasMasses.Gases.ToImmutableSortedDictionary(gas => gas, gas => valued.Cell(gas) is var cell && cell.Kilograms is { } mass ? Shown.Plain(mass).ToString(System.Globalization.CultureInfo.InvariantCulture) : cell.Key!.Value.Text(), StringComparer.Ordinal),
                Co2eKg = valued.Co2eKg(gwp) is { } co2e ? Shown.Plain(co2e) : null,
                BiogenicCo2Kg = valued.BiogenicCo2Kg,
                Activity = Shown.Plain(valued.Activity.Amount),
                ActivityUnit = valued.Activity.Unit.Text,
                ActivityQuality = valued.Activity.Quality.ToString(),
                FactorQuality = valued.FactorQuality.ToString(),
                Factors = [.. valued.Factors.Select(factor => FactorAnswer.Of(factor))],
            },
            _ => answer,
        };
    }
}

/// <param name="Co2eKg">Of the rows that have a value; null when none has.</param>
/// <param name="Coverage">How many of the references that belong to it have a value, and which lack one.</param>
/// <param name="UncertaintyPercent">Half of the 95 % interval; null as long as one error is unknown.</param>
/// <param name="Explain">The address that retraces it, over sectors and rows.</param>
public sealed record TotalAnswer(decimal? Co2eKg, decimal? BiogenicCo2Kg, string Coverage, bool IsComplete, double? UncertaintyPercent, ImmutableArray<string> UncertaintyUnknown, string Explain)
{
    public static TotalAnswer Of(InventoryTotal total, string explain) => new(total.Co2eKg is { } co2e ? Shown.Plain(co2e) : null, total.BiogenicCo2Kg, total.Coverage, total.IsComplete, total.Uncertainty.Percent, [.. total.Uncertainty.Unknown], explain);
}

/// <param name="Scope1">With what is only territorial, such as power given to the grid; so are the other scopes.</param>
public sealed record InventoryTotals(TotalAnswer Basic, TotalAnswer BasicPlus, TotalAnswer Scope1, TotalAnswer Scope2, TotalAnswer Scope3)
{
    internal static InventoryTotals Of(CityInventory inventory, GpcSector? sector, Func<string, string> explain)
    {
        return new(One(NamedTotal.Basic), One(NamedTotal.BasicPlus), One(NamedTotal.Scope1), One(NamedTotal.Scope2), One(NamedTotal.Scope3));

        TotalAnswer One(string name) => TotalAnswer.Of(inventory.Total(reference => NamedTotal.Holds(name, sector, reference)), explain(name));
    }
}

/// <param name="Sector">Of the GPC, I to V.</param>
public sealed record SectorTotalsAnswer(string Sector, NameBody Name, InventoryTotals Totals);

/// <param name="CountedIn">Where another measure counts the same thing; null when nothing of it is in the inventory.</param>
public sealed record LeftOutAnswer(string Measure, decimal Amount, string Unit, string Because, string? CountedIn);

/// <param name="Population">registered or day: a figure per head says whose head.</param>
/// <param name="BasicTonnes">BASIC of what is twinned, per head.</param>
/// <param name="Explain">The address that retraces it.</param>
public sealed record PerHeadAnswer(string Population, NameBody Name, int Persons, int Year, FactorStatus Status, decimal? BasicTonnes, string Explain)
{
    internal static decimal? Rounded(decimal? tonnes) => tonnes is { } known ? decimal.Round(known, 9) : null;
}

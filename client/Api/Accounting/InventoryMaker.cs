using System.Globalization;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Treatment;

namespace YPort.Twin.Api.Accounting;

/// <summary>Makes an inventory of what was measured. What is not twinned or has no method here stays NE and says why.</summary>
static class InventoryMaker
{
    static readonly Unit Tonne = Unit.Parse("t");

    /// <param name="day">Whose factors hold.</param>
    /// <param name="burned">In the city, by category.</param>
    public static (CityInventory? Inventory, Placed Placed, IReadOnlyList<AccountFault> Faults) Of(int year, DateOnly day, GwpSet gwp, IReadOnlyList<MeasuredAmount> amounts,
        IReadOnlyList<(string Category, long Grams)> burned, FactorRegistry factors, decimal areaKm2)
    {
        var placed = Placed.Of(amounts);
        List<InventoryRow> rows = [];
        List<AccountFault> faults = [];
        foreach (var ((reference, measure), amount) in placed.InRows.OrderBy(row => row.Key.Reference.Number, StringComparer.Ordinal))
        {
            var (made, wrong) = measure == WasteMeasures.Burned ? BurnedRow(reference, amount, day, burned, factors) : Rows(reference, measure, amount, day, factors);
            rows.AddRange(made);
            faults.AddRange(wrong);
        }
        rows.AddRange(placed.IncludedElsewhere().Where(row => !rows.Exists(made => made.Reference == row.Reference)));
        if (faults.Count > 0) return (null, placed, faults);
        InventoryHeader header = new("Bangkok", year, "the fifty districts of Bangkok, as far as they are twinned", areaKm2, CityPlan.Bangkok.Data.Populations);
        var (inventory, together) = CityInventory.Of(header, gwp, rows);
        return (inventory, placed, together);
    }

    static (IReadOnlyList<InventoryRow> Rows, IReadOnlyList<AccountFault> Faults) Rows(GpcReference reference, Measure measure, decimal amount, DateOnly day, FactorRegistry factors)
    {
        ActivityAmount activity = new($"{measure}/{reference}", amount, measure.Unit, DataQuality.H);
        if (reference.Scope == 2)
        {
            if (factors.On(day, "th-grid-scope-2") is not { } grid) return Unknown(reference, "No factor of th-grid-scope-2 holds that year.");
            var whose = measure == ShuttleMeasures.ChargeEnergy ? "vehicles" : "buildings";
            var (rows, faults) = GridElectricity.WithLossesInFactor(reference, activity, grid, DataQuality.M, $"Energy metered by twinned {whose}, by the national factor, location-based.");
            return (rows ?? [], faults);
        }
        if (measure == WasteMeasures.Composted)
        {
            Factor?[] both = [factors.On(day, "compost-ch4"), factors.On(day, "compost-n2o")];
            if (both is not [{ } methane, { } nitrous]) return Unknown(reference, "No factors for composting hold that year.");
            var (row, faults) = ValuedRow.Of(reference, activity with { Amount = measure.Unit.Convert(amount, Tonne), Unit = Tonne }, [methane, nitrous], DataQuality.L, "Wet waste weighed in at composting plants, by the IPCC's default factors.");
            return row is null ? ([], faults) : ([row], []);
        }
        return Unknown(reference, "Waste was weighed in; its methane depends on every year since the site opened, which nobody has declared.");
    }

    static (IReadOnlyList<InventoryRow>, IReadOnlyList<AccountFault>) BurnedRow(
        GpcReference reference, decimal kilograms, DateOnly day, IReadOnlyList<(string Category, long Grams)> burned, FactorRegistry factors)
    {
        var (set, lacking) = BurnSet.Of(factors);
        var composition = Composition.In(day.Year, Compositions.Bangkok);
        var (mass, faults) = MassByType.Of(reference.Number, burned, composition);
        if (set is null || mass is null) return Unknown(reference, string.Join(' ', lacking.Concat(faults)));
        var burning = Incineration.Of(set, mass);
        var open = burning.BurnedGrams > 0 ? mass.NotEstimatedGrams.Values.Sum() / burning.BurnedGrams : 0;
        string[] used = [.. burning.Lines.SelectMany(line => (string[])[$"burn-dm-{line.Type}", $"burn-cf-{line.Type}", $"burn-fcf-{line.Type}"]), "burn-of", "burn-n2o", "burn-ch4"];
        ValuedRow row = new(reference, new(Co2Kg: burning.Gases.FossilCo2Kilograms, Ch4Kg: burning.Gases.Ch4Kilograms, N2OKg: burning.Gases.N2OKilograms), burning.Gases.BiogenicCo2Kilograms,
            new($"{WasteMeasures.Burned}/{reference}", kilograms, WasteMeasures.Burned.Unit, DataQuality.H), [.. used.Select(id => factors.Named(id)!)], DataQuality.L,
            string.Create(CultureInfo.InvariantCulture, $"Waste weighed in and burned for power, by the IPCC's default factors{(composition is null ? "" : $" and what mixed waste consists of by {composition.Said}")}. Carbon dioxide of {open:P0} of it, whose contents nobody stated, is not estimated: a lower bound."), IsModelled: true);
        return ([row], []);
    }

    static (IReadOnlyList<InventoryRow>, IReadOnlyList<AccountFault>) Unknown(GpcReference reference, string because) => ([new KeyedRow(reference, NotationKey.NotEstimated, because)], []);
}

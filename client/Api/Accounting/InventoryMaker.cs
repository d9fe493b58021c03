using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Api.Accounting;

/// <summary>Makes an inventory of what was measured. What is not twinned or has no method here stays NE and says why.</summary>
static class InventoryMaker
{
    static readonly Unit Tonne = Unit.Parse("t");

    /// <param name="day">Whose factors hold; a year with two of a series is cut by the caller.</param>
    public static (CityInventory? Inventory, Placed Placed, IReadOnlyList<AccountFault> Faults) Of(int year, DateOnly day, GwpSet gwp, IReadOnlyList<MeasuredAmount> amounts, FactorRegistry factors, decimal areaKm2)
    {
        var placed = Placed.Of(amounts);
        List<InventoryRow> rows = [];
        List<AccountFault> faults = [];
        foreach (var ((reference, measure), amount) in placed.InRows.OrderBy(row => row.Key.Reference.Number, StringComparer.Ordinal))
        {
            var (made, wrong) = Rows(reference, measure, amount, day, factors);
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
        return measure == WasteMeasures.Burned
            ? Unknown(reference, "Waste burned for power was weighed; what of it is fossil depends on its composition, which nobody has declared.")
            : Unknown(reference, "Waste was weighed in; its methane depends on every year since the site opened, which nobody has declared.");
    }

    static (IReadOnlyList<InventoryRow>, IReadOnlyList<AccountFault>) Unknown(GpcReference reference, string because) => ([new KeyedRow(reference, NotationKey.NotEstimated, because)], []);
}

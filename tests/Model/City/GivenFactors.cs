using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Tests.Model.City;

/// <summary>Factors and amounts, shortly said.</summary>
static class GivenFactors
{
    public static readonly GwpSet Ar5 = new("AR5", Of("gwp-ar5-ch4", 28, "1", ""), null, Of("gwp-ar5-n2o", 265, "1", ""));

    public static readonly Factor Tgo2026 = Of("th-grid-tgo-2026", 0.4750m, "kg/kWh", boundary: "fuel combustion, T&D losses included", series: "th-grid-scope-2", from: new(2026, 1, 1));
    public static readonly Factor TgoBefore = Of("th-grid-tgo-2022", 0.4999m, "kg/kWh", boundary: "single", series: "th-grid-scope-2");

    public static Factor Of(string id, decimal value, string unit, string gas = "CO2e", string boundary = "all", string? series = null, decimal? uncertainty = null, DateOnly? from = null,
        FactorStatus status = FactorStatus.Official, string publisher = "TGO") =>
        new(id, 1, series ?? id, value, Unit.Parse(unit), gas, boundary, "test", "Thailand", from, null, null, new("A document", publisher), status, UncertaintyPercent: uncertainty);

    public static ActivityAmount Amount(string id, decimal amount, string unit, decimal? uncertainty = null) => new(id, amount, Unit.Parse(unit), DataQuality.H, uncertainty);

    public static ValuedRow Row(string reference, decimal co2eKg, string? activity = null) =>
        new(Gpc.Numbered(reference), new(OnlyAsCo2eKg: co2eKg), null, Amount(activity ?? reference, Math.Abs(co2eKg), "kg"), [Of("one", 1, "kg/kg")], DataQuality.M, "Given.");

    public static KeyedRow Key(string reference, NotationKey key, string? elsewhere = null) => new(Gpc.Numbered(reference), key, "Given.", elsewhere is null ? null : Gpc.Numbered(elsewhere));

    public static CityInventory Inventory(params InventoryRow[] rows)
    {
        var (inventory, faults) = CityInventory.Of(Header, Ar5, rows);
        Assert.Equal("", string.Join('\n', faults));
        return inventory!;
    }

    public static string Faults(params InventoryRow[] rows)
    {
        var (inventory, faults) = CityInventory.Of(Header, Ar5, rows);
        Assert.Equal(faults.Count > 0, inventory is null);
        return string.Join('\n', faults);
    }

    static readonly InventoryHeader Header = new("Bangkok", 2025, "the fifty districts of Bangkok", 1568.737m, []);
}

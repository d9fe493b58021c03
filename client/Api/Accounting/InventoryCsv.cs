using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Api.Accounting;

/// <summary>The rows as CSV, in the GPC's columns.</summary>
static class InventoryCsv
{
    public static Csv Of(InventoryAnswer answer) => new($"inventory-{answer.Year}-{answer.Set}",
        ["gpc", "scope", "sub_sector", "source", "key", .. GasMasses.Gases.Select(gas => $"{gas}_kg"), $"co2e_{answer.Gwp}_kg", "biogenic_co2_kg",
            "activity", "activity_unit", "activity_quality", "factor_quality", "factors", "explanation"],
        answer.Rows.Select(row => (IEnumerable<object?>)[
            row.Gpc, row.Scope, row.SubSector.En, row.Source.En, $"{row.Key}{(row.Elsewhere is null ? "" : " " + row.Elsewhere)}",
            .. GasMasses.Gases.Select(gas => (object?)row.Gases?.GetValueOrDefault(gas) ?? row.Key), row.Co2eKg, row.BiogenicCo2Kg,
            row.Activity, row.ActivityUnit, row.ActivityQuality, row.FactorQuality,
            string.Join("; ", row.Factors.Select(factor => factor.InOneCell())),
            row.Explanation]));
}

using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.City.Plan;

/// <summary>How much of what the city emits the twin measures. It says what is seen, never what was reduced.</summary>
/// <param name="Base">The city's own total, of the same year or the latest before it.</param>
/// <param name="MeasuredTonnes">CO2e, BASIC of the rows with a value; null when none has.</param>
/// <param name="Sectors">As the plan has them.</param>
/// <param name="ElsewhereTonnes">Measured, in BASIC and in no sector of the plan, such as energy of which nobody said who uses it; null when there is none.</param>
public sealed record Coverage(PlanFigure Base, decimal? MeasuredTonnes, IReadOnlyList<SectorCoverage> Sectors, decimal? ElsewhereTonnes)
{
    /// <summary>Of the city's total; null while nothing is measured.</summary>
    public decimal? Percent => Base.TonnesCo2e > 0 ? MeasuredTonnes / Base.TonnesCo2e * 100 : null;

    public static Coverage Of(CityPlan plan, CityInventory inventory) => Of(plan, inventory.Header.Year, inventory);

    /// <param name="inventory">Of that year; null where it contradicts itself: then nothing is known to be measured.</param>
    public static Coverage Of(CityPlan plan, int year, CityInventory? inventory)
    {
        var known = plan.InventoryOf(year);
        var taken = plan.Data.Sectors.SelectMany(sector => sector.Gpc).ToHashSet(StringComparer.Ordinal);
        return new(known, Tonnes(_ => true),
            [.. plan.Data.Sectors.Select(sector => new SectorCoverage(sector, Tonnes(reference => sector.Gpc.Contains(reference.SubSector)), known.Year == plan.Base.Year ? sector.Tonnes2018 : null))],
            Tonnes(reference => !taken.Contains(reference.SubSector)));

        // A key such as IE is no measurement: only rows with a value count.
        decimal? Tonnes(Func<GpcReference, bool> isOf) =>
            inventory?.Rows.OfType<ValuedRow>().Any(row => row.Reference.IsIn(GpcLevel.Basic) && isOf(row.Reference) && row.Co2eKg(inventory.Gwp) is not null) == true
                ? inventory.Total(reference => reference.IsIn(GpcLevel.Basic) && isOf(reference)).Co2eKg / 1000 : null;
    }
}

/// <param name="BaseTonnes">The sector's in the base year; null: not found, NE.</param>
public sealed record SectorCoverage(PlanSector Sector, decimal? MeasuredTonnes, decimal? BaseTonnes)
{
    /// <summary>Null while either is unknown.</summary>
    public decimal? Percent => BaseTonnes > 0 ? MeasuredTonnes / BaseTonnes * 100 : null;
}

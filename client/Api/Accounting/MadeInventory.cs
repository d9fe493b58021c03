using YPort.Twin.Api.Waste;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Accounting;

/// <summary>A row and what it was made of, from one place: neither can say anything else than the other.</summary>
/// <param name="Amounts">Of the ledger; none of a landfill's row, which is made of the methane of many years.</param>
sealed record MadeRow(InventoryRow Row, IReadOnlyList<MeasuredAmount> Amounts)
{
    /// <summary>Of a row of III.1: each landfill, with the parts of its methane that count here; those that cannot be worked out have none.</summary>
    public IReadOnlyList<(LandfillYear Landfill, IReadOnlyList<OriginPart> Parts)> Landfills { get; init; } = [];

    /// <summary>Of a modelled row how it came about.</summary>
    public IReadOnlyList<ExplainedLine> Lines { get; init; } = [];

    /// <summary>Such as I.6.2; where a reference has several rows, I.6.2/2026-07-01 or III.1.1/old-landfill.</summary>
    public string Name => Row is ValuedRow valued ? valued.Activity.Id[(valued.Activity.Id.IndexOf('/', StringComparison.Ordinal) + 1)..] : Row.Reference.Number;
}

/// <summary>A year's inventory with all that it was made of.</summary>
/// <param name="Inventory">Null where it contradicts itself; <paramref name="Faults"/> then say how.</param>
/// <param name="Rows">Those of the inventory, in its order.</param>
/// <param name="Factors">All that there were to choose from.</param>
sealed record MadeInventory(
    int Year, Window From, Window To, CityInventory? Inventory, Placed Placed, IReadOnlyList<MadeRow> Rows, FactorRegistry Factors, IReadOnlyList<AccountFault> Faults)
{
    /// <summary>Every row of the inventory with what it was made of; of one that nothing tells of that is nothing.</summary>
    public static IReadOnlyList<MadeRow> Of(CityInventory? inventory, IEnumerable<MadeRow> made)
    {
        var known = made.ToDictionary<MadeRow, object>(one => one.Row, ReferenceEqualityComparer.Instance);
        return [.. (inventory?.Rows ?? []).Select(row => known.GetValueOrDefault(row) ?? new(row, []))];
    }
}

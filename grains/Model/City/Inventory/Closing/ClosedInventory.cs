using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.City.Inventory.Closing;

/// <summary>A year's account as somebody signed it: every row as it stood then. What is said afterwards changes the inventory, and never this.</summary>
/// <param name="Gwp">AR5 or AR6: an account under either is closed apart.</param>
/// <param name="Edition">1 for the first; a restated account is closed anew, as the next.</param>
/// <param name="By">Who signs for it.</param>
/// <param name="KnownAt">What was committed by then, it is made of.</param>
/// <param name="BasicKg">CO2e; null when nothing has a value. <paramref name="BasicPlusKg"/> likewise.</param>
/// <param name="Rows">In the GPC's order.</param>
public sealed record ClosedInventory(
    int Year, string Gwp, int Edition, string By, string? Note, Instant KnownAt, decimal? BasicKg, decimal? BasicPlusKg, IReadOnlyList<ClosedRow> Rows)
{
    /// <param name="rows">Of the inventory, by the name under which each is explained.</param>
    public static ClosedInventory Of(CityInventory inventory, IEnumerable<(string Name, InventoryRow Row)> rows, int edition, string by, string? note, Instant knownAt) => new(
        inventory.Header.Year, inventory.Gwp.Name, edition, by, note, knownAt, inventory.Basic.Co2eKg, inventory.BasicPlus.Co2eKg, [.. rows.Select(row => ClosedRow.Of(row.Name, row.Row, inventory.Gwp))]);

    /// <summary>Why an inventory can not be closed, each with its cure; none if it can.</summary>
    /// <param name="end">Of its year.</param>
    public static IReadOnlyList<AccountFault> Refusals(CityInventory inventory, Instant end, Instant now)
    {
        var account = $"The account of {inventory.Header.Year}";
        List<AccountFault> faults = [];
        if (now < end) faults.Add(new(account, $"The year ends at {end}, and it is {now}.", "Close it when the year is over."));
        faults.AddRange(inventory.NotYetFound.Select(factor => new AccountFault(account, $"{factor} is from memory.", "Find its source and declare it anew with POST /v1/factors, with a status that is not memory.")));
        faults.AddRange(inventory.FromMemory.Select(activity => new AccountFault(account, $"What was declared of {activity} is from memory.", "Find its source and register it anew, with a status that is not memory.")));
        if (inventory.Basic.Co2eKg is null || !inventory.Rows.Any(row => row is ValuedRow)) faults.Add(new(account, "Nothing of it was measured.", "Send what was measured, or choose another year."));
        return faults;
    }

    /// <summary>The rows that say something else than in another account of the year, by name.</summary>
    public IReadOnlyList<RowChange> Until(ClosedInventory later)
    {
        var (mine, its) = (Rows.ToDictionary(row => row.Name, StringComparer.Ordinal), later.Rows.ToDictionary(row => row.Name, StringComparer.Ordinal));
        return [.. Rows.Concat(later.Rows).Select(row => row.Name).Distinct(StringComparer.Ordinal).Select(name => new RowChange(name, mine.GetValueOrDefault(name), its.GetValueOrDefault(name)))
            .Where(change => change.Closed is null || change.Later is null || !change.Closed.SaysTheSameAs(change.Later))];
    }
}

/// <summary>A row that says something else now than when it was closed. Null: there was none, or there is none any more.</summary>
public sealed record RowChange(string Name, ClosedRow? Closed, ClosedRow? Later)
{
    /// <summary>How much more CO2e it is now; null while either has no value.</summary>
    public decimal? MoreKg => Later?.Co2eKg - Closed?.Co2eKg;
}

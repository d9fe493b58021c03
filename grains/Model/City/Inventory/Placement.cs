namespace YPort.Twin.Model.City.Inventory;

/// <summary>Where an amount goes: into one row, or into none and why.</summary>
public abstract record Placement;

/// <summary>It counts in this row, and in no other.</summary>
public sealed record InRow(GpcReference Reference) : Placement
{
    public override string ToString() => Reference.Number;
}

/// <summary>It counts in no row.</summary>
/// <param name="Because">For whoever looks for it.</param>
/// <param name="CountedIn">Where another measure counts the same thing; null when nothing of it is in the inventory.</param>
/// <param name="OwnRow">Where it would stand otherwise; that row is IE in <paramref name="CountedIn"/>. Null when there is no such row.</param>
public sealed record NotInInventory(string Because, GpcReference? CountedIn = null, GpcReference? OwnRow = null) : Placement
{
    public override string ToString() => $"not in the inventory, because {Because}";
}

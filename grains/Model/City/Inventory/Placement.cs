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
/// <param name="CountedIn">Where another measure counts the same thing; its own row is then IE there. Null when nothing of it is in the inventory.</param>
public sealed record NotInInventory(string Because, GpcReference? CountedIn = null) : Placement
{
    public override string ToString() => $"not in the inventory, because {Because}";
}

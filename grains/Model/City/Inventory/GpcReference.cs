using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>The sectors of the GPC, I to V.</summary>
public enum GpcSector
{
    StationaryEnergy,
    Transportation,
    Waste,
    IndustrialProcesses,
    LandUse,
}

/// <summary>The least demanding of the GPC's totals that a reference belongs to.</summary>
public enum GpcLevel
{
    /// <summary>In BASIC, and therefore in BASIC+.</summary>
    Basic,

    /// <summary>In BASIC+ only.</summary>
    BasicPlus,

    /// <summary>In neither: only in what is emitted inside the boundary, such as power given to the grid and waste brought in.</summary>
    Territorial,
}

/// <summary>One line that an inventory must answer: with values or with a notation key.</summary>
/// <param name="Number">As in "III.1.2".</param>
/// <param name="SubSector">As in "III.1".</param>
/// <param name="Scope">1 inside the boundary, 2 energy from the grid, 3 outside because of the city.</param>
/// <param name="Source">What is emitted where, in our words.</param>
public sealed record GpcReference(string Number, GpcSector Sector, string SubSector, int Scope, GpcLevel Level, LocalName SubSectorName, LocalName Source)
{
    public bool IsIn(GpcLevel total) => total switch
    {
        GpcLevel.Basic => Level == GpcLevel.Basic,
        GpcLevel.BasicPlus => Level is GpcLevel.Basic or GpcLevel.BasicPlus,
        _ => Scope == 1,
    };

    public bool Equals(GpcReference? other) => other is not null && Number == other.Number;
    public override int GetHashCode() => Number.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Number;
}

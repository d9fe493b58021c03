using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Api.Accounting;

/// <summary>Totals of an inventory as addresses name them.</summary>
static class NamedTotal
{
    public const string Basic = "basic", BasicPlus = "basic-plus", Scope1 = "scope-1", Scope2 = "scope-2", Scope3 = "scope-3";

    public static IReadOnlyList<string> Names { get; } = [Basic, BasicPlus, Scope1, Scope2, Scope3];

    /// <summary>Whether a reference belongs to it.</summary>
    /// <param name="sector">Null of the city.</param>
    public static bool Holds(string name, GpcSector? sector, GpcReference reference) => (sector is null || reference.Sector == sector) && name switch
    {
        Basic => reference.IsIn(GpcLevel.Basic),
        BasicPlus => reference.IsIn(GpcLevel.BasicPlus),
        Scope1 => reference.Scope == 1,
        Scope2 => reference.Scope == 2,
        Scope3 => reference.Scope == 3,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such total."),
    };

    /// <summary>In words.</summary>
    public static string Says(string name) => name switch
    {
        Basic => "BASIC",
        BasicPlus => "BASIC+",
        _ => $"scope {name[^1]}, what is only territorial included",
    };
}

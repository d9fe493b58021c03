using System.Collections.Frozen;

namespace YPort.Twin.Model.Waste;

/// <summary>What a load consists of, as the IPCC tells kinds of waste apart. A ticket's category names it, or is "mixed".</summary>
/// <remarks>Source: 2006 IPCC Guidelines, volume 5, table 2.4; how well it decomposes: 2019 Refinement, volume 5, table 3.0.</remarks>
public sealed class WasteType
{
    WasteType(string name, string? decomposes, bool burns) => (Name, Decomposes, Burns) = (name, decomposes, burns);

    /// <summary>As tickets and factors write it.</summary>
    public string Name { get; }

    /// <summary>"high", "moderate" or "low"; null for what makes no gas within a landfill's time.</summary>
    public string? Decomposes { get; }

    /// <summary>Gives off carbon dioxide in a fire.</summary>
    public bool Burns { get; }

    public static WasteType Food { get; } = new("food", "high", true);
    public static WasteType Garden { get; } = new("garden", "high", true);
    public static WasteType Paper { get; } = new("paper", "moderate", true);
    public static WasteType Textiles { get; } = new("textiles", "moderate", true);
    public static WasteType Nappies { get; } = new("nappies", "moderate", true);
    public static WasteType Wood { get; } = new("wood", "low", true);
    public static WasteType Plastic { get; } = new("plastic", null, true);

    /// <summary>Rubber and leather.</summary>
    public static WasteType Rubber { get; } = new("rubber", null, true);

    public static WasteType Metal { get; } = new("metal", null, false);
    public static WasteType Glass { get; } = new("glass", null, false);

    /// <summary>Ash, slag, stones.</summary>
    public static WasteType Inert { get; } = new("inert", null, false);

    public static IReadOnlyList<WasteType> All { get; } = [Food, Garden, Paper, Textiles, Nappies, Wood, Plastic, Rubber, Metal, Glass, Inert];

    static readonly FrozenDictionary<string, WasteType> ByCategory = All.Select(type => (type.Name, type))
        .Concat([("ash", Inert), ("bottom-ash", Inert), ("fly-ash", Inert), ("slag", Inert)]).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Null for "mixed", and for a category of which no method knows what is in it.</summary>
    public static WasteType? Of(string category) => ByCategory.GetValueOrDefault(category);

    public override string ToString() => Name;
}

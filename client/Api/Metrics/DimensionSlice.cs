using YPort.Twin.Contracts.Storage;

namespace YPort.Twin.Api.Metrics;

/// <summary>Which dimensions of a measure the series are split by, and which values alone count.</summary>
/// <param name="By">Names of dimensions, in the order asked for.</param>
/// <param name="Where">One value each.</param>
sealed record DimensionSlice(IReadOnlyList<string> By, IReadOnlyList<(string Name, string Value)> Where)
{
    public static DimensionSlice None { get; } = new([], []);

    public bool IsNone => By.Count == 0 && Where.Count == 0;

    /// <summary>What alone counts, as it is asked for in an address; "" for all.</summary>
    public string Query() => Where.Count == 0 ? "" : $"&where={string.Join(',', Where.Select(one => $"{one.Name}:{Uri.EscapeDataString(one.Value)}"))}";

    /// <summary>One combination of all of a measure's dimensions.</summary>
    /// <param name="dimensions">As the ledger keeps them; "" for all.</param>
    public static DimensionSlice Only(string dimensions) => new([], [.. dimensions.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).Select(part => (part[0], part[1]))]);

    public bool Has(string dimensions) => Group(dimensions) is not null;

    /// <summary>The series that a row of a sum belongs to; null when it is not asked for.</summary>
    /// <param name="group">As the ledger gives it: dimensions, or where those are asked of each twin or area, that and ";" before them.</param>
    public string? Group(LedgerSplit split, string group)
    {
        if (split is LedgerSplit.Dimensions) return Group(group);
        if (split is not (LedgerSplit.TwinAndDimensions or LedgerSplit.AreaAndDimensions)) return group;
        var ends = group.IndexOf(';', StringComparison.Ordinal);
        return Group(group[(ends + 1)..]) is null ? null : group[..ends];
    }

    /// <summary>The series that a row's dimensions belong to; null when they are not asked for.</summary>
    /// <param name="dimensions">As the ledger keeps them: "category=food;origin=1033".</param>
    public string? Group(string dimensions)
    {
        foreach (var (name, value) in Where)
            if (Value(dimensions, name) != value) return null;
        return string.Join(';', By.Select(name => $"{name}={Value(dimensions, name)}"));
    }

    /// <summary>A dimension's value; "" where the row does not have it.</summary>
    public static string Value(string dimensions, string name)
    {
        foreach (var part in dimensions.Split(';'))
            if (part.Length > name.Length && part[name.Length] == '=' && part.StartsWith(name, StringComparison.Ordinal)) return part[(name.Length + 1)..];
        return "";
    }
}

namespace YPort.Twin.Api.Metrics;

/// <summary>Which dimensions of a measure the series are split by, and which values alone count.</summary>
/// <param name="By">Names of dimensions, in the order asked for.</param>
/// <param name="Where">One value each.</param>
sealed record DimensionSlice(IReadOnlyList<string> By, IReadOnlyList<(string Name, string Value)> Where)
{
    public static DimensionSlice None { get; } = new([], []);

    public bool IsNone => By.Count == 0 && Where.Count == 0;

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

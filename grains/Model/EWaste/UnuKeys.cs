using System.Collections.Frozen;
using System.Text.Json;

namespace YPort.Twin.Model.EWaste;

/// <summary>A kind of equipment by UNU key.</summary>
/// <param name="Key">Four digits, such as "0306".</param>
/// <param name="Category">Of the EU's six, by <see cref="EWasteEvents.Categories"/>; photovoltaic panels are large equipment.</param>
/// <param name="UnitKg">Mean weight of one piece of those sold in <paramref name="Year"/>.</param>
public sealed record UnuKey(string Key, string Description, string Category, decimal UnitKg, int Year)
{
    public long UnitGrams => (long)(UnitKg * 1000);
}

/// <summary>The 54 UNU keys; unu-keys.json names source and licence, README.md what the weights are worth.</summary>
public static class UnuKeys
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
    static readonly Lazy<UnuKeyFile> TheFile = new(Read);
    static readonly Lazy<FrozenDictionary<string, UnuKey>> ByKey = new(() => TheFile.Value.Keys.ToFrozenDictionary(key => key.Key, StringComparer.Ordinal));

    /// <summary>In order of key.</summary>
    public static IReadOnlyList<UnuKey> All => TheFile.Value.Keys;

    /// <summary>Where they stand written.</summary>
    public static string Source => $"{TheFile.Value.Source}; {TheFile.Value.Licence}";

    /// <summary>Null when there is none of that key.</summary>
    public static UnuKey? Named(string? key) => key is null ? null : ByKey.Value.GetValueOrDefault(key);

    static UnuKeyFile Read()
    {
        using var json = typeof(UnuKeys).Assembly.GetManifestResourceStream("YPort.Twin.Model.EWaste.unu-keys.json")!;
        return JsonSerializer.Deserialize<UnuKeyFile>(json, Strict)!;
    }

    sealed record UnuKeyFile(string Source, string Licence, UnuKey[] Keys);
}

using System.Collections.Frozen;
using System.Text.Json;
using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Model.EWaste.Recycling;

/// <summary>Which of WARM's electronics streams a UNU key or one of the EU's six categories belongs to: warm-streams.json, with its reasons in README.md.</summary>
public static class WarmStreams
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
    static readonly Lazy<FrozenDictionary<string, string>> ByName = new(Read);

    public static IReadOnlyCollection<string> Mapped => ByName.Value.Keys;

    /// <summary>Null where WARM has none: refrigerators, lamps and most small equipment are not in it.</summary>
    /// <param name="kind">A UNU key such as "0302", or a category such as "small-it".</param>
    public static string? Of(string kind) => ByName.Value.GetValueOrDefault(kind);

    /// <summary>What a mass is looked up by: its UNU key where there is a stream for it, else its category, which may have one.</summary>
    public static string Kind(string? key, string? category) => key is not null && (category is null || Of(key) is not null) ? key : category ?? DimensionText.Unknown;

    static FrozenDictionary<string, string> Read()
    {
        using var json = typeof(WarmStreams).Assembly.GetManifestResourceStream("YPort.Twin.Model.EWaste.Recycling.warm-streams.json")!;
        return JsonSerializer.Deserialize<StreamOf[]>(json, Strict)!.ToFrozenDictionary(one => one.Of, one => one.Stream, StringComparer.Ordinal);
    }

    sealed record StreamOf(string Of, string Stream);
}

using System.Text.Json;

namespace YPort.Twin.Model.Waste;

/// <summary>What Bangkok's mixed waste was published to consist of, from compositions.json.</summary>
public static class Compositions
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    static readonly Lazy<IReadOnlyList<Composition>> ThePublished = new(Read);

    /// <summary>By year; see <see cref="Composition.In"/>.</summary>
    public static IReadOnlyList<Composition> Bangkok => ThePublished.Value;

    static Composition[] Read()
    {
        using var json = typeof(Compositions).Assembly.GetManifestResourceStream("YPort.Twin.Model.Waste.compositions.json")!;
        Composition[] all = [.. JsonSerializer.Deserialize<Written[]>(json, Strict)!.Select(one => new Composition(one.FromYear,
            one.Shares.ToDictionary(share => WasteType.Of(share.Key) ?? throw new InvalidDataException($"compositions.json names \"{share.Key}\", which is no type of waste."), share => share.Value), one.Said))];
        return all.SelectMany(one => one.Faults()).ToArray() is { Length: > 0 } faults ? throw new InvalidDataException($"compositions.json cannot be used. {string.Join(' ', faults.AsEnumerable())}") : all;
    }

    sealed record Written(int FromYear, IReadOnlyDictionary<string, decimal> Shares, Declaration Said);
}

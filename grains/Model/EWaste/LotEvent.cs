using System.Collections.Immutable;
using System.Text.Json;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.EWaste;

/// <summary>What happened to a lot, read from an event's fields. Masses in whole grams.</summary>
/// <param name="Category">As said, else that of the UNU key where all pieces are of one.</param>
/// <param name="Count">How many pieces, where it says so; <paramref name="Key"/> the UNU key of those that are not among the items.</param>
/// <param name="Certificates">Each with the serials that it is for.</param>
public sealed record LotEvent(
    string Type, string Lot, Instant At, Quality Quality, string? Category, long? MassGrams, long? Count, string? Key, string? From, string? To, string? Material, string? Method,
    ImmutableArray<ItemSaid> Items, ImmutableArray<string> Serials, ImmutableArray<(Certificate Certificate, ImmutableArray<string> Serials)> Certificates)
{
    // Two events may say the same.
    public bool Equals(LotEvent? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public bool ComesIn => Type == EWasteEvents.Collected.Name || From is not null;

    /// <summary>Given to another holder.</summary>
    public bool IsGiven => To is not null && Type == EWasteEvents.Transferred.Name;

    public bool Is(EventType type) => Type == type.Name;

    /// <param name="word">Of one of <see cref="EWasteEvents.All"/>, as accepted.</param>
    public static LotEvent Of(EventWord word)
    {
        using var json = JsonDocument.Parse(word.Fields);
        var fields = json.RootElement;
        var certificates = List(fields, "certificates").Select(one => (CertificateOf(one, word.At), Texts(one, "serials")));
        if (fields.TryGetProperty("certificate", out var vouched)) certificates = certificates.Append((CertificateOf(vouched, word.At), Texts(fields, "serials")));
        return new(word.Type, word.Subject, word.At, word.Quality, Text(fields, "category") ?? OfKey(fields), Grams(fields),
            fields.TryGetProperty("count", out var count) ? count.GetInt64() : null, Text(fields, "key"), Text(fields, "from"), Text(fields, "to"),
            Text(fields, "material")?.ToLowerInvariant(), Text(fields, "method"), [.. List(fields, "items").Select(Item)], Texts(fields, "serials"), [.. certificates]);
    }

    static string? OfKey(JsonElement fields) => fields.TryGetProperty("items", out _) ? null : UnuKeys.Named(Text(fields, "key"))?.Category;

    static ItemSaid Item(JsonElement item) => new(Text(item, "serial")!, item.TryGetProperty("dataBearing", out var bears) ? bears.GetBoolean() : null,
        Text(item, "mediaType"), Text(item, "confidentiality"), Grams(item), Text(item, "maker"), Text(item, "model"), Text(item, "key"));

    static Certificate CertificateOf(JsonElement said, Instant at) => new(Text(said, "number")!, Text(said, "method")!, Text(said, "technique"), Text(said, "tool"), Text(said, "toolVersion"),
        Text(said, "verification"), said.TryGetProperty("verified", out var held) ? held.GetBoolean() : null, Text(said, "validatedBy"), Text(said, "operator"), Text(said, "date"), at,
        Text(said, "operatorPosition"), Text(said, "verifier"), Text(said, "verifierPosition"), Text(said, "place"), Text(said, "signature"), Text(said, "confidentialityAfter"),
        Text(said, "source"), Text(said, "destination"));

    static string? Text(JsonElement fields, string name) => fields.TryGetProperty(name, out var value) ? value.GetString() : null;

    static long? Grams(JsonElement fields) => fields.TryGetProperty("massKg", out var mass) ? (long)(mass.GetDecimal() * 1000) : null;

    static JsonElement.ArrayEnumerator List(JsonElement fields, string name) => fields.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    static ImmutableArray<string> Texts(JsonElement fields, string name) => [.. List(fields, name).Select(text => text.GetString()!)];
}

/// <summary>An item as one event describes it; what nobody said is null.</summary>
public readonly record struct ItemSaid(string Serial, bool? DataBearing, string? MediaType, string? Confidentiality, long? MassGrams, string? Maker, string? Model, string? Key);

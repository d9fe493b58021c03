using System.Collections.Immutable;

namespace YPort.Twin.Model.EWaste;

/// <summary>Of which UNU key a lot's masses are, as far as its events say; null where nobody said, or a mass is of several.</summary>
sealed class LotKeys(ImmutableArray<LotEvent> events, LotItems items)
{
    /// <summary>Of all that came in.</summary>
    public string? All { get; } = One(events.Where(one => one.ComesIn).SelectMany(one => Pieces(one, items)));

    /// <summary>What an event says to have come in.</summary>
    public IEnumerable<(string? Key, long Grams)> Said(LotEvent one, long grams) => one.MassGrams is null
        ? one.Items.GroupBy(item => items.Key(item.Serial)).Select(same => (same.Key, same.Sum(item => item.MassGrams!.Value)))
        : [(One(Pieces(one, items)), grams)];

    /// <summary>What was taken apart or released. Its own mass may be of more than the items that it names.</summary>
    public IEnumerable<(string? Key, long Grams)> Taken(LotEvent one, long grams) => one.MassGrams is null && !one.Serials.IsEmpty
        ? one.Serials.Distinct().GroupBy(items.Key).Select(same => (same.Key, items.Mass([.. same])!.Value))
        : [(All, grams)];

    static IEnumerable<string?> Pieces(LotEvent one, LotItems items) => [.. one.Items.Select(item => items.Key(item.Serial)), .. MayHoldMore(one) ? (string?[])[UnuKeys.Named(one.Key)?.Key] : []];

    // A mass may be of more than has a number, unless the pieces were counted.
    static bool MayHoldMore(LotEvent one) => one.Key is not null || (one.Count is { } count ? count > one.Items.Length : one.Items.IsEmpty || one.MassGrams is not null);

    static string? One(IEnumerable<string?> keys) => keys.Distinct().ToArray() is [var only] ? only : null;
}

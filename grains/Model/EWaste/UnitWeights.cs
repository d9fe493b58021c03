namespace YPort.Twin.Model.EWaste;

/// <summary>What was handed in weighs by its pieces, where no scale has said: their own weights where any event says one, else the unit weights of their UNU keys.</summary>
static class UnitWeights
{
    /// <summary>By UNU key; empty unless every piece has a weight: half an estimate is none.</summary>
    public static IReadOnlyList<(UnuKey? Key, long Grams)> Of(LotEvent handedIn, LotItems lot)
    {
        SortedDictionary<string, long> sums = new(StringComparer.Ordinal); // "" is no key
        foreach (var item in handedIn.Items)
            if (!Add(UnuKeys.Named(item.Key), lot.Mass([item.Serial]), 1)) return [];
        var rest = (handedIn.Count ?? 0) - handedIn.Items.Length;
        if (rest > 0 && !Add(UnuKeys.Named(handedIn.Key), null, rest)) return [];
        return [.. sums.Select(sum => (UnuKeys.Named(sum.Key), sum.Value))];

        bool Add(UnuKey? key, long? ownGrams, long pieces)
        {
            if ((ownGrams ?? key?.UnitGrams) is not { } grams) return false;
            sums[key?.Key ?? ""] = checked(sums.GetValueOrDefault(key?.Key ?? "") + grams * pieces);
            return true;
        }
    }
}

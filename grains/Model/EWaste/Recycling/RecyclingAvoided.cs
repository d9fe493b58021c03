using System.Collections.Immutable;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.EWaste.Recycling;

/// <summary>What would have become of e-waste that nobody recycled.</summary>
public enum DisposalBaseline
{
    Landfilled,
    Burned,
}

/// <summary>What recycling e-waste avoided against throwing it away, stream by stream: an indication, and outside the city's totals.</summary>
/// <remarks>
/// avoided = mass x (baseline factor - recycling factor), per short ton of 0.90718474 t; below zero where recycling emits more. It is the sum of "mass x (recycling -
/// disposal)" with the sign turned, so that more is better. Source: US EPA, Waste Reduction Model (WARM) v15, electronics. Limits: collection, plants and metals' makers
/// of the United States; whole devices, so mass as it was taken apart.
/// </remarks>
/// <param name="Parts">By what was asked for.</param>
/// <param name="NotCovered">What has no figure, and why.</param>
public sealed record RecyclingAvoided(DisposalBaseline Baseline, ImmutableArray<RecycledStream> Parts, ImmutableArray<NotCovered> NotCovered)
{
    /// <summary>What must stand beside the number.</summary>
    public const string Standing = "an indication: WARM assumes collection and disposal in the United States; outside the city's totals";

    /// <summary>Null when nothing is covered.</summary>
    public decimal? KilogramsCo2e => Parts.IsEmpty ? null : Parts.Sum(part => part.KilogramsCo2e);

    public long NotCoveredGrams => NotCovered.Sum(one => one.Grams);

    /// <summary>Which factors it rests on, with their versions: another version of WARM gives another figure.</summary>
    public IReadOnlyList<string> Versions => [.. Parts.SelectMany(part => (Factor[])[part.Recycled, part.Disposed]).Select(factor => $"{factor} ({factor.Source.Title})").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>It may be signed: it rests on no factor from memory.</summary>
    public bool CanBeClosed => !Parts.IsEmpty && Parts.All(part => part.Recycled.CanBeClosed && part.Disposed.CanBeClosed);

    /// <summary>Of a longer time: each day by the factors of that day.</summary>
    public static RecyclingAvoided Of(IEnumerable<(DateOnly Day, string Kind, long Grams)> taken, DisposalBaseline baseline, FactorRegistry registry)
    {
        var days = taken.GroupBy(one => one.Day, one => (one.Kind, one.Grams)).OrderBy(day => day.Key).Select(day => Of(day, baseline, day.Key, registry)).ToArray();
        return new(baseline,
            [.. days.SelectMany(day => day.Parts).GroupBy(part => part with { Grams = 0 }).Select(same => same.Key with { Grams = same.Sum(part => part.Grams) }).OrderBy(part => part.Kind, StringComparer.Ordinal)],
            [.. days.SelectMany(day => day.NotCovered).GroupBy(one => one with { Grams = 0 }).Select(same => same.Key with { Grams = same.Sum(one => one.Grams) }).OrderBy(one => one.Kind, StringComparer.Ordinal)]);
    }

    /// <param name="taken">Grams by UNU key or category, such as the ledger's ewaste-treated; in any order.</param>
    /// <param name="day">Of the activity.</param>
    public static RecyclingAvoided Of(IEnumerable<(string Kind, long Grams)> taken, DisposalBaseline baseline, DateOnly day, FactorRegistry registry, Instant? knownAt = null)
    {
        var (parts, without) = (ImmutableArray.CreateBuilder<RecycledStream>(), ImmutableArray.CreateBuilder<NotCovered>());
        foreach (var same in taken.GroupBy(one => one.Kind, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            var (kind, grams) = (same.Key, 0L);
            foreach (var one in same)
                grams = one.Grams >= 0 ? checked(grams + one.Grams)
                    : throw new ArgumentOutOfRangeException(nameof(taken), one.Grams, $"{one.Grams} g of {kind}: a mass is never below zero. Correct the event that says so.");
            if (WarmStreams.Of(kind) is not { } stream)
            {
                without.Add(new(kind, grams, "WARM has no stream for it"));
                continue;
            }
            var (recycled, disposed) = ($"warm-recycled-{stream}", baseline == DisposalBaseline.Burned ? $"epa-burned-{stream}" : "epa-landfilled-electronics");
            if (registry.On(day, recycled, knownAt) is not { } gain) without.Add(new(kind, grams, $"there is no factor of series {recycled}"));
            else if (registry.On(day, disposed, knownAt) is not { } loss) without.Add(new(kind, grams, $"there is no factor of series {disposed}"));
            else parts.Add(new(kind, stream, grams, gain, loss));
        }
        return new(baseline, parts.ToImmutable(), without.ToImmutable());
    }
}

/// <summary>One kind of e-waste and the two fates that are compared.</summary>
/// <param name="Kind">UNU key or category. <paramref name="Stream"/> of WARM.</param>
public sealed record RecycledStream(string Kind, string Stream, long Grams, Factor Recycled, Factor Disposed)
{
    static readonly Unit Gram = Unit.Parse("g"), Kilogram = Unit.Parse("kg");

    // The factors' own unit is tonnes per short ton.
    public decimal KilogramsCo2e => Disposed.Apply(Grams, Gram, Kilogram) - Recycled.Apply(Grams, Gram, Kilogram);
}

/// <param name="Why">As in "WARM has no stream for it".</param>
public sealed record NotCovered(string Kind, long Grams, string Why);

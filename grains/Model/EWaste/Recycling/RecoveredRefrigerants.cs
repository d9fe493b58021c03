using System.Collections.Immutable;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.EWaste.Recycling;

/// <summary>Refrigerants that were drawn off and so did not leak, as CO2e by one set of warming potentials.</summary>
/// <remarks>
/// CO2e = recovered mass x GWP100, of a mixture the sum over its gases by mass. What was recovered is not yet destroyed: it counts as avoided only when it is burned or used
/// again. Source: IPCC AR5 WG1 table 8.A.1, AR6 WG1 table 7.SM.7, one set per report; GPC v1.1 for HFCs in CO2e.
/// </remarks>
/// <param name="Parts">By refrigerant.</param>
public sealed record RecoveredRefrigerants(GwpSet Set, ImmutableArray<RecoveredRefrigerant> Parts)
{
    /// <summary>Null when one of them is not known: the sum of the others is no total. 0 when there were none.</summary>
    public decimal? KilogramsCo2e => Parts.All(part => part.KilogramsCo2e is not null) ? Parts.Sum(part => part.KilogramsCo2e!.Value) : null;

    /// <summary>It may be signed: it is known, and rests on no factor from memory.</summary>
    public bool CanBeClosed => KilogramsCo2e is not null && Parts.SelectMany(part => part.Gases).All(gas => gas.Gwp!.CanBeClosed);

    /// <param name="recovered">Grams by material, such as the ledger's ewaste-recovered; what is no refrigerant is left out.</param>
    public static RecoveredRefrigerants Of(IEnumerable<(string Material, long Grams)> recovered, GwpSet set, FactorRegistry registry, Instant? knownAt = null) => new(set, [.. recovered
        .Where(one => Refrigerant.IsOne(one.Material))
        .Select(one => one.Grams >= 0 ? one : throw new ArgumentOutOfRangeException(nameof(recovered), one.Grams, $"{one.Grams} g of {one.Material}: a mass is never below zero. Correct the event that says so."))
        .GroupBy(one => Refrigerant.Named(one.Material)?.Name ?? one.Material, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => new RecoveredRefrigerant(same.Key, same.Aggregate(0L, (sum, one) => checked(sum + one.Grams)),
            [.. (Refrigerant.Named(same.Key)?.Gases ?? []).Select(gas => new GasPart(gas.Gas, gas.Share, registry.Named($"gwp-{set.Name.ToLowerInvariant()}-{gas.Gas}", knownAt)))]))]);
}

/// <param name="Name">Of the refrigerant; as it was said where it is not known.</param>
/// <param name="Gases">None where it is not known.</param>
public sealed record RecoveredRefrigerant(string Name, long Grams, ImmutableArray<GasPart> Gases)
{
    static readonly Unit Gram = Unit.Parse("g"), Kilogram = Unit.Parse("kg");

    /// <summary>Null where it is not known, or one of its gases has no factor.</summary>
    public decimal? KilogramsCo2e => Gases.IsEmpty || Gases.Any(gas => gas.Gwp is null) ? null : Gases.Sum(gas => gas.Gwp!.Apply(Grams * gas.Share, Gram, Kilogram));
}

/// <summary>A gas of a mixture, its share by mass and its warming potential in the set; null where the set has none.</summary>
public sealed record GasPart(string Gas, decimal Share, Factor? Gwp);

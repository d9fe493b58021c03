using System.Collections.Frozen;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>What the ledger tells of a landfill, by calendar years in Bangkok.</summary>
/// <param name="GasDestroyedCubicMetres">As metered, by year; a year without a meter has no entry.</param>
public sealed record LandfillLedger(IReadOnlyList<WeighedAmount> Delivered, IReadOnlyDictionary<int, decimal> GasDestroyedCubicMetres)
{
    public static LandfillLedger Nothing { get; } = new([], FrozenDictionary<int, decimal>.Empty);

    /// <summary>Null where nothing was told.</summary>
    public long? DeliveredGrams(int year) => Delivered.Any(one => one.Year == year) ? Delivered.Where(one => one.Year == year).Sum(one => one.Grams) : null;
}

/// <summary>A landfill's methane in one year, whole and by whose waste it comes from.</summary>
/// <remarks>
/// Decay is proportional to what was deposited, so that whose methane it is follows from decay of each part by itself. What was destroyed and what the cover oxidised is shared by what was generated:
/// emitted(part) = emitted x generated(part) / generated. Parts are rounded as differences of rounded sums and add up to the whole.
/// </remarks>
/// <param name="Deposits">All that it was worked out from, with who says so.</param>
/// <param name="Methane">Of all years since the opening.</param>
/// <param name="Parts">Of the year; those of whom nothing ever came are left out.</param>
/// <param name="Commitment">Of what came in the year; the alternative, never added. Null where nothing is known to have come in it.</param>
/// <param name="GasConverted">The factor by which metered gas became mass; null where none was.</param>
public sealed record LandfillAccount(
    DisposalSite Site, DecaySet Set, IReadOnlyList<Deposit> Deposits, LandfillMethane Methane, MethaneYear Year, IReadOnlyList<OriginPart> Parts, MethaneCommitment? Commitment, Parameter? GasConverted)
{
    static readonly WasteOrigin[] Origins = [WasteOrigin.City, WasteOrigin.Elsewhere, WasteOrigin.Unknown];

    /// <summary>Every factor in it, such as "doc-food v1".</summary>
    public IReadOnlyList<string> From =>
    [
        .. Methane.Years.SelectMany(year => year.Types).Select(line => line.Type).Distinct().SelectMany(type => (Parameter[])[Set.Types[type].PerYear, Set.Types[type].Carbon, Set.Types[type].Decomposed])
            .Append(Set.MethaneShare).Append(Site.Mcf).Append(Site.Ox).Append(GasConverted ?? Set.MethaneShare).Select(parameter => parameter.From).Distinct(),
    ];

    /// <summary>Nothing that it was worked out from is from memory, as far as declarations go.</summary>
    public bool HasSoundHistory => Deposits.All(one => one.Status != FactorStatus.Memory);

    /// <summary>The year's account; null exactly when there are faults.</summary>
    /// <param name="set">One of <see cref="DecaySet.Names"/>.</param>
    public static (LandfillAccount? Account, IReadOnlyList<WasteFault> Faults) Of(string id, LandfillFacts facts, LandfillLedger ledger, FactorRegistry registry, string set, int year)
    {
        var (site, faultsOfSite) = DisposalSite.Of(registry, id, facts.Opened, facts.Management, facts.Covered, facts.Closed, facts.Delay);
        var (decay, faultsOfSet) = DecaySet.Of(registry, set);
        var deposits = Deposit.Of(id, facts, ledger.Delivered, year);
        var (destroyed, density, faultsOfGas) = Destroyed(facts, ledger, registry, year);
        if (site is null || decay is null || faultsOfGas.Count > 0) return (null, [.. faultsOfSite, .. faultsOfSet, .. faultsOfGas]);

        var (whole, faults) = Decayed(deposits, one => one.Grams, destroyed);
        if (whole?.In(year) is not { } result) return (null, faults);
        var parts = Parted(year, result, deposits, origin => Decayed(deposits, one => one.Of(origin), FrozenDictionary<int, double>.Empty));
        var (mass, _) = MassByType.Of(id, deposits.Where(one => one.Year == year).Select(one => (one.Category, one.Grams)), Composition.In(year, facts.Mixed));
        var share = result.GeneratedGrams > 0 ? (decimal)(result.RecoveredGrams / result.GeneratedGrams) : 0;
        var commitment = mass is null ? null : MethaneCommitment.Of(site, decay, mass, Math.Min(1, share)).Commitment;
        return (new(site, decay, deposits, whole, result, parts, commitment, density), []);

        (LandfillMethane?, IReadOnlyList<WasteFault>) Decayed(IReadOnlyList<Deposit> of, Func<Deposit, long> grams, IReadOnlyDictionary<int, double> gone)
        {
            var (history, gaps) = TonnageHistory.Of(TonnageKind.Deposited, id, site.Opened, Math.Min(year, site.Closed ?? year), of.Select(one => new TonnageYear(one.Year, one.Category, grams(one), new(null, one.Source))));
            return history is null ? (null, gaps) : FirstOrderDecay.Of(site, decay, history, facts.Mixed, gone, year);
        }
    }

    static (IReadOnlyDictionary<int, double> Grams, Parameter? Density, IReadOnlyList<WasteFault> Faults) Destroyed(LandfillFacts facts, LandfillLedger ledger, FactorRegistry registry, int through)
    {
        if (facts.Gas is not { } gas || !ledger.GasDestroyedCubicMetres.Keys.Any(year => year <= through)) return (FrozenDictionary<int, double>.Empty, null, []);
        FactorLookup factors = new(registry, null);
        var density = factors.Density("methane-density-normal");
        return factors.Faults.Count > 0 ? (FrozenDictionary<int, double>.Empty, null, factors.Faults)
            : (ledger.GasDestroyedCubicMetres.Where(one => one.Key <= through).ToDictionary(one => one.Key, one => LandfillGas.MethaneGrams(one.Value, gas.MethaneShare, new(gas.Celsius, gas.KiloPascals), density)), density, []);
    }

    static List<OriginPart> Parted(int year, MethaneYear whole, IReadOnlyList<Deposit> deposits, Func<WasteOrigin, (LandfillMethane? Methane, IReadOnlyList<WasteFault> Faults)> decayed)
    {
        List<OriginPart> parts = [];
        var present = Origins.Where(origin => deposits.Any(one => one.Of(origin) != 0)).ToArray();
        var (before, rounded) = (0d, 0L);
        foreach (var origin in present)
        {
            // Whoever alone brought anything made all of it; a part that took away more than it brought has no decay of its own.
            var generated = present.Length == 1 ? whole.GeneratedGrams : decayed(origin).Methane?.In(year)?.GeneratedGrams;
            if (generated is null) return [];
            before += generated.Value;
            var until = origin == present[^1] || whole.GeneratedGrams == 0 ? whole.EmittedGrams : (long)Math.Round(whole.EmittedGrams * (before / whole.GeneratedGrams), MidpointRounding.ToEven);
            parts.Add(new(origin, deposits.Where(one => one.Year == year).Sum(one => one.Of(origin)), generated.Value, until - rounded));
            rounded = until;
        }
        return parts;
    }
}

/// <summary>Methane of one year of what the city, others, or nobody knows who, brought.</summary>
/// <param name="DepositedGrams">In that year.</param>
/// <param name="EmittedGrams">Whole grams.</param>
public sealed record OriginPart(WasteOrigin Origin, long DepositedGrams, double GeneratedGrams, long EmittedGrams);

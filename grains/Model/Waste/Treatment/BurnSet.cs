using System.Collections.Frozen;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Waste.Treatment;

/// <summary>What burning waste is worked out with. Types without an entry give off no carbon dioxide.</summary>
/// <param name="Oxidised">OF: share of carbon that becomes carbon dioxide.</param>
/// <param name="N2O">kg per tonne of wet waste.</param>
/// <param name="Ch4">kg per tonne of wet waste.</param>
/// <remarks>Source: 2006 IPCC Guidelines, volume 5, tables 2.4, 5.2, 5.3 (continuous stoker) and 5.6 (continuous and semi-continuous).</remarks>
public sealed record BurnSet(FrozenDictionary<WasteType, Burning> Types, Parameter Oxidised, Parameter N2O, Parameter Ch4)
{
    /// <summary>A set out of the registry, or every fault there is: null exactly when there are faults.</summary>
    public static (BurnSet? Set, IReadOnlyList<WasteFault> Faults) Of(FactorRegistry registry, Instant? knownAt = null)
    {
        FactorLookup factors = new(registry, knownAt);
        var types = WasteType.All.Where(type => type.Burns).ToFrozenDictionary(type => type,
            type => new Burning(factors.Share($"burn-dm-{type}"), factors.Share($"burn-cf-{type}"), factors.Share($"burn-fcf-{type}")));
        BurnSet set = new(types, factors.Share("burn-of"), factors.PerTonne("burn-n2o"), factors.PerTonne("burn-ch4"));
        return factors.Faults.Count == 0 ? (set, []) : (null, factors.Faults);
    }
}

/// <summary>How one type of waste burns.</summary>
/// <param name="DryMatter">dm: of wet mass.</param>
/// <param name="Carbon">CF: of dry matter.</param>
/// <param name="FossilCarbon">FCF: of carbon.</param>
public sealed record Burning(Parameter DryMatter, Parameter Carbon, Parameter FossilCarbon);

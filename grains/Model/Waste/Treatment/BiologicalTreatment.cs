using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Waste.Treatment;

/// <summary>Gases of composting and of digestion, per wet mass treated.</summary>
/// <param name="Ch4">kg per tonne.</param>
/// <param name="N2O">kg per tonne; null where it is taken to be negligible.</param>
/// <remarks>
/// kg = tonnes x factor (2006 IPCC Guidelines, volume 5, equations 4.1 and 4.2 without recovery; table 4.1, wet). The first print has 0.3 kg N2O/t for
/// composting and 1 kg CH4/t for digestion; 0.24 and 0.8 are the corrected values (correction from memory). Digestion's factor is what leaks: gas that is
/// used is not in it. Carbon dioxide is biogenic and has no factor there: not estimated, 0 here.
/// </remarks>
public sealed record BiologicalTreatment(Parameter Ch4, Parameter? N2O)
{
    public static (BiologicalTreatment? Treatment, IReadOnlyList<WasteFault> Faults) Composting(FactorRegistry registry, Instant? knownAt = null)
    {
        FactorLookup factors = new(registry, knownAt);
        BiologicalTreatment treatment = new(factors.PerTonne("compost-ch4"), factors.PerTonne("compost-n2o"));
        return factors.Faults.Count == 0 ? (treatment, []) : (null, factors.Faults);
    }

    public static (BiologicalTreatment? Treatment, IReadOnlyList<WasteFault> Faults) Digestion(FactorRegistry registry, Instant? knownAt = null)
    {
        FactorLookup factors = new(registry, knownAt);
        BiologicalTreatment treatment = new(factors.PerTonne("digestion-ch4"), null);
        return factors.Faults.Count == 0 ? (treatment, []) : (null, factors.Faults);
    }

    /// <param name="wetGrams">Treated, as the measure "waste-composted" counts it.</param>
    public TreatmentGases Of(long wetGrams)
    {
        if (wetGrams < 0) throw new ArgumentOutOfRangeException(nameof(wetGrams), wetGrams, "More left untreated than came. Look at the balance of the site.");
        var tonnes = wetGrams / 1_000_000m;
        return new TreatmentGases(0, tonnes * Ch4.Value, tonnes * (N2O?.Value ?? 0), 0).Rounded();
    }
}

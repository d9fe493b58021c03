namespace YPort.Twin.Model.Waste.Methane;

/// <summary>A landfill's methane in one year (2006 IPCC Guidelines, volume 5, equation 3.1). Only what is emitted is rounded.</summary>
/// <param name="NotEstimatedGrams">Waste that came that year and whose contents nobody stated; it is in nothing below.</param>
/// <param name="DestroyedGrams">As metered; null when nobody metered any, which counts as none.</param>
/// <param name="RecoveredGrams">R: of that what counts, at most what was generated.</param>
/// <param name="EmittedGrams">Whole grams, half to even: rounded once, here.</param>
public sealed record MethaneYear(int Year, IReadOnlyList<DecayLine> Types, IReadOnlyDictionary<string, decimal> NotEstimatedGrams,
    double GeneratedGrams, double? DestroyedGrams, double RecoveredGrams, double OxidisedGrams, long EmittedGrams)
{
    /// <summary>More was destroyed than the model says was there: it understates the site, and the excess is counted nowhere.</summary>
    public bool DestroyedAboveGenerated => DestroyedGrams > GeneratedGrams;
}

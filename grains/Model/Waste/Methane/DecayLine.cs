namespace YPort.Twin.Model.Waste.Methane;

/// <summary>One type of waste in one year, step by step (2006 IPCC Guidelines, volume 5, equations 3.2 and 3.4 to 3.6). Not rounded.</summary>
/// <param name="DepositedGrams">W: what came that year, wet.</param>
/// <param name="CarbonDepositedGrams">DDOCmd: the part of its carbon that will decompose.</param>
/// <param name="CarbonDecomposedGrams">DDOCm decomp: what decomposed during the year.</param>
/// <param name="CarbonAccumulatedGrams">DDOCma: what lies there undecomposed at the end of the year.</param>
/// <param name="GeneratedGrams">Methane.</param>
public sealed record DecayLine(WasteType Type, double DepositedGrams, double CarbonDepositedGrams, double CarbonDecomposedGrams, double CarbonAccumulatedGrams, double GeneratedGrams);

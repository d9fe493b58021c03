namespace YPort.Twin.Model.Waste.Methane;

/// <summary>All methane that a year's deposits will ever give off, counted in the year of deposit: the alternative to first-order decay, never added to it.</summary>
/// <remarks>
/// CH4 = MSW L0 (1 - f_rec) (1 - OX) with L0 = MCF DOC DOCf F 16/12, by type of waste and summed.
/// Source: Global Protocol for Community-Scale GHG Inventories (GPC) v1.1, equations 8.3 (commitment) and 8.4 (L0), read in a secondary copy.
/// The GPC's own DOCf is 0.6; here it is that of the set, so that the two methods agree over all time.
/// </remarks>
/// <param name="Lines">By type, before recovery and oxidation.</param>
/// <param name="NotEstimatedGrams">Waste whose contents nobody stated; it is in no line.</param>
/// <param name="RecoveredShare">f_rec: of the methane generated, what will be destroyed or used.</param>
/// <param name="EmittedGrams">Whole grams, half to even: rounded once, here.</param>
public sealed record MethaneCommitment(IReadOnlyList<CommitmentLine> Lines, IReadOnlyDictionary<string, decimal> NotEstimatedGrams, decimal RecoveredShare, long EmittedGrams)
{
    /// <param name="mass">Brought to the landfill in the year.</param>
    /// <returns>Null exactly when there are faults.</returns>
    public static (MethaneCommitment? Commitment, IReadOnlyList<WasteFault> Faults) Of(DisposalSite site, DecaySet set, MassByType mass, decimal recoveredShare)
    {
        List<WasteFault> faults = [.. site.Faults()];
        if (recoveredShare is < 0 or > 1) faults.Add(new(site.Id, FormattableString.Invariant($"A recovered share of {recoveredShare} lies outside 0 to 1."), "Send 0.2 for 20 %."));
        if (faults.Count > 0) return (null, faults);
        CommitmentLine[] lines = [.. from type in WasteType.All
                                     where set.Types.ContainsKey(type) && mass.Grams.GetValueOrDefault(type) > 0
                                     select Line(site, set, type, mass.Grams[type])];
        var emitted = lines.Sum(line => line.GeneratedGrams) * (1 - recoveredShare) * (1 - site.Ox.Value);
        return (new(lines, mass.NotEstimatedGrams, recoveredShare, (long)decimal.Round(emitted, MidpointRounding.ToEven)), []);
    }

    static CommitmentLine Line(DisposalSite site, DecaySet set, WasteType type, decimal grams)
    {
        var potential = site.Mcf.Value * set.Types[type].Carbon.Value * set.Types[type].Decomposed.Value * set.MethaneShare.Value * 16;
        return new(type, grams, potential / 12, grams * potential / 12);
    }
}

/// <param name="DepositedGrams">MSW of this type, wet.</param>
/// <param name="Potential">L0: grams of methane per gram of waste.</param>
public sealed record CommitmentLine(WasteType Type, decimal DepositedGrams, decimal Potential, decimal GeneratedGrams);

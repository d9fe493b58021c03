namespace YPort.Twin.Model.City.Factors;

/// <summary>Factors that an operator declared, beside those that came with the program. One that contradicts others is kept out and named, until it is mended.</summary>
/// <param name="Registry">All that fit together.</param>
/// <param name="Flagged">Those that do not, each with its faults; none counts in any figure.</param>
public sealed record DeclaredFactors(FactorRegistry Registry, IReadOnlyList<FlaggedFactor> Flagged)
{
    /// <param name="declared">In the order in which the journal took them.</param>
    public static DeclaredFactors Of(FactorRegistry shipped, IEnumerable<Factor> declared)
    {
        var registry = shipped;
        List<FlaggedFactor> flagged = [];
        foreach (var factor in declared)
            if (FactorRegistry.Of([.. registry.All, factor]) is ({ } grown, _)) registry = grown;
            else flagged.Add(new(factor, FactorRegistry.Of([.. registry.All, factor]).Faults));
        return new(registry, flagged);
    }
}

/// <summary>A factor that contradicts others.</summary>
public sealed record FlaggedFactor(Factor Factor, IReadOnlyList<FactorFault> Faults);

using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>A difference of emissions between two states, split into what happened and what is only counted otherwise. The three parts add up to the whole, to the last digit.</summary>
/// <param name="ActivityKg">More or less was done: (A2 - A1) F1, at the old factor.</param>
/// <param name="FactorKg">The same method found another value, such as a cleaner grid: A2 (F2 - F1), at the new activity; otherwise 0.</param>
/// <param name="MethodKg">The method, boundary or version changed: A2 (F2 - F1); otherwise 0. It is no reduction.</param>
public sealed record EmissionChange(decimal ActivityKg, decimal FactorKg, decimal MethodKg)
{
    public decimal WholeKg => ActivityKg + FactorKg + MethodKg;

    /// <summary>What happened in the world.</summary>
    public decimal RealKg => ActivityKg + FactorKg;

    /// <summary>From one state to another; null when a factor does not fit its activity or they are of different gases.</summary>
    /// <remarks>
    /// Convention: activity changes at the old factor, the factor at the new activity, so that nothing is left over. A changed factor is a changed world only within
    /// one series, with the same boundary, publisher and gas, and with a later validity; in any other case, a new version of the same factor above all, it is method.
    /// </remarks>
    public static EmissionChange? Between(ActivityAmount before, Factor beforeFactor, ActivityAmount after, Factor afterFactor)
    {
        if (beforeFactor.Gas != afterFactor.Gas || before.EmittedKg(beforeFactor) is not { } then || after.EmittedKg(afterFactor) is not { } now || after.EmittedKg(beforeFactor) is not { } nowAtOld) return null;
        var byFactor = now - nowAtOld;
        return SaysTheSame(beforeFactor, afterFactor) ? new(nowAtOld - then, byFactor, 0) : new(nowAtOld - then, 0, byFactor);
    }

    static bool SaysTheSame(Factor before, Factor after) => before.Id != after.Id && before.Series == after.Series && before.Boundary == after.Boundary
        && before.Source.Publisher == after.Source.Publisher && after.ValidFrom is { } from && (before.ValidFrom is null || before.ValidFrom < from);
}

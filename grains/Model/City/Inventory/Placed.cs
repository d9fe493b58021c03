using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>An amount of the ledger and the facts that decide where it lands.</summary>
/// <param name="Amount">In the measure's unit.</param>
public readonly record struct MeasuredAmount(Measure Measure, ActivityCase Case, decimal Amount);

/// <summary>Amounts sorted into rows and reasons: what comes in goes to exactly one of them, so that both together are the whole, measure by measure.</summary>
/// <param name="InRows">What counts, by row and measure.</param>
/// <param name="LeftOut">What does not, by measure and reason: shown, never absorbed.</param>
public sealed record Placed(IReadOnlyDictionary<(GpcReference Reference, Measure Measure), decimal> InRows, IReadOnlyDictionary<(Measure Measure, NotInInventory Why), decimal> LeftOut)
{
    public static Placed Of(IEnumerable<MeasuredAmount> amounts)
    {
        Dictionary<(GpcReference, Measure), decimal> inRows = [];
        Dictionary<(Measure, NotInInventory), decimal> leftOut = [];
        foreach (var (measure, @case, amount) in amounts)
            switch (Allocation.Of(measure, @case))
            {
                case InRow row: inRows[(row.Reference, measure)] = inRows.GetValueOrDefault((row.Reference, measure)) + amount; break;
                case NotInInventory why: leftOut[(measure, why)] = leftOut.GetValueOrDefault((measure, why)) + amount; break;
            }
        return new(inRows, leftOut);
    }

    /// <summary>The rows that are IE because all that would stand there has been counted by another measure elsewhere.</summary>
    public IEnumerable<KeyedRow> IncludedElsewhere() =>
        from left in LeftOut.Keys
        where left.Why is { OwnRow: not null, CountedIn: not null } && !InRows.Keys.Any(key => key.Reference == left.Why.OwnRow)
        group left.Why by left.Why.OwnRow into whys
        let all = whys.Select(why => why.CountedIn!.Number).Distinct().Order(StringComparer.Ordinal)
        select new KeyedRow(whys.Key, NotationKey.IncludedElsewhere, $"Counted in {string.Join(" and ", all)}: {whys.First().Because}.", Gpc.Numbered(all.First()));
}

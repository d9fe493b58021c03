using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>An amount of the ledger and the facts that decide where it lands.</summary>
/// <param name="Amount">In the measure's unit.</param>
/// <param name="Origin">Where it stands in the ledger; null where nobody asks for it.</param>
public readonly record struct MeasuredAmount(Measure Measure, ActivityCase Case, decimal Amount, AmountOrigin? Origin = null);

/// <summary>Which rows of the ledger an amount is the sum of.</summary>
/// <param name="From">First quarter hour.</param>
/// <param name="To">The one after the last.</param>
/// <param name="Dimensions">As the ledger keeps them; "" for all that there are.</param>
public sealed record AmountOrigin(TwinId Twin, Window From, Window To, string Dimensions, Quality Quality, Int128 Steps, Int128 CoveredMicroseconds);

/// <summary>Amounts sorted into rows and reasons: what comes in goes to exactly one of them, so that both together are the whole, measure by measure.</summary>
/// <param name="Counted">What counts, by row and measure.</param>
/// <param name="NotCounted">What does not, by measure and reason: shown, never absorbed.</param>
public sealed record Placed(ILookup<(GpcReference Reference, Measure Measure), MeasuredAmount> Counted, ILookup<(Measure Measure, NotInInventory Why), MeasuredAmount> NotCounted)
{
    /// <summary>Sums of what counts, in the measure's unit.</summary>
    public IReadOnlyDictionary<(GpcReference Reference, Measure Measure), decimal> InRows { get; } = Counted.ToDictionary(row => row.Key, row => row.Sum(one => one.Amount));

    /// <summary>Sums of what does not.</summary>
    public IReadOnlyDictionary<(Measure Measure, NotInInventory Why), decimal> LeftOut { get; } = NotCounted.ToDictionary(left => left.Key, left => left.Sum(one => one.Amount));

    public static Placed Of(IEnumerable<MeasuredAmount> amounts)
    {
        var placed = amounts.Select(amount => (Amount: amount, Place: Allocation.Of(amount.Measure, amount.Case))).ToArray();
        return new(placed.Where(one => one.Place is InRow).ToLookup(one => (((InRow)one.Place).Reference, one.Amount.Measure), one => one.Amount),
            placed.Where(one => one.Place is NotInInventory).ToLookup(one => (one.Amount.Measure, (NotInInventory)one.Place), one => one.Amount));
    }

    /// <summary>The rows that are IE because all that would stand there has been counted by another measure elsewhere.</summary>
    public IEnumerable<KeyedRow> IncludedElsewhere() =>
        from left in LeftOut.Keys
        where left.Why is { OwnRow: not null, CountedIn: not null } && !InRows.Keys.Any(key => key.Reference == left.Why.OwnRow)
        group left.Why by left.Why.OwnRow into whys
        let all = whys.Select(why => why.CountedIn!.Number).Distinct().Order(StringComparer.Ordinal)
        select new KeyedRow(whys.Key, NotationKey.IncludedElsewhere, $"Counted in {string.Join(" and ", all)}: {whys.First().Because}.", Gpc.Numbered(all.First()));
}

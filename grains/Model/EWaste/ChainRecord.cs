using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.EWaste;

/// <summary>
/// What lots' books say of a time beside the ledger: which are open, what is kept apart, categories and UNU keys of what was done, what was received, and items that hold data.
/// A pure function of the set of standing events.
/// </summary>
/// <param name="Lots">Each holder's books of each lot: where something happened in the time, and where the lot was still open at its end.</param>
/// <param name="Received">From other holders, in the time.</param>
/// <param name="Items">Those that hold data and were told of before the time's end, of these lots; each where it was last seen, by all that is known now: a certificate may come at any time.</param>
public sealed record ChainRecord(ImmutableArray<LotRecord> Lots, ImmutableArray<HandOver> Received, ImmutableArray<(string Lot, SeenItem Seen)> Items)
{
    /// <param name="lots">By lot and holder: all standing events, with the holder's register.</param>
    public static ChainRecord Of(IEnumerable<IReadOnlyCollection<(TwinRegister Register, IReadOnlyList<EventWord> Words)>> lots, Window from, Window to)
    {
        var (records, received, items) = (ImmutableArray.CreateBuilder<LotRecord>(), ImmutableArray.CreateBuilder<HandOver>(), ImmutableArray.CreateBuilder<(string, SeenItem)>());
        foreach (var lot in lots)
        {
            var custody = Custody.Of(lot);
            var concerned = ImmutableArray.CreateBuilder<LotRecord>();
            HashSet<string> toldOf = new(StringComparer.Ordinal);
            foreach (var (register, words) in lot)
            {
                EventWord[] until = [.. words.Where(word => word.At < to.Start)];
                if (until.Length == 0) continue;
                var then = Lot.Of(register, until);
                toldOf.UnionWith(then.Items.Select(item => item.Serial));
                if (then.IsOpen || until.Any(word => word.At >= from.Start)) concerned.Add(LotRecord.Of(custody.Holders.Single(one => one.Holder == register.Id), then.IsOpen, from, to));
            }
            if (concerned.Count == 0) continue;
            records.AddRange(concerned);
            received.AddRange(custody.HandOvers.Where(one => one.ReceivedAt >= from.Start && one.ReceivedAt < to.Start));
            items.AddRange(custody.Items.Where(seen => seen.Item.DataBearing && toldOf.Contains(seen.Item.Serial)).Select(seen => (concerned[0].Books.Name, seen)));
        }
        return new([.. records.OrderBy(one => one.Books.Name, StringComparer.Ordinal).ThenBy(one => one.Holder)], received.ToImmutable(), items.ToImmutable());
    }

    /// <summary>One holder's part of it.</summary>
    public ChainRecord At(TwinId holder) => new(
        [.. Lots.Where(lot => lot.Holder == holder)], [.. Received.Where(one => one.To == holder.ToString())], [.. Items.Where(item => item.Seen.Holder == holder)]);

    /// <summary>One lot's part of it.</summary>
    public ChainRecord Of(string lot) => new([.. Lots.Where(one => one.Books.Name == lot)], [.. Received.Where(one => one.Lot == lot)], [.. Items.Where(item => item.Lot == lot)]);
}

/// <summary>One holder's books of a lot, in a time.</summary>
/// <param name="Books">By all that is known now.</param>
/// <param name="IsOpen">At the time's end, by what had happened until then.</param>
/// <param name="Did">What it added to the ledger in the time.</param>
/// <param name="KeptApart">What it would have added if its books held.</param>
public sealed record LotRecord(TwinId Holder, Lot Books, bool IsOpen, ImmutableArray<LotAmount> Did, ImmutableArray<LotAmount> KeptApart)
{
    internal static LotRecord Of(Holding holding, bool isOpen, Window from, Window to)
    {
        return new(holding.Holder, holding.Books, isOpen, Within(holding.Books.Amounts), Within(holding.Books.KeptApart));

        ImmutableArray<LotAmount> Within(ImmutableArray<LotAmount> amounts) => [.. amounts.Where(amount => amount.At >= from.Start && amount.At < to.Start)];
    }
}

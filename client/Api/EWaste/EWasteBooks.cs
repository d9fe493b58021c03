using YPort.Twin.Api.Events;
using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.EWaste;

/// <summary>What the ledger has of a measure at a holder.</summary>
/// <param name="By">The value of the measure's one dimension; "" where it has none.</param>
readonly record struct HolderSum(TwinId Holder, Measure Measure, string By, Quality Quality, long Steps);

/// <summary>What points and recyclers did in a time: as the ledger has it, and as their lots' events say.</summary>
sealed class EWasteBooks(AsKnown known, IEvents events, IJournalTime journal)
{
    // Sixty points that hand on a lot a week tell about 100,000 events a year.
    const int MostEvents = 300_000;
    static readonly Instant Beginning = new(0), End = Instant.Parse("9999-12-31T00:00:00Z");

    public async Task<IReadOnlyList<HolderSum>> Sums(IEnumerable<TwinRegister> holders, Window from, Window to, Instant? knownAt, CancellationToken stop)
    {
        var ledger = await known.Ledger(knownAt);
        List<HolderSum> sums = [];
        foreach (var holder in holders)
            foreach (var measure in EWasteMeasures.All)
                foreach (var sum in await ledger.Sums(new(measure.Name, holder.Current.Set, holder.Id, null, from, to, [from], measure.Dimensions.Count == 0 ? LedgerSplit.None : LedgerSplit.Dimensions), stop))
                    sums.Add(new(holder.Id, measure, measure.Dimensions.Count == 0 ? "" : DimensionSlice.Value(sum.Group, measure.Dimensions[0]), sum.Quality, checked((long)sum.Steps)));
        return sums;
    }

    /// <returns>Null when there are more events than are looked at in one answer.</returns>
    public async Task<ChainRecord?> Lots(IReadOnlyDictionary<TwinId, TwinRegister> holders, CitySet set, Window from, Window to, Instant? knownAt, CancellationToken stop)
    {
        if (await Events(holders, set, null, knownAt, stop) is not { } found) return null;
        return ChainRecord.Of(found.GroupBy(one => one.Word.Subject, StringComparer.Ordinal).Select(lot => lot.GroupBy(one => one.Twin)
            .Select(holder => (holders[holder.Key], (IReadOnlyList<EventWord>)[.. holder.Select(one => one.Word)])).ToArray()), from, to);
    }

    /// <summary>All that holders told of e-waste; a lot in the time may be older, and a certificate may come after it.</summary>
    /// <param name="lot">Only of this one.</param>
    /// <returns>Null when there is more than is looked at in one answer.</returns>
    public async Task<IReadOnlyList<StoredEvent>?> Events(IReadOnlyDictionary<TwinId, TwinRegister> holders, CitySet set, string? lot, Instant? knownAt, CancellationToken stop)
    {
        string[] types = [.. EWasteEvents.All.Select(type => type.Name)];
        EventQuestion question = new(set, null, types, lot, Beginning, End, null, 0);
        if (knownAt is not { } moment) return (await events.All(question, MostEvents, stop))?.Where(one => holders.ContainsKey(one.Twin)).ToArray();
        List<StoredEvent> all = [];
        foreach (var holder in holders.Keys)
            if (await events.All(question with { Twin = holder, Below = await journal.OffsetAt(holder.Shard, moment, stop) }, MostEvents - all.Count, stop) is { } told) all.AddRange(told);
            else return null;
        return [.. all.OrderBy(one => one.Word.At).ThenBy(one => one.Twin).ThenBy(one => one.Word.Id, StringComparer.Ordinal)];
    }
}

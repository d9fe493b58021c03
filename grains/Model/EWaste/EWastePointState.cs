using System.Collections.Immutable;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.EWaste;

/// <summary>An e-waste point or recycler as of a moment: what its channels say, what it did today, what it holds, what is wrong.</summary>
/// <param name="Applied">The last journal offset it includes.</param>
/// <param name="Facts">Its role, chain and limit as of then; null when nobody said.</param>
/// <param name="TodayBy">Measures with dimensions since midnight in Bangkok, by dimension.</param>
[GenerateSerializer, Immutable, Alias("e-waste-point-state")]
public sealed record EWastePointState(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] Instant AsOf, [property: Id(2)] long Applied,
    [property: Id(3)] ImmutableArray<ChannelNow> Channels, [property: Id(4)] ImmutableArray<DayAmount> Today, [property: Id(5)] ImmutableArray<Alarm> Alarms,
    [property: Id(6)] EWasteFacts? Facts, [property: Id(7)] ImmutableArray<DimensionAmount> TodayBy, [property: Id(8)] EWasteHeld Held);

/// <summary>What an e-waste point or recycler has, by its own books.</summary>
/// <param name="OpenLots">Lots with mass or items here, with a flaw, or with an item that wants a certificate.</param>
/// <param name="HeldGrams">Of the open lots whose mass is known.</param>
/// <param name="LotsOfUnknownMass">Open lots besides.</param>
/// <param name="UnsanitisedItems">Items here that hold data and have no adequate certificate.</param>
/// <param name="UnsanitisedSince">Since when the oldest of them has been here.</param>
/// <param name="FlaggedLots">Names of lots whose masses contradict each other, the oldest first, at most a hundred.</param>
[GenerateSerializer, Immutable, Alias("e-waste-held")]
public sealed record EWasteHeld(
    [property: Id(0)] int OpenLots, [property: Id(1)] long HeldGrams, [property: Id(2)] int LotsOfUnknownMass, [property: Id(3)] int UnsanitisedItems,
    [property: Id(4)] Instant? UnsanitisedSince, [property: Id(5)] int Flagged, [property: Id(6)] ImmutableArray<string> FlaggedLots)
{
    const int MostNamed = 100;

    public static EWasteHeld Of(IReadOnlyCollection<Lot> open)
    {
        var unsanitised = EWasteAlarms.Unsanitised(open).ToArray();
        var flagged = open.Where(lot => lot.Flaw != LotFlaw.None).OrderBy(lot => lot.Since).ThenBy(lot => lot.Name, StringComparer.Ordinal).ToArray();
        return new(open.Count, open.Sum(lot => lot.HeldGrams ?? 0), open.Count(lot => lot.HeldGrams is null), unsanitised.Length,
            unsanitised.Min(one => one.Item.Since), flagged.Length, [.. flagged.Take(MostNamed).Select(lot => lot.Name)]);
    }
}

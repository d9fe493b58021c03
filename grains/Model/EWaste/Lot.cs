using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.EWaste;

/// <summary>What is wrong with a lot's masses; it clears when the missing message comes.</summary>
public enum LotFlaw : byte
{
    None = 0,

    /// <summary>Something was done to it, and nobody said that it came.</summary>
    NothingCameIn = 1,

    /// <summary>Mass was taken apart or went out, and nobody said how much came in.</summary>
    MassInUnknown = 2,

    /// <summary>More was taken apart, or went out, than came in.</summary>
    MoreOutThanIn = 3,
}

/// <summary>The books of one lot at one holder: a pure function of the set of its standing events there. Masses in whole grams.</summary>
/// <param name="Since">When it first came in; of its first event where nobody said that it came.</param>
/// <param name="InGrams">What came in: as weighed last, else as said; null when nobody said.</param>
/// <param name="TreatedGrams">What was taken apart, as far as anybody said.</param>
/// <param name="ReleasedGrams">Fractions and what was disposed of.</param>
/// <param name="GivenGrams">What was given to other holders, as far as anybody said.</param>
/// <param name="IsGone">All of it was given away, and nothing came in after.</param>
/// <param name="Amounts">What it adds to the ledger.</param>
/// <param name="KeptApart">What it would add to treated, recovered and disposed if its books held; empty where they do.</param>
[GenerateSerializer, Immutable, Alias("lot")]
public sealed record Lot(
    [property: Id(0)] string Name, [property: Id(1)] Instant Since, [property: Id(2)] long? InGrams, [property: Id(3)] long TreatedGrams, [property: Id(4)] long ReleasedGrams,
    [property: Id(5)] long GivenGrams, [property: Id(6)] bool IsGone, [property: Id(7)] LotFlaw Flaw, [property: Id(8)] ImmutableArray<LotItem> Items,
    [property: Id(9)] ImmutableArray<LotAmount> Amounts, [property: Id(10)] ImmutableArray<LotAmount> KeptApart)
{
    public long OutGrams => checked(ReleasedGrams + GivenGrams);

    /// <summary>What should still be here; null when nobody said how much came in.</summary>
    public long? HeldGrams => IsGone ? 0 : InGrams is { } mass ? Math.Max(0, mass - OutGrams) : null;

    /// <summary>There is something to look after: mass or items here, a flaw, or an item that wants a certificate.</summary>
    public bool IsOpen => Flaw != LotFlaw.None || HeldGrams != 0 || Items.Any(item => item.Breach is not null || (item.State == ItemState.Held && item.Since is not null));

    /// <param name="register">Of the holder; its authorised chain as of each transfer.</param>
    /// <param name="events">All standing events about the lot there, in any order; at least one.</param>
    public static Lot Of(TwinRegister register, IEnumerable<EventWord> events) => new LotBooks(register, [.. events.Order()]).Close();
}

/// <summary>What a lot adds to a measure, at the event that makes it so.</summary>
/// <param name="Dimension">The one dimension's value; null where nobody said, or the measure has none.</param>
/// <param name="Offset">The highest of the lot: any of its events may change it.</param>
/// <param name="Category">Of the EU's six, also where the measure has another dimension; null where nobody said.</param>
/// <param name="Key">UNU key, where all of it is of one; the ledger does not keep it.</param>
[GenerateSerializer, Immutable, Alias("lot-amount")]
public readonly record struct LotAmount(
    [property: Id(0)] string Measure, [property: Id(1)] Instant At, [property: Id(2)] string? Dimension, [property: Id(3)] Quality Quality, [property: Id(4)] long Steps,
    [property: Id(5)] long Offset, [property: Id(6)] string? Category = null, [property: Id(7)] string? Key = null);

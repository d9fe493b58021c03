using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Contracts.Storage;

/// <summary>What the twins did, by quarter hours, summed as asked.</summary>
public interface ILedger
{
    /// <summary>One twin's rows with windows in [from, to), all measures, in order of window.</summary>
    Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop);

    /// <summary>Sums by group and quality, in order of group and step. Twins outside the city count only where asked for by id or area.</summary>
    Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop);
}

/// <summary>Opens the ledger for an answer that is made of several questions.</summary>
public interface IHeldLedgers
{
    /// <summary>Every question is answered as of the first one, whatever is saved meanwhile. Ask one after the other, and dispose it soon: it holds a connection.</summary>
    Task<IHeldLedger> Hold(CancellationToken stop);
}

/// <summary>The ledger of one moment.</summary>
public interface IHeldLedger : ILedger, IAsyncDisposable;

/// <param name="Twin">Only this twin; null for all.</param>
/// <param name="Area">Only this district or outside place, by membership at the window's start; null for all districts.</param>
/// <param name="From">First window.</param>
/// <param name="To">The window after the last.</param>
/// <param name="Bounds">Starts of the steps asked for, ascending, the first at <paramref name="From"/>: sums are given per step.</param>
/// <param name="By">What the series are split by.</param>
public sealed record LedgerQuestion(string Measure, CitySet Set, TwinId? Twin, string? Area, Window From, Window To, IReadOnlyList<Window> Bounds, LedgerSplit By)
{
    /// <summary>Only twins of this kind; null for all.</summary>
    public string? Kind { get; init; }
}

public enum LedgerSplit
{
    None,
    Twin,
    Area,

    /// <summary>By all of the measure's dimensions, as their canonical text.</summary>
    Dimensions,

    /// <summary>By twin and all dimensions: "roof-1;category=food".</summary>
    TwinAndDimensions,

    /// <summary>By area and all dimensions: "1030;category=food".</summary>
    AreaAndDimensions,
}

/// <param name="Group">The twin's id, the area, the dimensions, the first and the dimensions after a ";", or "" without a split.</param>
/// <param name="StepIndex">Which of <see cref="LedgerQuestion.Bounds"/>.</param>
/// <param name="CoveredMicroseconds">Summed over twins.</param>
/// <param name="Twins">How many twins contributed to any quality of the group over the whole question.</param>
public readonly record struct LedgerSum(string Group, int StepIndex, Quality Quality, Int128 Steps, Int128 CoveredMicroseconds, int Twins);

/// <summary>What was set aside, for those who mend it.</summary>
public interface IQuarantine
{
    /// <param name="feed">Only this feed's; null for all.</param>
    /// <param name="open">True: neither replayed nor discarded yet. False: all.</param>
    /// <param name="most">At most so many, newest first.</param>
    /// <param name="before">Only items received before; for paging.</param>
    Task<IReadOnlyList<QuarantineListing>> List(string? feed, bool open, int most, Instant? before, CancellationToken stop);

    Task<QuarantineListing?> Find(int shard, long offset, CancellationToken stop);
}

public sealed record QuarantineListing(QuarantinedItem Item, ResolvedItem? Resolved);

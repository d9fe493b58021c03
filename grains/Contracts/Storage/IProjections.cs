using System.Collections.Immutable;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Contracts.Storage;

/// <summary>
/// What was made of the journal up to a watermark: history, ledger, snapshots of twins, balances, quarantine.
/// Deleting it and starting again gives the same rows. Only a shard's grain writes here.
/// </summary>
public interface IProjections
{
    /// <summary>Takes the shard's projections over for an epoch (older ones can no longer save) and gives its snapshot.</summary>
    Task<ShardSnapshot> Open(int shard, long epoch, CancellationToken stop);

    /// <summary>Moves the watermark from <see cref="ShardProgress.FromOffset"/> to <see cref="ShardProgress.ToOffset"/> with all that belongs to it, in one transaction.</summary>
    /// <returns>False if another epoch or watermark is stored: nothing was written.</returns>
    Task<bool> Save(ShardProgress progress, CancellationToken stop);

    /// <summary>The snapshot without taking it over; for offline readers.</summary>
    Task<ShardSnapshot> Read(int shard, CancellationToken stop);
}

/// <summary>All that a shard must remember at its watermark, beside what history and ledger hold.</summary>
/// <param name="Watermark">Every journal entry below it is in the projections. Always a segment's end.</param>
/// <param name="Hash">Hash of the segment that ends at the watermark; <see cref="SegmentHash.Genesis"/> at 0.</param>
public sealed record ShardSnapshot(int Shard, long Watermark, ReadOnlyMemory<byte> Hash, IReadOnlyList<TwinSnapshot> Twins, IReadOnlyList<FeedBalance> Feeds);

/// <summary>One twin at the watermark: its register and where each of its channels stands.</summary>
/// <param name="Offset">The last journal offset that concerned the twin, below the watermark.</param>
public sealed record TwinSnapshot(TwinRegister Register, long Offset, ImmutableDictionary<string, ChannelLatest> Latest);

/// <param name="At">The latest time of any accepted reading of the channel, withdrawn or not: an identity after it is surely new.</param>
/// <param name="Standing">The latest sample that was not withdrawn; null when all were.</param>
public sealed record ChannelLatest(Instant At, Sample? Standing);

/// <summary>What a feed was answered. received = accepted + duplicate + quarantined, at all times.</summary>
/// <param name="Quarantined">All that were ever set aside and not replayed since; <paramref name="Discarded"/> of them were given up.</param>
/// <param name="LastReceivedAt">When its newest item came; null before the first.</param>
[GenerateSerializer, Immutable, Alias("feed-balance")]
public sealed record FeedBalance(
    [property: Id(0)] string Feed, [property: Id(1)] long Accepted, [property: Id(2)] long Duplicate, [property: Id(3)] long Quarantined,
    [property: Id(4)] long Discarded, [property: Id(5)] Instant? LastReceivedAt, [property: Id(6)] Instant? LatestReadingAt)
{
    public long Received => Accepted + Duplicate + Quarantined;

    public static FeedBalance Of(string feed) => new(feed, 0, 0, 0, 0, null, null);

    public FeedBalance Plus(FeedBalance other) => new(Feed, Accepted + other.Accepted, Duplicate + other.Duplicate, Quarantined + other.Quarantined,
        Discarded + other.Discarded, Later(LastReceivedAt, other.LastReceivedAt), Later(LatestReadingAt, other.LatestReadingAt));

    static Instant? Later(Instant? one, Instant? other) => one is null || other > one ? other : one;
}

/// <summary>One step of a shard's projections.</summary>
/// <param name="History">Accepted readings with offsets in [FromOffset, ToOffset), in parts of one twin, channel and hour each.</param>
/// <param name="Ledger">Rows to replace by key (twin, measure, dimensions, window, quality); an empty one is deleted.</param>
/// <param name="Twins">Snapshots of the twins that changed.</param>
/// <param name="Feeds">Whole balances of the feeds that changed, as this shard counts them.</param>
/// <param name="Quarantined">New items, with their offsets.</param>
/// <param name="Resolved">What became of items of this shard.</param>
/// <param name="Hash">See <see cref="ShardSnapshot.Hash"/>.</param>
/// <param name="Events">Accepted words on events with offsets in [FromOffset, ToOffset).</param>
public sealed record ShardProgress(
    int Shard, long Epoch, long FromOffset, long ToOffset, ReadOnlyMemory<byte> Hash,
    IReadOnlyList<HistoryPart> History, IReadOnlyList<LedgerRow> Ledger, IReadOnlyList<TwinSnapshot> Twins,
    IReadOnlyList<FeedBalance> Feeds, IReadOnlyList<QuarantinedItem> Quarantined, IReadOnlyList<ResolvedItem> Resolved, IReadOnlyList<StoredEvent> Events);

/// <summary>Readings of one twin, channel and hour of event time, in journal order; an hour may have many parts.</summary>
/// <param name="Hour">Hours since 1970-01-01T00Z.</param>
public sealed record HistoryPart(TwinId Twin, Channel Channel, int Hour, IReadOnlyList<Sample> Samples, IReadOnlyList<string> Feeds)
{
    /// <summary>An hour never has more parts: one more, and the small ones are merged.</summary>
    public const int MostOfAnHour = 32;

    /// <summary>A part with at least one of so many shares of its hour's words is large and stays as it is, so that a word is rewritten a few times, not with
    /// each merge.</summary>
    public const int LargeShare = 16;

    public static int HourOf(Instant at) => (int)Math.DivRem(at.Microseconds, Instant.PerHour, out var rest) - (rest < 0 ? 1 : 0);
}

public sealed record QuarantinedItem(int Shard, long Offset, Quarantined Item)
{
    /// <summary>How people and programs name it: "12-3456".</summary>
    public string Id => $"{Shard}-{Offset}";
}

public sealed record ResolvedItem(long ItemOffset, QuarantineResolved Resolution);

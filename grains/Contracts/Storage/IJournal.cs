using YPort.Twin.Model.Journal;

namespace YPort.Twin.Contracts.Storage;

/// <summary>
/// The truth: 64 append-only chains of segments, each fenced by an epoch. Only a shard's grain writes here.
/// </summary>
public interface IJournal
{
    /// <summary>Raises the shard's epoch, which fences every older writer from this moment on, and says where the chain ends.</summary>
    Task<JournalHead> Open(int shard, CancellationToken stop);

    /// <summary>
    /// Commits one segment if the shard's epoch and next offset are still what the writer believes, durably (fsync) before it returns.
    /// Segments of several shards that wait at the same time share one commit.
    /// </summary>
    /// <returns>True: committed. False: fenced, a newer epoch exists; nothing was written.</returns>
    /// <exception cref="Exception">Anything thrown means the outcome is unknown: stop, and let the next activation read the truth.</exception>
    Task<bool> Append(Segment segment, CancellationToken stop);

    /// <summary>The shard's segments in order, from the one that holds <paramref name="fromOffset"/> on.</summary>
    IAsyncEnumerable<Segment> Read(int shard, long fromOffset, CancellationToken stop);

    /// <summary>Where the shard stands, without touching its epoch; null if it was never opened. For offline readers.</summary>
    Task<JournalHead?> Head(int shard, CancellationToken stop);
}

/// <param name="LastHash">Hash of the segment that ends at <paramref name="NextOffset"/>; <see cref="SegmentHash.Genesis"/> when there is none.</param>
public sealed record JournalHead(long Epoch, long NextOffset, ReadOnlyMemory<byte> LastHash);

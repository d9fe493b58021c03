using YPort.Twin.Model.Readings;

namespace YPort.Twin.Contracts.Storage;

/// <summary>How far the journal had come at a moment: what "as known then" means.</summary>
public interface IJournalTime
{
    /// <summary>Every entry of the shard below this offset was committed at or before that moment; 0 when none was.</summary>
    Task<long> OffsetAt(int shard, Instant at, CancellationToken stop);

    /// <summary>When the entry at that offset was committed; null when there is none yet.</summary>
    Task<Instant?> CommittedAt(int shard, long offset, CancellationToken stop);
}

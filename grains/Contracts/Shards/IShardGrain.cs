using System.Collections.Immutable;
using Orleans.Concurrency;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Contracts.Shards;

/// <summary>One of 64 parts of the journal, keyed 0 to 63: decides what is new, commits it, hands it to its twins.</summary>
[Alias("shard")]
public interface IShardGrain : IGrainWithIntegerKey
{
    /// <summary>Takes readings of this shard's twins. Answers after commit.</summary>
    /// <exception cref="TwinBusyException">Not received; send again.</exception>
    [Alias("append")] Task<AppendAnswer> Append(ReadingBatch batch);

    /// <summary>Takes events at this shard's twins. Answers after commit.</summary>
    /// <exception cref="TwinBusyException">Not received; send again.</exception>
    [Alias("append-events")] Task<AppendAnswer> AppendEvents(EventBatch batch);

    /// <summary>What <see cref="Append"/> would answer now. Writes nothing, and so promises nothing: another sender may be quicker.</summary>
    [Alias("judge")] Task<AppendAnswer> Judge(ReadingBatch batch);

    /// <summary>What <see cref="AppendEvents"/> would answer now. Writes nothing.</summary>
    [Alias("judge-events")] Task<AppendAnswer> JudgeEvents(EventBatch batch);

    /// <summary>Sets refused items aside. Answers after commit with the offset of each.</summary>
    [Alias("quarantine")] Task<ImmutableArray<long>> Quarantine(QuarantineBatch batch);

    /// <summary>Notes what became of a quarantined item of this shard; false if it was dealt with before or does not exist.</summary>
    [Alias("resolve")] Task<bool> Resolve(long itemOffset, QuarantineOutcome outcome, string reason, string by);

    /// <summary>Enters a dated fact about a twin of this shard. Answers after commit.</summary>
    /// <param name="expectedVersion">The version the caller saw; null to enter whatever it is now.</param>
    [Alias("enter")] Task<RegisterAnswer> Enter(TwinId twin, RegisterEntry entry, int? expectedVersion, string by);

    /// <summary>The register of one twin; null if there is none.</summary>
    [Alias("describe"), AlwaysInterleave] Task<TwinRegister?> Describe(TwinId twin);

    /// <summary>All twins of the shard with the samples of now.</summary>
    [Alias("twins"), AlwaysInterleave] Task<ImmutableArray<TwinListing>> Twins();

    /// <summary>What this shard answered to each feed.</summary>
    [Alias("feeds"), AlwaysInterleave] Task<ImmutableArray<FeedBalance>> Feeds();

    /// <summary>Journal head, watermark and what lies between; for operators and tests.</summary>
    [Alias("standing"), AlwaysInterleave] Task<ShardStanding> Standing();

    /// <summary>The shard's sums as of now; null until every twin has reported once.</summary>
    [Alias("sums"), AlwaysInterleave] Task<City.ShardSums?> Sums();

    /// <summary>Asks every twin for its own word and compares it with what the shard counted.</summary>
    [Alias("audit"), AlwaysInterleave] Task<ShardAudit> Audit();

    /// <summary>Wakes the shard, or brings it home if it strayed.</summary>
    [Alias("touch"), AlwaysInterleave] Task Touch();
}

[GenerateSerializer, Immutable, Alias("reading-batch")]
public sealed record ReadingBatch([property: Id(0)] string Feed, [property: Id(1)] CitySet Set, [property: Id(2)] Instant ReceivedAt, [property: Id(3)] ImmutableArray<Reading> Readings);

[GenerateSerializer, Immutable, Alias("event-batch")]
public sealed record EventBatch([property: Id(0)] string Feed, [property: Id(1)] CitySet Set, [property: Id(2)] Instant ReceivedAt, [property: Id(3)] ImmutableArray<TwinEvent> Events);

/// <param name="Refused">By index into the batch; not yet counted: the caller sets them aside with their raw bytes.</param>
/// <param name="Repeated">The duplicates, by index into the batch; default in the answer of a silo that does not tell them yet.</param>
[GenerateSerializer, Immutable, Alias("append-answer")]
public sealed record AppendAnswer(
    [property: Id(0)] int Accepted, [property: Id(1)] int Duplicate, [property: Id(2)] ImmutableArray<RefusedReading> Refused, [property: Id(3)] ImmutableArray<int> Repeated);

[GenerateSerializer, Immutable, Alias("refused-reading")]
public readonly record struct RefusedReading([property: Id(0)] int Index, [property: Id(1)] Refusal Refusal);

[GenerateSerializer, Immutable, Alias("quarantine-batch")]
public sealed record QuarantineBatch([property: Id(0)] string Feed, [property: Id(1)] CitySet Set, [property: Id(2)] Instant ReceivedAt, [property: Id(3)] ImmutableArray<RefusedItem> Items);

[GenerateSerializer, Immutable, Alias("refused-item")]
public readonly record struct RefusedItem([property: Id(0)] Refusal Refusal, [property: Id(1)] byte[] Raw);

/// <param name="Register">As it stands after the call.</param>
[GenerateSerializer, Immutable, Alias("register-answer")]
public sealed record RegisterAnswer([property: Id(0)] RegisterOutcome Outcome, [property: Id(1)] TwinRegister? Register, [property: Id(2)] Refusal? Refusal);

public enum RegisterOutcome
{
    Created,
    Changed,

    /// <summary>It said so already; nothing was entered.</summary>
    Unchanged,

    /// <summary>The version is another than the caller saw.</summary>
    Stale,

    /// <summary>It contradicts what is for life (kind, set), or the twin is unknown.</summary>
    Refused,
}

/// <param name="Latest">By channel, the latest sample that stands.</param>
/// <param name="NewestEventAt">The time of the newest event that was told; null when none was, or until the twin has reported once.</param>
/// <param name="Mode">Of a vehicle: who drives; null when nobody said, or until it has reported once.</param>
[GenerateSerializer, Immutable, Alias("twin-listing")]
public sealed record TwinListing(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] ImmutableDictionary<string, Sample> Latest, [property: Id(2)] Instant? NewestEventAt, [property: Id(3)] string? Mode = null);

[GenerateSerializer, Immutable, Alias("shard-standing")]
public sealed record ShardStanding(
    [property: Id(0)] int Shard, [property: Id(1)] long Epoch, [property: Id(2)] long NextOffset, [property: Id(3)] long Watermark,
    [property: Id(4)] int Unsaved, [property: Id(5)] int TwinsBehind, [property: Id(6)] bool Ready);

/// <summary>What one shard and its twins say of the same moment.</summary>
/// <param name="Sums">The shard's sums; null until every twin has reported once.</param>
/// <param name="Differences">Where a twin's own word differs from what the shard counted, in words.</param>
[GenerateSerializer, Immutable, Alias("shard-audit")]
public sealed record ShardAudit([property: Id(0)] City.ShardSums? Sums, [property: Id(1)] int Twins, [property: Id(2)] ImmutableArray<string> Differences);

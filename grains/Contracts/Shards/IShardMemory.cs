using System.Collections.Immutable;
using Orleans.Concurrency;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Contracts.Shards;

/// <summary>What a shard tells its twins: everything committed, whether it is in history yet or not. Same grain as <see cref="IShardGrain"/>.</summary>
[Alias("shard-memory")]
public interface IShardMemory : IGrainWithIntegerKey
{
    /// <summary>What a twin needs to begin; null if there is no such twin.</summary>
    [Alias("load"), AlwaysInterleave] Task<TwinMemory?> Load(TwinId twin);

    /// <summary>The standing samples in [from, to] and the nearest on either side, as far as the channel joins gaps; by time.</summary>
    [Alias("around"), AlwaysInterleave] Task<ImmutableArray<Sample>> Around(TwinId twin, Channel channel, Instant from, Instant to);

    /// <summary>The standing events in [from, to], and of the types that hold the last before and the first after by type and subject; by time.</summary>
    [Alias("events"), AlwaysInterleave] Task<ImmutableArray<EventWord>> Events(TwinId twin, Instant from, Instant to);

    /// <summary>All standing events about those subjects, by time.</summary>
    [Alias("events-about"), AlwaysInterleave] Task<ImmutableArray<EventWord>> EventsAbout(TwinId twin, ImmutableArray<string> subjects);
}

/// <param name="LastOffset">The last journal offset that concerned the twin; all of it is in here.</param>
/// <param name="Tails">By channel that was ever heard: what stands near its newest word.</param>
/// <param name="News">What came after the watermark: its windows may not be in the ledger yet. <paramref name="EventNews"/> likewise.</param>
/// <param name="Events">Its standing events since <see cref="EventTail.BeginOf"/> the newest, and before them the last of each type and subject that holds.</param>
/// <param name="NewestEventAt">The time of its newest event, withdrawn or not; null when it never had one.</param>
[GenerateSerializer, Immutable, Alias("twin-memory")]
public sealed record TwinMemory(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] long LastOffset,
    [property: Id(2)] ImmutableArray<TailMemory> Tails, [property: Id(3)] ImmutableArray<ChannelNews> News,
    [property: Id(4)] ImmutableArray<EventWord> Events, [property: Id(7)] Instant? NewestEventAt, [property: Id(6)] ImmutableArray<EventWord> EventNews);

/// <param name="Newest">The time of the newest word, withdrawn or not.</param>
/// <param name="Samples">What stands since <see cref="Model.Ledger.ChannelTail.BeginOf"/> that and the nearest before it, as <see cref="IShardMemory.Around"/> answers.</param>
[GenerateSerializer, Immutable, Alias("tail-memory")]
public sealed record TailMemory([property: Id(0)] Channel Channel, [property: Id(3)] Instant Newest, [property: Id(2)] ImmutableArray<Sample> Samples);

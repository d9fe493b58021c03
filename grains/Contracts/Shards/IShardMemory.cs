using System.Collections.Immutable;
using Orleans.Concurrency;
using YPort.Twin.Contracts.Twins;
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
}

/// <param name="LastOffset">The last journal offset that concerned the twin; all of it is in here.</param>
/// <param name="Tails">By channel that was ever heard: its newest samples.</param>
/// <param name="News">What came after the watermark: its windows may not be in the ledger yet.</param>
[GenerateSerializer, Immutable, Alias("twin-memory")]
public sealed record TwinMemory(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] long LastOffset,
    [property: Id(2)] ImmutableArray<TailMemory> Tails, [property: Id(3)] ImmutableArray<ChannelNews> News);

/// <param name="KnownFrom">Every standing sample from here on is given.</param>
[GenerateSerializer, Immutable, Alias("tail-memory")]
public sealed record TailMemory([property: Id(0)] Channel Channel, [property: Id(1)] Instant KnownFrom, [property: Id(2)] ImmutableArray<Sample> Samples);

using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.Playing;

/// <summary>What the twin knows of its own: the rehearsal keeps nothing, and goes on from this after a restart.</summary>
interface ITwinsHeard
{
    /// <summary>Every registered twin with the latest sample of each channel.</summary>
    Task<IReadOnlyDictionary<TwinId, ImmutableDictionary<string, Sample>>> Latest();

    /// <summary>When a channel was heard between two moments, by time.</summary>
    Task<IReadOnlyList<Instant>> Heard(TwinId twin, Channel channel, Instant from, Instant to);

    /// <summary>Which of those lots a point has told of.</summary>
    Task<IReadOnlySet<string>> LotsOf(TwinId point, ImmutableArray<string> lots);
}

sealed class TwinsOfShards(IGrainFactory grains) : ITwinsHeard
{
    public async Task<IReadOnlyDictionary<TwinId, ImmutableDictionary<string, Sample>>> Latest()
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Select(shard => grains.GetGrain<IShardGrain>(shard).Twins()));
        return shards.SelectMany(twins => twins).ToDictionary(twin => twin.Register.Id, twin => twin.Latest);
    }

    public async Task<IReadOnlyList<Instant>> Heard(TwinId twin, Channel channel, Instant from, Instant to) =>
        [.. (await grains.GetGrain<IShardMemory>(twin.Shard).Around(twin, channel, from, to)).Select(sample => sample.At).Where(at => at >= from && at < to)];

    public async Task<IReadOnlySet<string>> LotsOf(TwinId point, ImmutableArray<string> lots) =>
        (await grains.GetGrain<IShardMemory>(point.Shard).EventsAbout(point, lots)).Select(word => word.Subject).ToHashSet();
}

using System.Collections.Immutable;
using Orleans.Concurrency;
using YPort.Twin.Model.City;

namespace YPort.Twin.Contracts.City;

/// <summary>
/// The city's sums, one grain, key 0. Keeps each shard's latest word and replaces it; nothing is added to a total or persisted.
/// After a start it is silent until all 64 shards have spoken, so no figure ever dips.
/// </summary>
[Alias("city")]
public interface ICityGrain : IGrainWithIntegerKey
{
    /// <summary>A shard's district sums, whole; replaces what it said before unless that was newer.</summary>
    [Alias("report"), AlwaysInterleave] Task Report(ShardSums sums);

    /// <summary>What changed after that version; waits up to a second for news, then answers without.</summary>
    /// <param name="boot">The city's incarnation the caller knows; another one gets everything.</param>
    [Alias("changes"), AlwaysInterleave] Task<CityChange> Changes(long boot, long version);

    /// <summary>Compares city, districts, shards and twins, integer by integer, each at the same offset.</summary>
    [Alias("audit"), AlwaysInterleave] Task<CityAudit> Audit();
}

/// <param name="Version">Counts a shard activation's reports; (epoch, version) orders them.</param>
/// <param name="Offset">Every journal entry below it is in the sums.</param>
[GenerateSerializer, Immutable, Alias("shard-sums")]
public sealed record ShardSums(
    [property: Id(0)] int Shard, [property: Id(1)] long Epoch, [property: Id(2)] long Version, [property: Id(3)] long Offset,
    [property: Id(4)] ImmutableArray<AreaSum> Sums);

[GenerateSerializer, Immutable, Alias("area-sum")]
public readonly record struct AreaSum([property: Id(0)] SumKey Key, [property: Id(1)] FigureSum Sum);

/// <param name="Boot">The city grain's incarnation.</param>
/// <param name="Version">Ask for what comes after this one next time.</param>
/// <param name="Complete">All shards have spoken; until then there are no sums.</param>
/// <param name="ShardsHeard">0 to 64.</param>
/// <param name="Whole">The sums replace everything the caller knows; otherwise only the keys named. A sum over no twins is gone.</param>
/// <param name="Offsets">By shard: every journal entry below it is in the sums.</param>
[GenerateSerializer, Immutable, Alias("city-change")]
public sealed record CityChange(
    [property: Id(0)] long Boot, [property: Id(1)] long Version, [property: Id(2)] bool Complete, [property: Id(3)] int ShardsHeard,
    [property: Id(4)] bool Whole, [property: Id(5)] ImmutableArray<AreaSum> Sums, [property: Id(6)] ImmutableArray<long> Offsets);

/// <param name="Sums">How many district sums were compared.</param>
/// <param name="Twins">How many twins were asked.</param>
/// <param name="Differences">Each in words; empty when everything agrees.</param>
[GenerateSerializer, Immutable, Alias("city-audit")]
public sealed record CityAudit(
    [property: Id(0)] bool Complete, [property: Id(1)] int Sums, [property: Id(2)] int Twins, [property: Id(3)] ImmutableArray<string> Differences,
    [property: Id(4)] ImmutableArray<long> Offsets);

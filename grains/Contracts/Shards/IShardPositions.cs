using System.Collections.Immutable;
using Orleans.Concurrency;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Contracts.Shards;

/// <summary>Where a shard's vehicles are, and nothing else: cheap enough to be asked several times a second. Same grain as <see cref="IShardGrain"/>.</summary>
[Alias("shard-positions")]
public interface IShardPositions : IGrainWithIntegerKey
{
    /// <summary>The latest standing position of every shuttle of the shard that ever had one.</summary>
    [Alias("positions"), AlwaysInterleave] Task<ImmutableArray<VehiclePosition>> Positions();
}

/// <param name="Mode">Who drives, as <see cref="Model.Shuttles.ShuttleMode"/> names it; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("vehicle-position")]
public readonly record struct VehiclePosition(
    [property: Id(0)] TwinId Twin, [property: Id(1)] CitySet Set, [property: Id(2)] long PackedPoint, [property: Id(3)] Instant At, [property: Id(4)] string? Mode = null)
{
    public GeoPoint Point => GeoPoint.Unpack(PackedPoint);
}

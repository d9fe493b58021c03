using System.Collections.Immutable;
using Orleans.Concurrency;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Contracts.Shards;

/// <summary>Where a shard's vehicles are, and nothing else: cheap enough to be asked several times a second. Same grain as <see cref="IShardGrain"/>.</summary>
[Alias("shard-positions")]
public interface IShardPositions : IGrainWithIntegerKey
{
    /// <summary>The latest standing position of the shard's shuttles that are elsewhere, were heard again or are driven otherwise than was known.</summary>
    /// <param name="known">What the last answer came with; without one all that ever had a position are told.</param>
    [Alias("moved"), AlwaysInterleave] Task<MovedVehicles> Moved(VehiclesKnown known);
}

/// <summary>How much of a shard's vehicles somebody knows.</summary>
/// <param name="Epoch">The shard's, of whom the moves are counted; 0 knows nothing.</param>
[GenerateSerializer, Immutable, Alias("vehicles-known")]
public readonly record struct VehiclesKnown([property: Id(0)] long Epoch, [property: Id(1)] long Moves);

/// <param name="Known">To be given back with the next question.</param>
[GenerateSerializer, Immutable, Alias("moved-vehicles")]
public sealed record MovedVehicles([property: Id(0)] VehiclesKnown Known, [property: Id(1)] ImmutableArray<VehiclePosition> Vehicles);

/// <param name="Mode">Who drives, as <see cref="Model.Shuttles.ShuttleMode"/> names it; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("vehicle-position")]
public readonly record struct VehiclePosition(
    [property: Id(0)] TwinId Twin, [property: Id(1)] CitySet Set, [property: Id(2)] long PackedPoint, [property: Id(3)] Instant At, [property: Id(4)] string? Mode = null)
{
    public GeoPoint Point => GeoPoint.Unpack(PackedPoint);
}

using Orleans.Placement;
using Orleans.Runtime.Placement;
using YPort.Twin.Model.Readings;
using YPort.Twin.Twins.Shards;

namespace YPort.Twin.Twins.Placement;

/// <summary>Which silo is a shard's home: the one with the highest rendezvous weight, so that a silo's coming or going moves only its own share.</summary>
sealed class Homes(ILocalSiloDetails local, IClusterMembershipService membership)
{
    /// <summary>False only when another active silo is the home.</summary>
    public bool IsHome(int shard)
    {
        var active = membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).ToArray();
        return active.Length == 0 || Of(shard, active).Equals(local.SiloAddress);
    }

    /// <param name="silos">At least one.</param>
    public static SiloAddress Of(int shard, IReadOnlyList<SiloAddress> silos) => silos.MaxBy(silo => Weight(silo, shard))!;

    // SplitMix64's finaliser over silo and shard: every silo computes the same.
    static ulong Weight(SiloAddress silo, int shard)
    {
        var mixed = (ulong)silo.GetConsistentHashCode() << 32 | (uint)shard;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return mixed ^ mixed >> 31;
    }
}

[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("home-placement")]
public sealed class HomePlacement : PlacementStrategy;

/// <summary>Places a shard on its home and every twin beside its shard.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class HomePlacementAttribute() : PlacementAttribute(new HomePlacement());

sealed class HomePlacementDirector : IPlacementDirector
{
    static readonly GrainType ShardType = GrainType.Create(ShardGrain.TypeName);

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var id = target.GrainIdentity;
        var shard = id.Type == ShardType ? (int)id.GetIntegerKey() : Sharding.Of(id.Key.ToString()!);
        return Task.FromResult(Homes.Of(shard, context.GetCompatibleSilos(target)));
    }
}

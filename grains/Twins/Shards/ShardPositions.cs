using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Twins.Shards;

sealed partial class ShardGrain : IShardPositions
{
    public async Task<ImmutableArray<VehiclePosition>> Positions()
    {
        await Serving();
        var positions = ImmutableArray.CreateBuilder<VehiclePosition>();
        foreach (var twin in _book.Twins.Values)
            if (twin.Register.Current.Kind == Kinds.Shuttle && twin.Channels.GetValueOrDefault(ShuttleChannels.Position)?.Standing is { } sample)
                positions.Add(new(twin.Id, twin.Register.Current.Set, sample.Steps, sample.At, twin.Report?.Mode));
        return positions.ToImmutable();
    }
}

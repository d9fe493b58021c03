using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Twins.Shards;

sealed partial class ShardGrain : IShardPositions
{
    // Each vehicle as it was told last, and the count of moves at which that was new.
    readonly Dictionary<TwinId, (VehiclePosition Position, long Move)> _told = [];
    long _moves;

    public async Task<MovedVehicles> Moved(VehiclesKnown known)
    {
        await Serving();
        var after = known.Epoch == _epoch ? known.Moves : 0;
        var moved = ImmutableArray.CreateBuilder<VehiclePosition>();
        foreach (var twin in _book.Twins.Values)
        {
            if (twin.Register.Current.Kind != Kinds.Shuttle || twin.Channels.GetValueOrDefault(ShuttleChannels.Position)?.Standing is not { } sample) continue;
            VehiclePosition position = new(twin.Id, twin.Register.Current.Set, sample.Steps, sample.At, twin.Report?.Mode);
            if (!_told.TryGetValue(twin.Id, out var told) || told.Position != position) _told[twin.Id] = told = (position, ++_moves);
            if (told.Move > after) moved.Add(position);
        }
        return new(new(_epoch, _moves), moved.ToImmutable());
    }
}

using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Folding;

/// <summary>What a twin's fold may ask beyond its own memory; the shard answers from its memory and the store together.</summary>
interface ITwinRecall
{
    /// <summary>As <see cref="Contracts.Shards.IShardMemory.Around"/>.</summary>
    Task<ImmutableArray<Sample>> Around(Channel channel, Instant from, Instant to);

    /// <summary>As <see cref="Contracts.Shards.IShardMemory.Events"/>.</summary>
    Task<ImmutableArray<EventWord>> Events(Instant from, Instant to);

    /// <summary>As <see cref="Contracts.Shards.IShardMemory.EventsAbout"/>.</summary>
    Task<ImmutableArray<EventWord>> EventsAbout(ImmutableArray<string> subjects);
}

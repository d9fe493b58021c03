using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest;

/// <summary>Asks a shard, and asks again a few times while it moves: repeats are harmless.</summary>
sealed class ShardCalls(IGrainFactory grains, IOptions<IntakeOptions> options, TimeProvider clock)
{
    static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];

    readonly TimeSpan _patience = options.Value.ShardAnswer;
    // Made once: looking a grain up by its interface is no small part of a call.
    readonly Lazy<IShardGrain[]> _shards = new(() => [.. Enumerable.Range(0, Sharding.Count).Select(shard => grains.GetGrain<IShardGrain>(shard))], LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="TwinBusyException">It did not answer; what it said last is inside.</exception>
    public async Task<T> Ask<T>(int shard, Func<IShardGrain, Task<T>> question, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await question(_shards.Value[shard]).WaitAsync(_patience, clock, stop);
            }
            catch (Exception failed) when (failed is TwinBusyException or TimeoutException or OrleansException)
            {
                if (attempt == Pauses.Length)
                    throw new TwinBusyException($"Shard {shard} did not take its part after {attempt + 1} attempts: {failed.Message} Send the same again in a second; repeats are harmless.", failed);
            }
            await Task.Delay(Pauses[attempt], clock, stop);
        }
    }
}

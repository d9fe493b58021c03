using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Live.Vehicles;

/// <summary>Asks the shards where the vehicles are while somebody watches; for ever.</summary>
sealed partial class VehiclePump(IGrainFactory grains, VehicleBoards boards, TimeProvider clock, ILogger<VehiclePump> log) : BackgroundService
{
    /// <summary>At most 20 frames a second, as of figures. Waiting here is most of the way from a word to the screen: at five a second it was a tenth of a second by itself.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    // A call lost with its silo would hang for half a minute.
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    readonly VehiclesKnown[] _known = new VehiclesKnown[Sharding.Count];

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var pause = Pace;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await boards.Watched.WaitAsync(stopping);
                var shards = await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Select(shard => grains.GetGrain<IShardPositions>(shard).Moved(_known[shard]))).WaitAsync(LongestAnswer, clock, stopping);
                var moved = shards.SelectMany(shard => shard.Vehicles).ToLookup(vehicle => vehicle.Set);
                foreach (var set in (CitySet[])[CitySet.Real, CitySet.Rehearsal]) boards.Of(set).Take(moved[set]);
                for (var shard = 0; shard < shards.Length; shard++) _known[shard] = shards[shard].Known;
                pause = Pace;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) // whatever it is: the map must move again by itself
            {
                if (pause == Pace) ShardsDoNotAnswer(log, trouble);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
            await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The shards do not say where the vehicles are; readers keep the last places with their age. Trying again for ever.")]
    static partial void ShardsDoNotAnswer(ILogger log, Exception trouble);
}

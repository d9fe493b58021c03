using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Twins.Placement;

namespace YPort.Twin.Twins;

public static class TwinsHosting
{
    /// <summary>Puts the twins' room into a silo: placement beside their shards, and the keeper that wakes every shard.</summary>
    public static ISiloBuilder AddTwins(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<Homes>();
        silo.Services.AddSingleton<IConfigureGrainContextProvider, Apart>();
        silo.Services.AddPlacementDirector<HomePlacement, HomePlacementDirector>();
        silo.Services.AddHostedService<Keeper>();
        return silo;
    }
}

/// <summary>Touches all shards each second: wakes those without traffic, so that what is committed surfaces, and brings strays home.</summary>
sealed partial class Keeper(IGrainFactory grains, ILogger<Keeper> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every);
        do await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Select(Touch));
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task Touch(int shard)
    {
        try
        {
            await grains.GetGrain<IShardGrain>(shard).Touch();
        }
        catch (TwinBusyException)
        {
            // It is moving; the next second finds it.
        }
        catch (Exception later)
        {
            LogLater(log, later, shard);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} did not answer the keeper; it is asked again in a second.")]
    static partial void LogLater(ILogger log, Exception later, int shard);
}

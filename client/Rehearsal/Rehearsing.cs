using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal;

public static class Rehearsing
{
    /// <summary>
    /// Plays the city file's made-up twins where configuration "Twin:Rehearsal" says so.
    /// Needs a CityFile, an IIntake and an IGrainFactory among the services.
    /// </summary>
    public static IServiceCollection AddRehearsal(this IServiceCollection services)
    {
        services.AddOptions<RehearsalOptions>()
            .BindConfiguration(RehearsalOptions.Section, strict => strict.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IKnownTwins, RegisteredTwins>();
        services.AddHostedService<Player>();
        return services;
    }
}

/// <summary>Who may speak: readings of an unknown twin would be set aside.</summary>
interface IKnownTwins
{
    Task<bool> Knows(TwinId twin);
}

sealed class RegisteredTwins(IGrainFactory grains) : IKnownTwins
{
    public async Task<bool> Knows(TwinId twin) => await grains.GetGrain<IShardGrain>(twin.Shard).Describe(twin) is not null;
}

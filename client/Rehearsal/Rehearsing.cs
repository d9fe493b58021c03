using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using YPort.Twin.Rehearsal.Faults;
using YPort.Twin.Rehearsal.Playing;

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
        services.TryAddSingleton<ITwinsHeard, TwinsOfShards>();
        services.AddSingleton(provider => new FaultyLine(provider.GetRequiredService<IOptions<RehearsalOptions>>().Value.Seed));
        services.AddSingleton<Progress>();
        services.AddSingleton<Sender>();
        services.AddHostedService<Player>();
        return services;
    }

    /// <summary>GET /v1/rehearsal, PUT /v1/rehearsal/faults/{twin-or-kind}.</summary>
    public static IEndpointRouteBuilder MapRehearsal(this IEndpointRouteBuilder app)
    {
        RehearsalEndpoints.Map(app);
        return app;
    }
}

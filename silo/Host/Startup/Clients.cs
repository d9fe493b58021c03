using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;

namespace YPort.Twin.Host.Startup;

/// <summary>A process without the role silo: it joins silos through their gateways.</summary>
static class Clients
{
    // A call whose gateway dies is never answered; it ends after this long and is asked again.
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    public static void AddClient(this WebApplicationBuilder builder, TwinSettings settings)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<IClientConnectionRetryFilter>(services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<ClusterConnection>());
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Silo.ClusterId, Silos.ServiceId));
            client.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringClientOptions> options) =>
                options.Configure<NpgsqlDataSource>((clustering, source) => (clustering.Invariant, clustering.DataSource) = ("Npgsql", source)));
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = LongestAnswer);
        });
        // HTTP answers while the client still waits for a silo: alive, and not ready.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
    }

    /// <summary>Tells callers to come again until the first silo was joined; only where a client is.</summary>
    public static void UseClient(this WebApplication app)
    {
        if (app.Services.GetService<ClusterConnection>() is not { } cluster) return;
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/v1"), v1 => v1.Use(async (context, next) =>
        {
            if (cluster.Joined)
            {
                await next(context);
                return;
            }
            context.Response.Headers.RetryAfter = "2";
            ProblemHttpResult later = TypedResults.Problem(statusCode: 503, type: "/problems/no-silo", title: "Not just now", detail: cluster.Missing);
            await later.ExecuteAsync(context);
        }));
    }
}

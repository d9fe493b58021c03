using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Dashboard;
using YPort.Twin.Contracts.City;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Host.Startup;

/// <summary>What operators watch: traces, metrics, health, and the silo's own dashboard.</summary>
static class Watching
{
    public static void AddWatching(this WebApplicationBuilder builder, TwinSettings settings)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("yport-twin"))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddNpgsqlInstrumentation()
                .AddMeter("YPort.Twin.*").AddMeter("Microsoft.Orleans").AddPrometheusExporter())
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation(web => web.Filter = context => !context.Request.Path.StartsWithSegments("/healthz"))
                .AddNpgsql().AddSource("YPort.Twin.*"));
        // The collector's address comes by the standard's own variable; without one nothing leaves the process.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
            telemetry.WithMetrics(metrics => metrics.AddOtlpExporter()).WithTracing(traces => traces.AddOtlpExporter());
        var ready = builder.Services.AddHealthChecks();
        if (settings.Has(Roles.Silo) || settings.Has(Roles.Dashboard)) ready.AddCheck<CityIsWhole>("city", tags: ["ready"]);
        else ready.AddCheck<ShardServes>("shard", tags: ["ready"]);
    }

    public static void MapWatching(this WebApplication app, TwinSettings settings)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = Say });
        app.MapPrometheusScrapingEndpoint("/metrics");
        if (settings.Has(Roles.Silo)) app.MapOrleansDashboard("/orleans");
    }

    static Task Say(HttpContext context, HealthReport report) => context.Response.WriteAsync(
        string.Join('\n', report.Entries.Values.Select(entry => entry.Description ?? entry.Exception?.Message).OfType<string>().Prepend(report.Status.ToString())), context.RequestAborted);

    /// <summary>A silo or a dashboard is ready when every shard serves and the city's sums are complete.</summary>
    /// <param name="cluster">Only in a process without twins.</param>
    sealed class CityIsWhole(IGrainFactory grains, ClusterConnection? cluster = null) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (cluster?.Missing is { } why) return HealthCheckResult.Unhealthy(why);
            var city = await grains.GetGrain<ICityGrain>(0).Changes(0, 0).WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
            return city.Complete ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{city.ShardsHeard} of 64 shards have spoken.");
        }
    }
    /// <summary>An ingest is ready when any shard takes readings: while others move, their senders are told to come again.</summary>
    sealed class ShardServes(IGrainFactory grains, ClusterConnection? cluster = null) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (cluster?.Missing is { } why) return HealthCheckResult.Unhealthy(why);
            var standings = Enumerable.Range(0, Sharding.Count).Select(shard => grains.GetGrain<IShardGrain>(shard).Standing().WaitAsync(TimeSpan.FromSeconds(2), cancellationToken));
            await foreach (var standing in Task.WhenEach(standings))
                if (standing.IsCompletedSuccessfully && (await standing).Ready) return HealthCheckResult.Healthy();
            return HealthCheckResult.Unhealthy("No shard takes readings.");
        }
    }
}

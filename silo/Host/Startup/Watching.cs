using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Dashboard;
using YPort.Twin.Contracts.City;

namespace YPort.Twin.Host.Startup;

/// <summary>What operators watch: traces, metrics, health, and the silo's own dashboard.</summary>
static class Watching
{
    public static void AddWatching(this WebApplicationBuilder builder)
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
        builder.Services.AddHealthChecks().AddCheck<CityIsWhole>("city", tags: ["ready"]);
    }

    public static void MapWatching(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOrleansDashboard("/orleans");
    }

    /// <summary>Ready is when every shard serves and the city's sums are complete.</summary>
    sealed class CityIsWhole(IGrainFactory grains) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var city = await grains.GetGrain<ICityGrain>(0).Changes(0, 0).WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
            return city.Complete ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{city.ShardsHeard} of 64 shards have spoken.");
        }
    }
}

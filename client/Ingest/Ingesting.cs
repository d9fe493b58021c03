using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Http;
using YPort.Twin.Ingest.Tails;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest;

/// <summary>Hears the sensors: readings over HTTP, feeds and their balances, and what was set aside.</summary>
public static class Ingesting
{
    /// <summary>Needs IGrainFactory (silo or client), and IQuarantine for the lists of refused items.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics().AddProblemDetails();
        services.AddOptions<ReadingOptions>()
            .BindConfiguration("Readings", strict => strict.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<IntakeOptions>()
            .BindConfiguration("Intake", strict => strict.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations()
            .Validate(intake => intake.MostBytesInFlight >= IntakeOptions.LeastInFlight(intake),
                "Intake:MostBytesInFlight is too small for one largest body: twice Intake:MostBodyBytes and 256 bytes for each of Intake:MostItems. Raise it, or lower those.")
            .ValidateOnStart();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, IngestJson.Default);
            json.SerializerOptions.Converters.Add(new InstantJson());
        });
        services.AddSingleton<InFlight>().AddSingleton<IngestTelemetry>().AddSingleton<ShardCalls>().AddSingleton<FeedTails>().AddSingleton<DryRun>();
        services.AddSingleton<IIntake, Intake>();
        return services.AddSingleton<ArrayReceiver>().AddSingleton<StreamReceiver>().AddSingleton<Replay>();
    }

    /// <summary>POST /v1/readings, GET /v1/feeds, /v1/quarantine.</summary>
    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/v1");
        ReadingsEndpoint.Map(v1);
        FeedsEndpoint.Map(v1);
        FeedTailEndpoint.Map(v1);
        QuarantineEndpoints.Map(v1);
        return app;
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Accounting.Closing;
using YPort.Twin.Api.Alarms;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Buildings;
using YPort.Twin.Api.Catalogues;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Docs;
using YPort.Twin.Api.Events;
using YPort.Twin.Api.EWaste;
using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Live;
using YPort.Twin.Api.Live.Vehicles;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Api.Readings;
using YPort.Twin.Api.Register;
using YPort.Twin.Api.Routes;
using YPort.Twin.Api.Shuttles;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.City;

namespace YPort.Twin.Api;

/// <summary>What people and programs ask the twin: register, states, figures, the ledger, live changes, documentation.</summary>
public static class TwinApi
{
    /// <summary>Needs IGrainFactory (silo or client) and a store's ILedger, IHeldLedgers, IHistory, IEvents and IJournalTime beside it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDistricts>(Districts.Bangkok);
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        services.AddSingleton<CityView>();
        services.AddSingleton<FactorBook>().AddHostedService(provider => provider.GetRequiredService<FactorBook>());
        services.AddSingleton(provider => new LiveBoards(provider.GetRequiredService<IDistricts>(), provider.GetRequiredService<FactorBook>().Of, Json(provider)));
        services.AddSingleton(provider => new LiveStreams(provider.GetRequiredService<CityView>(), Json(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<CityPump>();
        services.AddSingleton<VehicleBoards>().AddHostedService<VehiclePump>();
        services.AddSingleton<AlarmBoard>();
        services.AddSingleton<Recount>().AddSingleton<Sums>().AddSingleton<MeasureExplanation>().AddSingleton<GaugeExplanation>().AddSingleton<MadeExplanation>().AddSingleton<Departures>().AddSingleton<HeadwayExplanation>().AddSingleton<Explainer>().AddSingleton<ClosingBook>();
        // What an answer adds up is of one moment: these are made anew for each request, with its ledger.
        services.AddScoped<AnswerLedger>().AddScoped<AsKnown>().AddScoped<Achievements>().AddScoped<Inventories>().AddScoped<Plans>().AddScoped<ShuttleServices>().AddScoped<RoofSeries>().AddScoped<EWasteBooks>().AddScoped<EWasteAccounts>().AddScoped<WasteBalances>();
        services.AddScoped(provider => ActivatorUtilities.CreateInstance<Landfills>(provider, provider.GetRequiredService<AnswerLedger>()));
        return Documents.Add(services);
    }

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/v1").WithGate();
        RegisterEndpoints.Map(v1);
        StateEndpoints.Map(v1);
        RoutesEndpoint.Map(v1);
        CityEndpoints.Map(v1);
        SunEndpoint.Map(v1);
        LiveEndpoint.Map(v1);
        VehicleEndpoint.Map(v1);
        VehiclePlacesEndpoint.Map(v1);
        AlarmEndpoint.Map(v1);
        MetricsEndpoint.Map(v1);
        ReadingsEndpoint.Map(v1);
        EventsEndpoint.Map(v1);
        FactorEndpoints.Map(v1);
        ExplainEndpoint.Map(v1);
        AccountingEndpoints.Map(v1);
        ClosingEndpoints.Map(v1);
        ShuttleReport.Map(v1);
        MethaneReport.Map(v1);
        BuildingEndpoints.Map(v1);
        LotEndpoints.Map(v1);
        EWasteReport.Map(v1);
        WasteReport.Map(v1);
        CatalogueEndpoints.Map(v1);
        Documents.Map(app);
        return app;
    }

    static JsonSerializerOptions Json(IServiceProvider services) => services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
}

using Microsoft.Extensions.Options;
using YPort.Twin.Api;
using YPort.Twin.Dashboards;
using YPort.Twin.Host.Startup;
using YPort.Twin.Ingest;
using YPort.Twin.Ingest.Broker;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Model.City;
using YPort.Twin.Rehearsal;
using YPort.Twin.Storage;

try
{
    await Run(args);
    return 0;
}
catch (Exception mistake) when (mistake is OptionsValidationException or CityFileException or DistrictShapesException or StoreInUseException)
{
    // The operator's to mend: the message says what and how, a stack trace would hide it.
    await Console.Error.WriteLineAsync($"The twin does not start. {mistake.Message}");
    return 1;
}

static async Task Run(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = builder.AddTwinSettings();

    builder.AddStore(settings);
    if (settings.Has(Roles.Silo)) builder.AddSilo(settings);
    else builder.AddClient(settings);
    builder.AddWatching(settings);
    builder.AddCity(settings);
    if (settings.Has(Roles.Ingest))
    {
        builder.Services.AddIngest().AddRehearsal();
        builder.AddMqtt(settings);
        builder.Services.AddBroker(settings.Broker);
    }
    if (settings.Has(Roles.Dashboard))
    {
        builder.AddMap(settings);
        builder.Services.AddApi();
    }
    builder.Services.AddProblemDetails();
    builder.Services.AddRequestDecompression();

    var app = builder.Build();
    app.RefuseOpenDoors(settings);
    await app.PrepareStore(settings);

    app.UseExceptionHandler().UseStatusCodePages();
    if (settings.Has(Roles.Ingest)) app.UseMqttWebSocket();
    app.UseKeys(settings);
    app.UseClient();
    app.UseRequestDecompression();
    app.MapWatching(settings);
    if (settings.Has(Roles.Ingest))
    {
        app.MapIngest();
        app.MapRehearsal();
    }
    if (settings.Has(Roles.Dashboard))
    {
        app.UseWebSockets();
        app.MapApi();
        app.MapDashboard();
    }

    var stopping = app.Lifetime.ApplicationStopping;
    try
    {
        await app.RunAsync();
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        // Told to end while it still waited for a silo to join: that is an end in order.
    }
}

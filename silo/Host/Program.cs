using Microsoft.Extensions.Options;
using YPort.Twin.Api;
using YPort.Twin.Dashboards;
using YPort.Twin.Host.Startup;
using YPort.Twin.Ingest;
using YPort.Twin.Model.City;
using YPort.Twin.Rehearsal;
using YPort.Twin.Storage;

try
{
    await Run(args);
    return 0;
}
catch (Exception mistake) when (mistake is OptionsValidationException or CityFileException or StoreInUseException)
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
    builder.AddSilo(settings);
    builder.AddWatching();
    builder.AddCity(settings);
    builder.Services.AddIngest();
    builder.Services.AddApi();
    builder.Services.AddRehearsal();
    builder.Services.AddProblemDetails();
    builder.Services.AddRequestDecompression();

    var app = builder.Build();
    app.RefuseOpenDoors(settings);
    await app.PrepareStore(settings);

    app.UseExceptionHandler().UseStatusCodePages();
    app.UseKeys(settings);
    app.UseRequestDecompression();
    app.MapWatching();
    app.MapIngest();
    app.MapApi();
    app.MapDashboard();

    await app.RunAsync();
}

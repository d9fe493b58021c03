using YPort.Twin.Api;
using YPort.Twin.Dashboards;
using YPort.Twin.Host.Startup;
using YPort.Twin.Ingest;
using YPort.Twin.Rehearsal;

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

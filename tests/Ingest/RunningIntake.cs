using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Ingest;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Storage;
using YPort.Twin.Tests.Running;
using YPort.Twin.Twins;

namespace YPort.Twin.Tests.Ingest;

/// <summary>Real HTTP before real shards over a real SQLite store, all on ports and in a folder of their own.</summary>
public sealed class RunningIntake : IAsyncLifetime
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly TemporaryFolder _folder = new();
    InProcessTestCluster _cluster = null!;
    WebApplication _web = null!;

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _web.Services;

    public IIntake Intake => Services.GetRequiredService<IIntake>();

    internal FaultyJournal Journal { get; private set; } = null!;

    /// <summary>A whole minute, a little ago.</summary>
    public Instant Now { get; } = new(Instant.From(DateTimeOffset.UtcNow).Microseconds / Instant.PerMinute * Instant.PerMinute);

    public async ValueTask InitializeAsync()
    {
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSqliteStorage(_folder);
            silo.Services.AddSingleton<IJournal>(provider => Journal = new(provider.GetRequiredService<Store>().Journal));
            silo.AddTwins();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();

        var app = Web();
        app.Services.AddSingleton<IGrainFactory>(_cluster.Client);
        app.Services.AddSingleton(_cluster.GetSiloServiceProvider().GetRequiredService<IQuarantine>());
        _web = app.Build();
        _web.UseExceptionHandler();
        _web.MapIngest();
        await _web.StartAsync();
        Http = new() { BaseAddress = new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _web.DisposeAsync();
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A host with the intake and these settings, and nothing else.</summary>
    public static WebApplicationBuilder Web(params (string Key, string Value)[] settings)
    {
        var app = WebApplication.CreateBuilder();
        app.Configuration.Sources.Clear();
        app.Configuration.AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)));
        app.Logging.ClearProviders();
        app.WebHost.UseUrls("http://127.0.0.1:0");
        app.Services.AddIngest();
        return app;
    }

    /// <summary>A name that no other test has.</summary>
    public static string Name(string prefix) => $"{prefix}-{Guid.NewGuid():n}";

    public async Task<string> Roof(CitySet set = CitySet.Real, string? id = null)
    {
        var twin = TwinId.Parse(id ?? Name("roof"));
        var answer = await _cluster.Client.GetGrain<IShardGrain>(twin.Shard).Enter(twin, new Described(TwinRegister.Beginning, new(Kinds.Building, set, new("Roof"), "1030")), 0, "test");
        Assert.Equal(RegisterOutcome.Created, answer.Outcome);
        return twin.ToString();
    }

    public string Time(double minutes) => (Now + TimeSpan.FromMinutes(minutes)).ToString();

    public string Power(string twin, double minutes, string value = "182.4") =>
        $$"""{"twin":"{{twin}}","channel":"pv-power","at":"{{Time(minutes)}}","value":{{value}},"unit":"kW"}""";

    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)> Post(string path, string body, string type = "application/json")
    {
        using StringContent content = new(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), answer.Headers);
    }

    /// <summary>Counts of an answer that must be 200, with the codes of the refused.</summary>
    public async Task<(long Accepted, long Duplicate, long Quarantined, string Codes)> Send(string feed, string body, string type = "application/json", string set = "real")
    {
        var (status, answer, _) = await Post($"/v1/readings?feed={feed}&set={set}", body, type);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {answer}");
        return (answer.GetProperty("accepted").GetInt64(), answer.GetProperty("duplicate").GetInt64(), answer.GetProperty("quarantined").GetInt64(),
            string.Join(' ', answer.GetProperty("items").EnumerateArray().Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.GetProperty("index").GetInt64()}:{item.GetProperty("code").GetString()}"))));
    }

    public async Task<JsonElement> Get(string path) => JsonSerializer.Deserialize<JsonElement>(await Http.GetStringAsync(path, TestContext.Current.CancellationToken));

    /// <summary>A feed's received, accepted, duplicate, quarantined and discarded.</summary>
    public async Task<(long Received, long Accepted, long Duplicate, long Quarantined, long Discarded)> Balance(string feed)
    {
        var found = (await Get("/v1/feeds")).EnumerateArray().FirstOrDefault(entry => entry.GetProperty("feed").GetString() == feed);
        return found.ValueKind == JsonValueKind.Undefined ? default
            : (Count("received"), Count("accepted"), Count("duplicate"), Count("quarantined"), Count("discarded"));
        long Count(string name) => found.GetProperty(name).GetInt64();
    }

    /// <summary>The feed's quarantined items once they can be listed.</summary>
    public async Task<JsonElement[]> Quarantined(string feed, int count, bool open = true)
    {
        JsonElement[] items = [];
        await Until(async () =>
        {
            items = [.. (await Get($"/v1/quarantine?feed={feed}&limit=1000&open={(open ? "true" : "false")}")).GetProperty("items").EnumerateArray()];
            return items.Length == count;
        }, $"{count} items of {feed} are listed");
        return items;
    }

    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        var end = Environment.TickCount64 + (long)Deadline.TotalMilliseconds;
        while (!await holds())
        {
            Assert.True(Environment.TickCount64 < end, $"It did not come about within {Deadline.TotalSeconds} s that {what}.");
            await Task.Delay(20);
        }
    }
}

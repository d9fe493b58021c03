using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Ingest;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Ingest.Mqtt.States;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Storage;
using YPort.Twin.Tests.Running;
using YPort.Twin.Twins;

namespace YPort.Twin.Tests.Mqtt.Wire;

/// <summary>Real MQTT before real shards over a real SQLite store, all on ports and in a folder of their own.</summary>
public class RunningMqtt : IAsyncLifetime
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly TemporaryFolder _folder = new();
    readonly List<WebApplication> _others = [];
    InProcessTestCluster _cluster = null!;
    WebApplication _web = null!;

    public HttpClient Http { get; private set; } = null!;

    internal SlowJournal Journal { get; private set; } = null!;

    internal IPEndPoint Endpoint => Listener(_web).Plain!;

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
        _web = await Start(options => { });
        Http = new() { BaseAddress = new(Address(_web)) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var other in _others) await other.DisposeAsync();
        await _web.DisposeAsync();
        await _cluster.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another door to the same shards, with settings of its own.</summary>
    internal async Task<MqttListener> With(Action<MqttOptions> change, IMqttDoor? door = null)
    {
        var web = await Start(change, door);
        _others.Add(web);
        return Listener(web);
    }

    /// <summary>The web address of the door with these settings.</summary>
    internal async Task<string> Web(Action<MqttOptions> change, IMqttDoor? door = null)
    {
        var web = await Start(change, door);
        _others.Add(web);
        return Address(web);
    }

    async Task<WebApplication> Start(Action<MqttOptions> change, IMqttDoor? door = null)
    {
        var app = WebApplication.CreateBuilder();
        app.Configuration.Sources.Clear();
        app.Configuration.AddInMemoryCollection();
        app.Logging.ClearProviders();
        app.WebHost.UseUrls("http://127.0.0.1:0");
        MqttOptions options = new() { Port = FreePort.Next() };
        change(options);
        app.Services.AddIngest();
        app.Services.AddMqtt(options, door ?? new KeyDoor(new Dictionary<string, string>()));
        app.Services.AddSingleton<IGrainFactory>(_cluster.Client);
        app.Services.AddSingleton(_cluster.GetSiloServiceProvider().GetRequiredService<IQuarantine>());
        var web = app.Build();
        web.UseMqttWebSocket();
        web.MapIngest();
        await web.StartAsync();
        return web;
    }

    static MqttListener Listener(WebApplication web) => web.Services.GetRequiredService<MqttListener>();

    static string Address(WebApplication web) => web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Connects as a feed of its own, and is welcomed.</summary>
    internal async Task<RawClient> Client(string feed, int version = 5, byte[]? properties = null, IPEndPoint? at = null) =>
        (await RawClient.Connected(at ?? Endpoint, Say.Connect(version, user: feed, properties: properties))).Client;

    /// <summary>A name that no other test has.</summary>
    public static string Name(string prefix) => $"{prefix}-{Guid.NewGuid().ToString("n")[..12]}";

    public Task<string> Roof(CitySet set = CitySet.Real, string? id = null) => Register(Kinds.Building, set, id);

    public async Task<string> Register(string kind, CitySet set = CitySet.Real, string? id = null)
    {
        var twin = TwinId.Parse(id ?? Name("roof"));
        var answer = await _cluster.Client.GetGrain<IShardGrain>(twin.Shard).Enter(twin, new Described(TwinRegister.Beginning, new(kind, set, new("Roof"), "1030")), 0, "test");
        Assert.Equal(RegisterOutcome.Created, answer.Outcome);
        return twin.ToString();
    }

    /// <summary>Returns once the twins' states were asked for after this call: what is there now has been seen.</summary>
    public async Task Watching()
    {
        var board = _web.Services.GetRequiredService<StateBoard>();
        var before = board.Rounds;
        await Until(() => Task.FromResult(board.Rounds > before + 1), "the states were asked for");
    }

    /// <summary>A reading's payload; each second before now another.</summary>
    public static string Power(int secondsAgo = 1, string value = "182.4", string unit = "kW") =>
        $$"""{"at":"{{Instant.From(DateTimeOffset.UtcNow) - TimeSpan.FromSeconds(secondsAgo)}}","value":{{value}},"unit":"{{unit}}"}""";

    public async Task<JsonElement> Get(string path) => JsonSerializer.Deserialize<JsonElement>(await Http.GetStringAsync(path, TestContext.Current.CancellationToken));

    /// <summary>A feed's received, accepted, duplicate and quarantined.</summary>
    public async Task<(long Received, long Accepted, long Duplicate, long Quarantined)> Balance(string feed)
    {
        var found = (await Get("/v1/feeds")).EnumerateArray().FirstOrDefault(entry => entry.GetProperty("feed").GetString() == feed);
        return found.ValueKind == JsonValueKind.Undefined ? default : (Count("received"), Count("accepted"), Count("duplicate"), Count("quarantined"));
        long Count(string name) => found.GetProperty(name).GetInt64();
    }

    /// <summary>The feed's quarantined items once they can be listed.</summary>
    public async Task<JsonElement[]> Quarantined(string feed, int count)
    {
        JsonElement[] items = [];
        await Until(async () => (items = [.. (await Get($"/v1/quarantine?feed={feed}&limit=1000")).GetProperty("items").EnumerateArray()]).Length == count, $"{count} items of {feed} are listed");
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

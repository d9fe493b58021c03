using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using YPort.Twin.Api;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Storage;
using YPort.Twin.Twins;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A whole twin in this process: real silo, real store in a folder of its own, real HTTP on a free port.</summary>
public sealed class TwinServer : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("twin-api-").FullName;
    readonly WebApplication _app;

    public TwinServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSqliteStorage(_folder);
        builder.Services.AddApi();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, clusterId: _folder).AddTwins());
        _app = builder.Build();
        _app.UseExceptionHandler().UseStatusCodePages();
        _app.UseWebSockets();
        _app.MapApi();
    }

    public HttpClient Http { get; private set; } = null!;

    public IGrainFactory Grains => Service<IGrainFactory>();

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        Http = new() { BaseAddress = new(_app.Urls.Single()) };
        await Until(async () => (await Http.GetAsync("/v1/city")).StatusCode == HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task<HttpResponseMessage> Put(string id, string json, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/twins/{id}") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Registers a roof of 250 kW.</summary>
    public async Task<TwinId> Roof(string id, int area = 1030, string set = "real")
    {
        var answer = await Put(id, $$$$"""{"kind":"building","set":"{{{{set}}}}","name":{"en":"{{{{id}}}}"},"area":{{{{area}}}},"pv":{"ratedPower":{"value":250,"unit":"kW"}}}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return TwinId.Parse(id);
    }

    public async Task Say(TwinId twin, string channel, CitySet set, params (Instant At, decimal Value)[] values)
    {
        var known = Channels.Named(channel)!;
        var answer = await Grains.GetGrain<IShardGrain>(twin.Shard).Append(new("test", set, Instant.From(TimeProvider.System),
            [.. values.Select(value => new Reading(twin, known, value.At, (long)(value.Value * known.StepsPerUnit)))]));
        Assert.Equal((values.Length, 0), (answer.Accepted, answer.Duplicate));
    }

    public async Task<JsonElement> Get(string path)
    {
        var answer = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until all that was said stands in the projections. Until then amounts may be ahead of the readings that explain them, by one save.</summary>
    public Task Saved() => Until(async () => (await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Select(shard => Grains.GetGrain<IShardGrain>(shard).Standing())))
        .All(standing => standing is { Unsaved: 0, TwinsBehind: 0 }));

    /// <summary>Asks until it is so, at most thirty seconds: the machine may be busy.</summary>
    public static async Task Until(Func<Task<bool>> so, string? otherwise = null)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < end; await Task.Delay(20))
            if (await so()) return;
        Assert.Fail(otherwise ?? "It did not come true within thirty seconds.");
    }

    static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

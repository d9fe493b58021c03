using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Load.Limits;

/// <summary>What does a grain call cost in the silo's own process? The floor under everything a shard and its twins say to each other.</summary>
static class OrleansCalls
{
    const int AtOnce = 100;

    public static async Task Print(TimeSpan each)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), 0));
        using var host = builder.Build();
        await host.StartAsync();
        var grains = (IGrainFactory)host.Services.GetService(typeof(IGrainFactory))!;
        var echoes = Enumerable.Range(0, AtOnce).Select(number => grains.GetGrain<IEchoGrain>(number)).ToArray();
        await Task.WhenAll(echoes.Select(echo => echo.Say(1)));
        var started = Stopwatch.GetTimestamp();
        long calls = 0;
        // In rounds: free-running loops starve each other on the silo's own threads.
        for (; Stopwatch.GetElapsedTime(started) < each; calls += AtOnce) await Task.WhenAll(echoes.Select(echo => echo.Say(calls)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"Orleans call within a silo, {AtOnce} at once",-54} {calls / Stopwatch.GetElapsedTime(started).TotalSeconds,11:N0} calls/s"));
        await host.StopAsync();
    }
}

[Alias("load-echo")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    [Alias("say")] Task<long> Say(long what);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<long> Say(long what) => Task.FromResult(what);
}

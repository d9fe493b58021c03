using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Postgres;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Storage;

public sealed class A_cluster
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Trait("needs", "minutes")]
    public async Task Gains_and_loses_silos_through_our_own_queries()
    {
        var database = await (await PostgresServer.Shared()).NewDatabase();
        using var first = await Silo(database);
        using var second = await Silo(database);
        await HasActive(first, 2);

        await second.StopAsync(Stop);
        await HasActive(first, 1);

        using var third = await Silo(database);
        await HasActive(first, 2);
        await third.StopAsync(Stop);
        await first.StopAsync(Stop);
    }

    static async Task<IHost> Silo(string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddPostgresStorage(database);
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next());
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("test", "test"));
            silo.UseAdoNetClustering(clustering => clustering.Configure<NpgsqlDataSource>((options, source) => (options.Invariant, options.DataSource) = ("Npgsql", source)));
        });
        var host = builder.Build();
        await PostgresSchema.Install(host.Services.GetRequiredService<NpgsqlDataSource>(), Stop);
        await host.StartAsync(Stop);
        return host;
    }

    static async Task HasActive(IHost silo, int silos)
    {
        var management = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var active = await management.GetHosts(onlyActive: true);
            if (active.Count == silos) return;
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60), $"{active.Count} silos are active, not {silos}.");
            await Task.Delay(50, Stop);
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.City;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Tests.Running;
using YPort.Twin.Twins;

namespace YPort.Twin.Tests.Twins;

/// <summary>
/// Orleans 10.4.2 holds a grain's lock while it starts it (ActivationData.Start), and takes the other's to send it a message: two grains that call
/// each other while both are started wait for ever, and with them everyone who calls either.
/// </summary>
public sealed class A_grain_that_starts
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // In memory nothing waits: whatever can run while a grain is started does.
    [Fact]
    public async Task Calls_no_other_before_it_stands()
    {
        ConcurrentDictionary<string, byte> guilty = new();
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) =>
        {
            MemoryStore store = new();
            silo.Services.AddSingleton(TimeProvider.System).AddSingleton(store.Journal).AddSingleton(store.Projections).AddSingleton(store.History)
                .AddSingleton(store.Events).AddSingleton(store.Ledger).AddSingleton(store.Quarantine);
            silo.AddTwins();
            silo.AddOutgoingGrainCallFilter(async call =>
            {
                if (Environment.StackTrace.Contains("ActivationData.Start(", StringComparison.Ordinal)) guilty.TryAdd($"{call.SourceId?.Type} calls {call.InterfaceName}.{call.MethodName}", 0);
                await call.Invoke();
            });
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync(Stop);
        await Becomes(async () => (await cluster.Client.GetGrain<ICityGrain>(0).Changes(0, 0)).Complete);

        var (roof, now) = (TwinId.Parse("roof-1"), Instant.From(TimeProvider.System));
        var shard = cluster.Client.GetGrain<IShardGrain>(roof.Shard);
        await shard.Enter(roof, new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Real, new("Roof"), "1030")), 0, "test");
        await shard.Append(new("test", CitySet.Real, now, [new(roof, BuildingChannels.PvPower, now, 5_000_000)]));
        await Becomes(async () => (await cluster.Client.GetGrain<IBuildingGrain>("roof-1").Now()).Channels.Any(channel => channel.Steps == 5_000_000));

        Assert.Empty(guilty.Keys);
        // A stateless worker of Orleans' own: it has no lifecycle to wait in.
        Assert.Single(await cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Stop));
    }

    static async Task Becomes(Func<Task<bool>> so)
    {
        for (var deadline = Environment.TickCount64 + 60_000; !await so();)
        {
            Assert.True(Environment.TickCount64 < deadline, "It did not come true within a minute.");
            await Task.Delay(20, Stop);
        }
    }
}

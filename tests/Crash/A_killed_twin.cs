using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Crash;

/// <summary>Real processes, really killed. TWIN_KILLS sets how often (3 by default; hundreds for a long proof).</summary>
[Trait("needs", "minutes")]
public sealed class A_killed_twin
{
    static int Kills => int.TryParse(Environment.GetEnvironmentVariable("TWIN_KILLS"), out var kills) ? kills : 3;

    [Fact]
    public Task Loses_nothing_acknowledged_and_counts_nothing_twice_on_SQLite() => Survives(postgres: null);

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Loses_nothing_acknowledged_and_counts_nothing_twice_on_PostgreSQL()
    {
        var server = await PostgresServer.Shared();
        await Survives(await server.NewDatabase());
    }

    static async Task Survives(string? postgres)
    {
        using TemporaryFolder folder = new();
        var twin = await TwinProcess.Start(folder, postgres);
        try
        {
            Senders senders = new(twins: 24, batchesEach: 20 + 10 * Kills);
            await senders.Register(twin.Http);
            using CancellationTokenSource stop = new(TimeSpan.FromSeconds(120 + 20 * Kills));
            var sending = senders.Send(() => twin, stop.Token);
            // The seed decides how far each life comes; the machine decides what is in flight then.
            var random = new Random(20261123);
            for (var kill = 1; kill <= Kills && !sending.IsCompleted; kill++)
            {
                var target = senders.Readings * kill / (Kills + 1) + random.Next(0, 500);
                while (senders.Acknowledged < target && !sending.IsCompleted) await Task.Delay(1);
                await twin.Kill();
                await twin.DisposeAsync();
                twin = await TwinProcess.Start(folder, postgres);
            }
            await sending;
            await senders.AllThereOnce(twin);
            Assert.Equal(0, await twin.End());
            await Verification.Agrees(folder, postgres);
        }
        finally
        {
            await twin.DisposeAsync();
        }
    }
}

using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Crash;

[Trait("needs", "minutes")]
public sealed class A_stopped_twin
{
    /// <summary>
    /// A silo that stands still under load, is voted dead, and wakes with commits in its hands: the fence lets none of them through,
    /// and its sender, told so, sends them to the one that took over.
    /// </summary>
    [Fact]
    [Trait("needs", "postgres")]
    public async Task Writes_nothing_once_another_has_taken_over()
    {
        var server = await PostgresServer.Shared();
        var database = await server.NewDatabase();
        using TemporaryFolder folder = new();
        await using var first = await TwinProcess.Start(folder, database);
        Senders senders = new(twins: 24, batchesEach: 40);
        await senders.Register(first.Http);
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(4));
        var current = first;
        var sending = senders.Send(() => current, stop.Token);
        while (senders.Acknowledged < senders.Readings / 4) await Task.Delay(1, stop.Token);

        first.Stop();
        await using var second = await TwinProcess.Start(folder, database);
        current = second;
        while (senders.Acknowledged < senders.Readings / 2) await Task.Delay(1, stop.Token);
        first.Continue();

        await sending;
        await senders.AllThereOnce(second);
        await second.End();
        if (first.IsRunning) await first.Kill();
        await Verification.Agrees(folder, database);
    }
}

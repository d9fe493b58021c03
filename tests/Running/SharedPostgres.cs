namespace YPort.Twin.Tests.Running;

/// <summary>
/// Ends the shared server with an assembly's last test: [assembly: AssemblyFixture(typeof(SharedPostgres))]. The runner allows the process 10 s to exit, and
/// a hundred databases are not always thrown away in that.
/// </summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    public ValueTask DisposeAsync() => PostgresServer.EndShared();
}

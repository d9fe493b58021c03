using YPort.Twin.Tests.Running;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace YPort.Twin.Tests.Crash.Apart;

/// <summary>A city of separate processes on one database: two silos, one that hears, one that shows.</summary>
sealed class Processes : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _database;

    Processes(string database) => _database = database;

    public TwinProcess[] Silos { get; private set; } = [];
    public TwinProcess Ingest { get; private set; } = null!;
    public TwinProcess Dashboard { get; private set; } = null!;

    public static async Task<Processes> Start()
    {
        var server = await PostgresServer.Shared();
        Processes city = new(await server.NewDatabase());
        try
        {
            city.Silos = await Task.WhenAll(city.Begin("silo"), city.Begin("silo"));
            (city.Ingest, city.Dashboard) = (await city.Begin("ingest"), await city.Begin("dashboard"));
            return city;
        }
        catch
        {
            await city.DisposeAsync();
            throw;
        }
    }

    public async Task RestartIngest()
    {
        await Ingest.Kill();
        await Ingest.DisposeAsync();
        Ingest = await Begin("ingest");
    }

    public async Task StartSilo() => Silos = [.. Silos, await Begin("silo")];

    /// <summary>Ends every process in order, and then the store is as it must be.</summary>
    public async Task EndsInOrder()
    {
        foreach (var process in Running) Assert.Equal(0, await process.End());
        await Verification.Agrees(_folder, _database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All) await process.DisposeAsync();
        _folder.Dispose();
    }

    IEnumerable<TwinProcess> All => new[] { Dashboard, Ingest }.Concat(Silos).Where(process => process is not null);

    IEnumerable<TwinProcess> Running => All.Where(process => process.IsRunning);

    Task<TwinProcess> Begin(string role) => TwinProcess.Start(_folder, _database, ("Twin:Roles", role));
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Postgres;
using YPort.Twin.Storage.Sqlite;
using YPort.Twin.Tests.Running;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace YPort.Twin.Tests.Storage;

/// <summary>Where a store lives while a test runs: it can be closed and opened again.</summary>
public abstract class StoreHome : IAsyncDisposable
{
    public abstract Task<Store> Open();

    public abstract ValueTask DisposeAsync();
}

/// <summary>A home whose tables an analyst can read.</summary>
public abstract class SqlHome : StoreHome
{
    /// <summary>The rows, each as its columns joined by blanks.</summary>
    public async Task<IReadOnlyList<string>> Rows(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> rows = [];
        var values = new object[row.FieldCount];
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            row.GetValues(values);
            rows.Add(string.Join(' ', values));
        }
        return rows;
    }

    protected abstract DbConnection Connect();
}

public sealed class SqliteHome : SqlHome
{
    readonly TemporaryFolder _folder = new();

    public override Task<Store> Open() => Task.FromResult<Store>(SqliteStore.Open(_folder));

    protected override DbConnection Connect() => new SqliteConnection($"Data Source={Path.Combine(_folder, "projections.db")};Mode=ReadOnly;Pooling=false");

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }
}

public sealed class MemoryHome : StoreHome
{
    readonly MemoryStore _store = new();

    public override Task<Store> Open() => Task.FromResult<Store>(_store);

    public override ValueTask DisposeAsync() => _store.DisposeAsync();
}

/// <summary>A test of what every store must do, against one of them.</summary>
public abstract class StoreTest(StoreHome home) : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected Store Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await home.Open();

    public async ValueTask DisposeAsync()
    {
        if (Store is not null) await Store.DisposeAsync();
        await home.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = await home.Open();
    }
}

public sealed class PostgresHome : SqlHome
{
    ServiceProvider? _services;

    public string? Database { get; private set; }

    public override async Task<Store> Open()
    {
        if (_services is not null) await _services.DisposeAsync();
        Database ??= await (await PostgresServer.Shared()).NewDatabase();
        _services = new ServiceCollection().AddPostgresStorage(Database).BuildServiceProvider();
        await PostgresSchema.Install(_services.GetRequiredService<NpgsqlDataSource>(), TestContext.Current.CancellationToken);
        return _services.GetRequiredService<Store>();
    }

    protected override DbConnection Connect() => new NpgsqlConnection(Database + ";Pooling=false");

    public override ValueTask DisposeAsync() => _services?.DisposeAsync() ?? default;
}

using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using YPort.Twin.Storage.Postgres;
using YPort.Twin.Storage.Sqlite;

namespace YPort.Twin.Storage;

/// <summary>Puts a store's interfaces into a host's services.</summary>
public static class StorageServices
{
    /// <summary>SQLite files in a folder; it is opened, and kept to this process, when the <see cref="Store"/> is first asked for.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string folder) =>
        services.AddStore(_ => SqliteStore.Open(folder));

    /// <summary>A PostgreSQL database; where it is written, call <see cref="PostgresSchema.Install"/> with the registered source before the host starts.</summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, string connectionString, bool readOnly = false) => services
        .AddSingleton(_ => PostgresSource.Open(connectionString, readOnly))
        .AddStore(provider => new PostgresStore(provider.GetRequiredService<NpgsqlDataSource>()));

    static IServiceCollection AddStore(this IServiceCollection services, Func<IServiceProvider, Store> open) => services
        .AddSingleton(open)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Journal)
        .AddSingleton(provider => provider.GetRequiredService<Store>().JournalTime)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Projections)
        .AddSingleton(provider => provider.GetRequiredService<Store>().History)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Events)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Ledger)
        .AddSingleton(provider => provider.GetRequiredService<Store>().HeldLedgers)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Quarantine);
}

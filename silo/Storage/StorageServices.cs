using Microsoft.Extensions.DependencyInjection;
using YPort.Twin.Storage.Sqlite;

namespace YPort.Twin.Storage;

/// <summary>Puts a store's interfaces into a host's services.</summary>
public static class StorageServices
{
    /// <summary>SQLite files in a folder; it is opened, and kept to this process, when first asked for.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string folder) =>
        services.AddStore(_ => SqliteStore.Open(folder));

    static IServiceCollection AddStore(this IServiceCollection services, Func<IServiceProvider, Store> open) => services
        .AddSingleton(open)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Journal)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Projections)
        .AddSingleton(provider => provider.GetRequiredService<Store>().History)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Ledger)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Quarantine);
}

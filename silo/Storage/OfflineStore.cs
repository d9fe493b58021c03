using YPort.Twin.Storage.Postgres;
using YPort.Twin.Storage.Sqlite;

namespace YPort.Twin.Storage;

/// <summary>Opens a stopped twin's store for reading only: to verify it, to report from it. What would write, fails.</summary>
public static class OfflineStore
{
    /// <summary>Of a twin that kept its data in a folder.</summary>
    /// <exception cref="StoreInUseException">The twin still runs.</exception>
    /// <exception cref="FileNotFoundException">There is no store in the folder.</exception>
    public static Store OpenFolder(string folder) => SqliteStore.OpenOffline(folder);

    /// <summary>Of a twin that kept its data in PostgreSQL. A running twin does not hinder it, but moves on meanwhile.</summary>
    public static async Task<Store> OpenPostgres(string connectionString, CancellationToken stop) => await PostgresStore.OpenOffline(connectionString, stop);
}

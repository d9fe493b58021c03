using Microsoft.Data.Sqlite;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>One database file: how it is opened, brought up to date and read.</summary>
/// <param name="migrations">Folder of its SQL files, such as "Sqlite/Journal".</param>
/// <param name="synchronous">FULL: a commit is on the disk. NORMAL: a power cut may take the last commits, never break the file.</param>
/// <param name="readOnly">Changes nothing, the schema included; writes then fail.</param>
sealed class SqliteFile(string path, string migrations, string synchronous, bool readOnly) : IDisposable
{
    readonly string _reading = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 10 }.ToString();

    /// <summary>The one connection that writes; the schema is then up to date.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        connection.Open();
        if (readOnly) RefuseOtherSchema(connection);
        else BringUpToDate(connection);
        return connection;
    }

    /// <summary>Reads off the caller's thread, from one moment's state of the file, beside the writer.</summary>
    public Task<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken stop) => Task.Run(() =>
    {
        var connection = Hold();
        try
        {
            return read(connection);
        }
        finally
        {
            Release(connection);
        }
    }, stop);

    /// <summary>A connection for several reads of one moment, that of the first; who disposes it ends it with <see cref="Release"/>.</summary>
    public SqliteConnection Hold()
    {
        var connection = new SqliteConnection(_reading);
        connection.Open();
        using var begin = new SqliteStatement(connection, "BEGIN");
        begin.Run();
        return connection;
    }

    public static void Release(SqliteConnection held)
    {
        using (held)
        using (var end = new SqliteStatement(held, "ROLLBACK")) end.Run();
    }

    /// <summary>Size of the write-ahead log; 0 when there is none.</summary>
    public long LogBytes => new FileInfo(path + "-wal") is { Exists: true } log ? log.Length : 0;

    public void Dispose()
    {
        using var connection = new SqliteConnection(_reading);
        SqliteConnection.ClearPool(connection);
    }

    void BringUpToDate(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, $"PRAGMA synchronous = {synchronous}");
        Execute(connection, "PRAGMA wal_autocheckpoint = 4000"); // pages, 16 MB: fewer and larger writes into the file itself
        Execute(connection, "PRAGMA busy_timeout = 1000"); // how long a checkpoint waits for those who read
        foreach (var migration in Migration.After(Version(connection), migrations, path))
            Execute(connection, $"BEGIN IMMEDIATE; {migration.Sql}; PRAGMA user_version = {migration.Number}; COMMIT");
    }

    void RefuseOtherSchema(SqliteConnection connection)
    {
        if (Migration.After(Version(connection), migrations, path).FirstOrDefault() is { } missing)
            throw new InvalidOperationException($"{path} lacks schema {missing.Name}: an older program wrote it. Start this program's twin on it once; that brings it up to date.");
    }

    static int Version(SqliteConnection connection)
    {
        using var version = connection.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        return (int)(long)version.ExecuteScalar()!;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using Microsoft.Data.Sqlite;

namespace YPort.Twin.Tests.Load.Limits;

/// <summary>The plainest table that could hold readings, in SQLite, with the journal's own care for the disk.</summary>
sealed class SqliteRows : IDisposable
{
    readonly SqliteConnection _connection;
    readonly SqliteCommand _insert;
    long _offset;

    public SqliteRows(string path)
    {
        _connection = new($"Data Source={path}");
        _connection.Open();
        using var create = _connection.CreateCommand();
        create.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE reading (shard INTEGER, offset INTEGER, twin TEXT, channel TEXT, at_us INTEGER, steps INTEGER, PRIMARY KEY (shard, offset)) WITHOUT ROWID";
        create.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO reading VALUES (0, $1, $2, 'pv-power', $3, $4)";
        foreach (var name in (string[])["$1", "$2", "$3", "$4"]) _insert.Parameters.Add(new SqliteParameter(name, null));
    }

    public Task Insert(int worker)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        for (var i = 0; i < Disks.ReadingsTogether; i++)
        {
            _insert.Parameters[0].Value = _offset++;
            _insert.Parameters[1].Value = $"roof-{i % 100}";
            _insert.Parameters[2].Value = 1_795_410_000_000_000 + _offset;
            _insert.Parameters[3].Value = 1_000_000 + i;
            _insert.ExecuteNonQuery();
        }
        transaction.Commit();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}

using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>The one writer of a file, on a thread of its own: a write waits for the disk and must not hold up the thread pool.</summary>
sealed class SqliteWriter : IDisposable
{
    const int MostWaiting = 1024;

    // SQLite begins its log anew when nobody reads from it. Where somebody always does, it would grow for ever: from this size on the writer waits for the readers
    // there are, while new ones already read from the file itself.
    const long LongLog = 64 * 1024 * 1024;
    const int LookEvery = 16;

    readonly SqliteFile _file;
    readonly SqliteStatement _beginAnew;
    long _longest = LongLog;
    int _written;

    readonly BlockingCollection<Action> _work = new(MostWaiting);
    readonly Thread _thread;
    readonly SqliteStatement _begin, _commit, _rollback;

    public SqliteWriter(SqliteFile file, string name)
    {
        Connection = (_file = file).OpenWriter();
        _beginAnew = new(Connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        (_begin, _commit, _rollback) = (new(Connection, "BEGIN IMMEDIATE"), new(Connection, "COMMIT"), new(Connection, "ROLLBACK"));
        _thread = new(Work) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>For preparing statements; only <see cref="InTransaction"/> runs them.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Runs it as one transaction. What it throws, or the commit, is thrown here; of a failed commit the outcome is unknown.</summary>
    public Task<T> InTransaction<T>(Func<T> write)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                _begin.Run();
                var written = write();
                _commit.Run();
                answer.SetResult(written);
            }
            catch (Exception broken)
            {
                Rollback();
                answer.SetException(broken);
            }
        });
        return answer.Task;
    }

    public void Dispose()
    {
        // A container disposes what it handed out, and its store does, too.
        if (_work.IsAddingCompleted) return;
        _work.CompleteAdding();
        _thread.Join();
        foreach (var statement in (SqliteStatement[])[_begin, _commit, _rollback, _beginAnew]) statement.Dispose();
        Connection.Dispose();
    }

    void Work()
    {
        foreach (var write in _work.GetConsumingEnumerable())
        {
            write();
            if (++_written % LookEvery == 0 && _file.LogBytes > _longest) BeginLogAnew();
        }
    }

    void BeginLogAnew()
    {
        try
        {
            using var row = _beginAnew.Read();
            // Somebody reads for longer than it waits: again when the log has grown by a quarter of what is long.
            _longest = row.Read() && row.GetInt32(0) == 0 ? LongLog : _file.LogBytes + LongLog / 4;
        }
        catch (SqliteException)
        {
            _longest = _file.LogBytes + LongLog / 4;
        }
    }

    void Rollback()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself; the first failure is the one to report.
        }
    }
}

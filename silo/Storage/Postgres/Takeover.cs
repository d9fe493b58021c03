using Npgsql;

namespace YPort.Twin.Storage.Postgres;

/// <summary>
/// Lets a successor in where a predecessor was stopped in the very moment between sending a statement and its end, and so holds a lock.
/// Its connection is cut: whatever it was doing is rolled back, and when it wakes its epoch is fenced.
/// </summary>
static class Takeover
{
    public static async Task<T> Of<T>(NpgsqlDataSource source, Func<Task<T>> take, CancellationToken stop)
    {
        try
        {
            return await take();
        }
        catch (PostgresException blocked) when (blocked.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await CutOffTheStopped(source, stop);
            return await take();
        }
    }

    // Waiting for its client, with the lock, all the time that we waited for the lock. Terminating sessions of one's own role needs no further right.
    static async Task CutOffTheStopped(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var cut = source.Command("""
            SELECT pg_terminate_backend(pid, 3000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < clock_timestamp() - interval '2.5 seconds'
              AND pid IN (SELECT pid FROM pg_locks WHERE relation IN ('shard_head'::regclass, 'shard_projection'::regclass) AND mode = 'RowExclusiveLock' AND granted)
              AND wait_event_type = 'Client'
            """);
        await cut.ExecuteNonQueryAsync(stop);
    }
}

using Npgsql;

namespace YPort.Twin.Storage.Postgres;

/// <summary>Brings a database up to date before a host starts; any number of processes may do so at once.</summary>
public static class PostgresSchema
{
    const string Folder = "Postgres/Migrations";

    /// <summary>Applies what is missing and remembers it, in one transaction: all of it or nothing.</summary>
    /// <exception cref="InvalidOperationException">The database was brought further by a newer program.</exception>
    public static async Task Install(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        // Whoever comes second waits here. The number only has to be the same in all our processes: "YPort" in ASCII.
        await Run(connection, """
            SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
            SELECT pg_advisory_xact_lock(x'59506f7274'::bigint);
            CREATE TABLE IF NOT EXISTS schema_migration (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
            """, stop);
        foreach (var migration in Migration.After(await Applied(connection, stop), Folder, Name(connection)))
        {
            await Run(connection, migration.Sql, stop);
            await using var remember = new NpgsqlCommand("INSERT INTO schema_migration (number, name) VALUES ($1, $2)", connection)
            {
                Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name } },
            };
            await remember.ExecuteNonQueryAsync(stop);
        }
        await transaction.CommitAsync(stop);
    }

    /// <summary>Refuses a database that <see cref="Install"/> of this program has not brought up to date.</summary>
    internal static async Task Check(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var known = new NpgsqlCommand("SELECT to_regclass('schema_migration') IS NOT NULL", connection);
        if (await known.ExecuteScalarAsync(stop) is not true)
            throw new InvalidOperationException($"{Name(connection)} holds no twin. Name the one that the twin ran with (Twin:Postgres).");
        if (Migration.After(await Applied(connection, stop), Folder, Name(connection)).FirstOrDefault() is { } missing)
            throw new InvalidOperationException($"{Name(connection)} lacks schema {missing.Name}: an older program wrote it. Start this program's twin on it once; that brings it up to date.");
    }

    static string Name(NpgsqlConnection connection) => $"The database \"{connection.Database}\"";

    static async Task<int> Applied(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var last = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM schema_migration", connection);
        return (int)(await last.ExecuteScalarAsync(stop))!;
    }

    static async Task Run(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}

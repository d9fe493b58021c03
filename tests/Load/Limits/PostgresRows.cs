using Npgsql;
using NpgsqlTypes;

namespace YPort.Twin.Tests.Load.Limits;

/// <summary>The plainest table that could hold readings, in PostgreSQL, by its fastest way in.</summary>
sealed class PostgresRows : IAsyncDisposable
{
    readonly NpgsqlDataSource _source;
    long _offset;

    PostgresRows(NpgsqlDataSource source) => _source = source;

    public static async Task<PostgresRows> Open(string database)
    {
        var source = NpgsqlDataSource.Create(database);
        await using var create = source.CreateCommand("CREATE TABLE plain_reading (shard smallint, of bigint, twin text, channel text, at timestamptz, steps bigint, PRIMARY KEY (shard, of))");
        await create.ExecuteNonQueryAsync();
        return new(source);
    }

    public async Task Copy(int worker)
    {
        var first = Interlocked.Add(ref _offset, Disks.ReadingsTogether);
        await using var connection = await _source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("COPY plain_reading FROM STDIN (FORMAT binary)");
        var at = DateTime.UtcNow;
        for (var i = 0; i < Disks.ReadingsTogether; i++)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync((short)worker, NpgsqlDbType.Smallint);
            await copy.WriteAsync(first + i, NpgsqlDbType.Bigint);
            await copy.WriteAsync($"roof-{i % 100}", NpgsqlDbType.Text);
            await copy.WriteAsync("pv-power", NpgsqlDbType.Text);
            await copy.WriteAsync(at, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(1_000_000L + i, NpgsqlDbType.Bigint);
        }
        await copy.CompleteAsync();
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

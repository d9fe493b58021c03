using Npgsql;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using static YPort.Twin.Storage.Postgres.PostgresValues;

namespace YPort.Twin.Storage.Postgres;

/// <summary>Projections in PostgreSQL, saved in short transactions; the server ends one whose client fell silent.</summary>
sealed class PostgresProjections : IProjections
{
    readonly NpgsqlDataSource _source;
    readonly GroupCommit<ShardProgress, bool> _commits;

    public PostgresProjections(NpgsqlDataSource source)
    {
        _source = source;
        _commits = new(step => step.Shard, atOnce: 2, Commit);
    }

    public async Task<ShardSnapshot> Open(int shard, long epoch, CancellationToken stop)
    {
        // From here on no older epoch saves, so what is read next stays.
        await Takeover.Of(_source, async () =>
        {
            await using var open = _source.Command("""
                INSERT INTO shard_projection AS held (shard, epoch, watermark, hash) VALUES ($1, $2, 0, $3)
                ON CONFLICT (shard) DO UPDATE SET epoch = greatest(held.epoch, excluded.epoch)
                """, Small(shard), Big(epoch), Blob(SegmentHash.Genesis));
            return await open.ExecuteNonQueryAsync(stop);
        }, stop);
        return await Read(shard, stop);
    }

    public Task<bool> Save(ShardProgress progress, CancellationToken stop) => _commits.Add(progress, stop);

    public async Task<ShardSnapshot> Read(int shard, CancellationToken stop)
    {
        await using var connection = await _source.OpenConnectionAsync(stop);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stop);
        await using var select = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                BatchCommand("SELECT watermark, hash FROM shard_projection WHERE shard = $1", Small(shard)),
                BatchCommand("SELECT twin, \"offset\", register, latest FROM twin_snapshot WHERE shard = $1 ORDER BY twin", Small(shard)),
                BatchCommand("""
                    SELECT feed, accepted, duplicate, quarantined, discarded, last_received_at, latest_reading_at FROM feed_balance WHERE shard = $1 ORDER BY feed
                    """, Small(shard)),
            },
        };
        await using var row = await select.ExecuteReaderAsync(stop);
        var known = await row.ReadAsync(stop);
        var watermark = known ? row.GetInt64(0) : 0;
        var hash = known ? row.GetFieldValue<byte[]>(1) : SegmentHash.Genesis;
        List<TwinSnapshot> twins = [];
        await row.NextResultAsync(stop);
        while (await row.ReadAsync(stop)) twins.Add(StoredJson.Snapshot(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3)));
        List<FeedBalance> feeds = [];
        await row.NextResultAsync(stop);
        while (await row.ReadAsync(stop))
            feeds.Add(new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.InstantOrNull(5), row.InstantOrNull(6)));
        return new(shard, watermark, hash, twins, feeds);
    }

    async Task<IReadOnlyList<bool>> Commit(IReadOnlyList<ShardProgress> steps)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var moved = await Move(connection, [.. steps.OrderBy(step => step.Shard)]);
        if (moved.Count > 0) await new PostgresSave(connection, [.. steps.Where(step => moved.Contains(step.Shard))]).Write();
        await transaction.CommitAsync();
        return [.. steps.Select(step => moved.Contains(step.Shard))];
    }

    static async Task<HashSet<int>> Move(NpgsqlConnection connection, ShardProgress[] steps)
    {
        await using var move = new NpgsqlCommand("""
            UPDATE shard_projection held SET watermark = given.next, hash = given.hash
            FROM unnest($1, $2, $3, $4, $5) AS given (shard, epoch, watermark, next, hash)
            WHERE held.shard = given.shard AND held.epoch = given.epoch AND held.watermark = given.watermark
            RETURNING held.shard
            """, connection)
        {
            Parameters =
            {
                Smalls(steps, step => step.Shard), Bigs(steps, step => step.Epoch), Bigs(steps, step => step.FromOffset), Bigs(steps, step => step.ToOffset), Blobs(steps, step => step.Hash),
            },
        };
        HashSet<int> moved = [];
        await using var row = await move.ExecuteReaderAsync();
        while (await row.ReadAsync()) moved.Add(row.GetInt16(0));
        return moved;
    }
}

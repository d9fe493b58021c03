using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>Projections in projections.db; what a power cut takes from it is made again from the journal.</summary>
sealed class SqliteProjections : IProjections, IDisposable
{
    readonly SqliteFile _file;
    readonly SqliteWriter _writer;
    readonly SqliteStatement _open, _move;
    readonly SqliteSave _save;
    readonly GroupCommit<ShardProgress, bool> _commits;

    public SqliteProjections(SqliteFile file)
    {
        _file = file;
        _writer = new(file, "projections writer");
        _open = new(_writer.Connection, """
            INSERT INTO shard_projection (shard, epoch, watermark, hash) VALUES ($1, $2, 0, $3)
            ON CONFLICT (shard) DO UPDATE SET epoch = max(epoch, excluded.epoch)
            """);
        _move = new(_writer.Connection, "UPDATE shard_projection SET watermark = $4, hash = $5 WHERE shard = $1 AND epoch = $2 AND watermark = $3");
        _save = new(_writer.Connection);
        _commits = new(progress => progress.Shard, atOnce: 1, async steps => await _writer.InTransaction(() => steps.Select(Save).ToArray()));
    }

    public Task<ShardSnapshot> Open(int shard, long epoch, CancellationToken stop) => _writer.InTransaction(() =>
    {
        _open.Run(shard, epoch, SegmentHash.Genesis.ToBlob());
        return Snapshot(_writer.Connection, shard);
    }).WaitAsync(stop);

    public Task<bool> Save(ShardProgress progress, CancellationToken stop) => _commits.Add(progress, stop);

    public Task<ShardSnapshot> Read(int shard, CancellationToken stop) => _file.Read(connection => Snapshot(connection, shard), stop);

    public void Dispose()
    {
        _save.Dispose();
        _open.Dispose();
        _move.Dispose();
        _writer.Dispose();
    }

    bool Save(ShardProgress step)
    {
        if (_move.Run(step.Shard, step.Epoch, step.FromOffset, step.ToOffset, step.Hash.ToBlob()) == 0) return false;
        _save.Write(step);
        return true;
    }

    static ShardSnapshot Snapshot(SqliteConnection connection, int shard)
    {
        using var standing = new SqliteStatement(connection, "SELECT watermark, hash FROM shard_projection WHERE shard = $1");
        using var twins = new SqliteStatement(connection, "SELECT twin, offset, register, latest FROM twin_snapshot WHERE shard = $1 ORDER BY twin");
        using var feeds = new SqliteStatement(connection, """
            SELECT feed, accepted, duplicate, quarantined, discarded, last_received_at_us, latest_reading_at_us FROM feed_balance WHERE shard = $1 ORDER BY feed
            """);
        using var at = standing.Read(shard);
        var known = at.Read();
        var watermark = known ? at.GetInt64(0) : 0;
        var hash = known ? at.Bytes(1) : SegmentHash.Genesis;
        List<TwinSnapshot> snapshots = [];
        using (var row = twins.Read(shard))
            while (row.Read()) snapshots.Add(StoredJson.Snapshot(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3)));
        List<FeedBalance> balances = [];
        using (var row = feeds.Read(shard))
            while (row.Read()) balances.Add(new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.InstantOrNull(5), row.InstantOrNull(6)));
        return new(shard, watermark, hash, snapshots, balances);
    }
}

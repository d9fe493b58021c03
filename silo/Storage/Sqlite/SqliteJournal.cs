using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>The journal in journal.db; a commit is on the disk (synchronous = FULL) before it is answered.</summary>
sealed class SqliteJournal : IJournal, IJournalTime, IDisposable
{
    const int SegmentsAtOnce = 64;

    readonly SqliteFile _file;
    readonly SqliteWriter _writer;
    readonly SqliteStatement _open, _move, _insert;
    readonly GroupCommit<Segment, bool> _commits;

    public SqliteJournal(SqliteFile file)
    {
        _file = file;
        _writer = new(file, "journal writer");
        _open = new(_writer.Connection, """
            INSERT INTO shard_head (shard, epoch, next_offset, last_hash) VALUES ($1, 1, 0, $2)
            ON CONFLICT (shard) DO UPDATE SET epoch = epoch + 1
            RETURNING epoch, next_offset, last_hash
            """);
        _move = new(_writer.Connection, "UPDATE shard_head SET next_offset = $4, last_hash = $5 WHERE shard = $1 AND epoch = $2 AND next_offset = $3");
        _insert = new(_writer.Connection, "INSERT INTO shard_segment (shard, first_offset, n, epoch, committed_at_us, payload, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        _commits = new(segment => segment.Shard, atOnce: 1, async segments => await _writer.InTransaction(() => segments.Select(Append).ToArray()));
    }

    public long Commits => _commits.Commits;

    public Task<JournalHead> Open(int shard, CancellationToken stop) => _writer.InTransaction(() =>
    {
        using var row = _open.Read(shard, SegmentHash.Genesis.ToBlob());
        return HeadFrom(row)!;
    }).WaitAsync(stop);

    public Task<bool> Append(Segment segment, CancellationToken stop) => _commits.Add(segment, stop);

    public Task<JournalHead?> Head(int shard, CancellationToken stop) => _file.Read(connection => Head(connection, shard), stop);

    /// <summary>In portions, so that a slow reader does not hold the file at an old moment.</summary>
    public async IAsyncEnumerable<Segment> Read(int shard, long fromOffset, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            var portion = await _file.Read(connection => Portion(connection, shard, fromOffset), stop);
            foreach (var segment in portion) yield return segment;
            if (portion.Count < SegmentsAtOnce) yield break;
            fromOffset = portion[^1].NextOffset;
        }
    }

    public Task<long> OffsetAt(int shard, Instant at, CancellationToken stop) => _file.Read(connection =>
    {
        using var select = new SqliteStatement(connection, "SELECT first_offset, n, committed_at_us FROM shard_segment WHERE shard = $1 AND first_offset <= $2 ORDER BY first_offset DESC LIMIT 1");
        return CommitSearch.OffsetAt(Head(connection, shard)?.NextOffset ?? 0, at, offset =>
        {
            using var row = select.Read(shard, offset);
            row.Read();
            return new(row.GetInt64(0), row.GetInt32(1), new(row.GetInt64(2)));
        });
    }, stop);

    public Task<Instant?> CommittedAt(int shard, long offset, CancellationToken stop) => _file.Read<Instant?>(connection =>
    {
        using var select = new SqliteStatement(connection, "SELECT committed_at_us FROM shard_segment WHERE shard = $1 AND first_offset <= $2 AND first_offset + n > $2 ORDER BY first_offset DESC LIMIT 1");
        using var row = select.Read(shard, offset);
        return row.Read() ? new(row.GetInt64(0)) : null;
    }, stop);

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_open, _move, _insert]) statement.Dispose();
        _writer.Dispose();
    }

    bool Append(Segment segment)
    {
        if (_move.Run(segment.Shard, segment.Epoch, segment.FirstOffset, segment.NextOffset, segment.Hash.ToBlob()) == 0) return false;
        _insert.Run(segment.Shard, segment.FirstOffset, segment.Count, segment.Epoch, segment.CommittedAt.Microseconds, segment.Payload.ToBlob(), segment.Hash.ToBlob());
        return true;
    }

    static JournalHead? Head(SqliteConnection connection, int shard)
    {
        using var select = new SqliteStatement(connection, "SELECT epoch, next_offset, last_hash FROM shard_head WHERE shard = $1");
        using var row = select.Read(shard);
        return HeadFrom(row);
    }

    static List<Segment> Portion(SqliteConnection connection, int shard, long fromOffset)
    {
        using var select = new SqliteStatement(connection, """
            SELECT first_offset, n, epoch, committed_at_us, payload, hash FROM shard_segment
            WHERE shard = $1 AND first_offset + n > $2
              AND first_offset >= coalesce((SELECT max(first_offset) FROM shard_segment WHERE shard = $1 AND first_offset <= $2), $2)
            ORDER BY first_offset LIMIT $3
            """);
        using var row = select.Read(shard, fromOffset, SegmentsAtOnce);
        List<Segment> segments = [];
        while (row.Read()) segments.Add(new(shard, row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), new(row.GetInt64(3)), row.Bytes(4), row.Bytes(5)));
        return segments;
    }

    static JournalHead? HeadFrom(SqliteDataReader row) => row.Read() ? new(row.GetInt64(0), row.GetInt64(1), row.Bytes(2)) : null;
}

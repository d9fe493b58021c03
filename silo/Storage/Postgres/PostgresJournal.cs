using System.Runtime.CompilerServices;
using Npgsql;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using static YPort.Twin.Storage.Postgres.PostgresValues;

namespace YPort.Twin.Storage.Postgres;

/// <summary>The journal in PostgreSQL. Every write is one statement that commits by itself: no lock outlives a round trip.</summary>
sealed class PostgresJournal : IJournal, IJournalTime
{
    const int SegmentsAtOnce = 64;

    readonly NpgsqlDataSource _source;
    readonly GroupCommit<Segment, bool> _commits;

    public PostgresJournal(NpgsqlDataSource source)
    {
        _source = source;
        _commits = new(segment => segment.Shard, atOnce: 2, Commit);
    }

    public long Commits => _commits.Commits;

    public Task<JournalHead> Open(int shard, CancellationToken stop) => Takeover.Of(_source, async () =>
    {
        await using var open = _source.Command("""
            INSERT INTO shard_head AS head (shard, epoch, next_offset, last_hash) VALUES ($1, 1, 0, $2)
            ON CONFLICT (shard) DO UPDATE SET epoch = head.epoch + 1
            RETURNING epoch, next_offset, last_hash
            """, Small(shard), Blob(SegmentHash.Genesis));
        return (await HeadFrom(open, stop))!;
    }, stop);

    public Task<bool> Append(Segment segment, CancellationToken stop) => _commits.Add(segment, stop);

    public async Task<JournalHead?> Head(int shard, CancellationToken stop)
    {
        await using var select = _source.Command("SELECT epoch, next_offset, last_hash FROM shard_head WHERE shard = $1", Small(shard));
        return await HeadFrom(select, stop);
    }

    /// <summary>In portions, so that a slow reader holds no connection.</summary>
    public async IAsyncEnumerable<Segment> Read(int shard, long fromOffset, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            var portion = await Portion(shard, fromOffset, stop);
            foreach (var segment in portion) yield return segment;
            if (portion.Count < SegmentsAtOnce) yield break;
            fromOffset = portion[^1].NextOffset;
        }
    }

    public async Task<long> OffsetAt(int shard, Instant at, CancellationToken stop)
    {
        await using var select = _source.Command("""
            WITH RECURSIVE halving (low, high) AS (
                SELECT 0::bigint, next_offset FROM shard_head WHERE shard = $1
                UNION ALL
                SELECT CASE WHEN segment.committed_at <= $2 THEN segment.first_offset + segment.n ELSE halving.low END,
                       CASE WHEN segment.committed_at <= $2 THEN halving.high ELSE segment.first_offset END
                FROM halving, LATERAL (
                    SELECT first_offset, n, committed_at FROM shard_segment
                    WHERE shard = $1 AND first_offset <= halving.low + (halving.high - halving.low) / 2 ORDER BY first_offset DESC LIMIT 1) AS segment
                WHERE halving.low < halving.high)
            SELECT low FROM halving WHERE low >= high
            """, Small(shard), Time(at));
        return (long?)await select.ExecuteScalarAsync(stop) ?? 0;
    }

    public async Task<Instant?> CommittedAt(int shard, long offset, CancellationToken stop)
    {
        await using var select = _source.Command("SELECT committed_at FROM shard_segment WHERE shard = $1 AND first_offset <= $2 AND first_offset + n > $2 ORDER BY first_offset DESC LIMIT 1", Small(shard), Big(offset));
        await using var row = await select.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? row.Instant(0) : null;
    }

    async Task<IReadOnlyList<bool>> Commit(IReadOnlyList<Segment> segments)
    {
        // Sorted, so that two writers who claim the same shards lock them in the same order. Payloads stay in their array: a join would copy them.
        Segment[] sorted = [.. segments.OrderBy(segment => segment.Shard)];
        await using var append = _source.Command("""
            WITH given AS (
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS g (shard, first_offset, n, epoch, committed_at, hash, place)),
            moved AS (
                UPDATE shard_head head SET next_offset = given.first_offset + given.n, last_hash = given.hash
                FROM given WHERE head.shard = given.shard AND head.epoch = given.epoch AND head.next_offset = given.first_offset
                RETURNING given.*)
            INSERT INTO shard_segment (shard, first_offset, n, epoch, committed_at, payload, hash)
            SELECT shard, first_offset, n, epoch, committed_at, ($7)[place], hash FROM moved
            RETURNING shard
            """,
            Smalls(sorted, segment => segment.Shard), Bigs(sorted, segment => segment.FirstOffset), Wholes(sorted, segment => segment.Count), Bigs(sorted, segment => segment.Epoch),
            Times(sorted, segment => segment.CommittedAt), Blobs(sorted, segment => segment.Hash), Blobs(sorted, segment => segment.Payload));
        HashSet<int> committed = [];
        await using var row = await append.ExecuteReaderAsync();
        while (await row.ReadAsync()) committed.Add(row.GetInt16(0));
        return [.. segments.Select(segment => committed.Contains(segment.Shard))];
    }

    async Task<List<Segment>> Portion(int shard, long fromOffset, CancellationToken stop)
    {
        await using var select = _source.Command("""
            SELECT first_offset, n, epoch, committed_at, payload, hash FROM shard_segment
            WHERE shard = $1 AND first_offset + n > $2
              AND first_offset >= coalesce((SELECT max(first_offset) FROM shard_segment WHERE shard = $1 AND first_offset <= $2), $2)
            ORDER BY first_offset LIMIT $3
            """, Small(shard), Big(fromOffset), Whole(SegmentsAtOnce));
        await using var row = await select.ExecuteReaderAsync(stop);
        List<Segment> segments = [];
        while (await row.ReadAsync(stop))
            segments.Add(new(shard, row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.Instant(3), row.GetFieldValue<byte[]>(4), row.GetFieldValue<byte[]>(5)));
        return segments;
    }

    static async Task<JournalHead?> HeadFrom(NpgsqlCommand command, CancellationToken stop)
    {
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)) : null;
    }
}

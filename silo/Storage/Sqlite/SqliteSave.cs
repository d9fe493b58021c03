using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>Writes one step of a shard's projections inside the writer's transaction.</summary>
sealed class SqliteSave : IDisposable
{
    /// <summary>So many hours' parts are counted in memory: all channels of a large city. What is forgotten is counted anew.</summary>
    const int MostCounted = 200_000;

    readonly SqliteStatement _part, _parts, _small, _merge, _merged, _row, _gone, _moved, _snapshot, _leave, _belong, _feed, _quarantine, _resolve, _event;
    readonly SqliteStatement[] _all;
    // This is the only writer, so what it has counted once it knows; after a step that was rolled back it knows a few too many and merges early.
    readonly Dictionary<(TwinId Twin, Channel Channel, long Hour), int> _counted = [];

    public SqliteSave(SqliteConnection connection)
    {
        List<SqliteStatement> all = [];
        SqliteStatement Statement(string sql)
        {
            var statement = new SqliteStatement(connection, sql);
            all.Add(statement);
            return statement;
        }

        _part = Statement("INSERT INTO history (twin, channel, hour, first_offset, n, samples) VALUES ($1, $2, $3, $4, $5, $6)");
        _parts = Statement("SELECT count(*) FROM history WHERE twin = $1 AND channel = $2 AND hour = $3");
        _small = Statement($"""
            SELECT below, (SELECT min(first_offset) FROM history WHERE twin = $1 AND channel = $2 AND hour = $3 AND n < below)
            FROM (SELECT (sum(n) + {HistoryPart.LargeShare - 1}) / {HistoryPart.LargeShare} AS below FROM history WHERE twin = $1 AND channel = $2 AND hour = $3)
            """);
        _merge = Statement("""
            INSERT OR REPLACE INTO history (twin, channel, hour, first_offset, n, samples)
            SELECT twin, channel, hour, min(first_offset), sum(n), '[' || group_concat(substr(samples, 2, length(samples) - 2), ',' ORDER BY first_offset) || ']'
            FROM history WHERE twin = $1 AND channel = $2 AND hour = $3 AND n < $4 GROUP BY twin, channel, hour
            """);
        _merged = Statement("DELETE FROM history WHERE twin = $1 AND channel = $2 AND hour = $3 AND n < $4 AND first_offset > $5");
        _row = Statement("""
            INSERT INTO ledger (twin, measure, quarter_hour, dimensions, quality, steps, covered_us, offset) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO UPDATE SET steps = excluded.steps, covered_us = excluded.covered_us, offset = excluded.offset
            """);
        _gone = Statement("DELETE FROM ledger WHERE twin = $1 AND measure = $2 AND quarter_hour = $3 AND dimensions = $4 AND quality = $5");
        _moved = Statement("UPDATE twin_snapshot SET offset = $3, latest = $4 WHERE twin = $1 AND register_version = $2");
        _snapshot = Statement("""
            INSERT INTO twin_snapshot (twin, shard, offset, register_version, register, latest) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (twin) DO UPDATE SET offset = excluded.offset, register_version = excluded.register_version, register = excluded.register, latest = excluded.latest
            """);
        _leave = Statement("DELETE FROM membership WHERE twin = $1");
        _belong = Statement("INSERT INTO membership (twin, city_set, kind, area, from_quarter_hour, to_quarter_hour) VALUES ($1, $2, $3, $4, $5, $6)");
        _feed = Statement("""
            INSERT OR REPLACE INTO feed_balance (shard, feed, accepted, duplicate, quarantined, discarded, last_received_at_us, latest_reading_at_us)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        _quarantine = Statement("""
            INSERT INTO quarantine (shard, offset, feed, city_set, received_at_us, code, reason, cure, raw) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
        _resolve = Statement("""
            UPDATE quarantine SET outcome = $3, resolved_reason = $4, resolved_at_us = $5, resolved_by = $6 WHERE shard = $1 AND offset = $2
            """);
        _event = Statement("""
            INSERT INTO event_word (twin, id, revision, type, subject, at_us, fields, quality, withdrawn, feed, offset) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """);
        _all = [.. all];
    }

    public void Write(ShardProgress step)
    {
        foreach (var part in step.History) Write(part);
        foreach (var row in step.Ledger) Write(row);
        foreach (var twin in step.Twins) Write(step.Shard, twin);
        foreach (var feed in step.Feeds)
            _feed.Run(step.Shard, feed.Feed, feed.Accepted, feed.Duplicate, feed.Quarantined, feed.Discarded, feed.LastReceivedAt?.Microseconds, feed.LatestReadingAt?.Microseconds);
        foreach (var (shard, offset, item) in step.Quarantined)
            _quarantine.Run(shard, offset, StoredText.Of(item.Feed), (int)item.Set, item.ReceivedAt.Microseconds, StoredText.Of(item.Code), StoredText.Of(item.Reason), StoredText.Of(item.Cure), item.Raw);
        foreach (var (offset, resolution) in step.Resolved)
            _resolve.Run(step.Shard, offset, (int)resolution.Outcome, StoredText.Of(resolution.Reason), resolution.At.Microseconds, StoredText.Of(resolution.By));
        foreach (var (twin, word, feed) in step.Events)
            _event.Run(twin.ToString(), word.Id, word.Revision, word.Type, word.Subject, word.At.Microseconds, StoredText.Of(word.Fields), (int)word.Quality, word.Withdrawn ? 1 : 0, feed, word.Offset);
    }

    public void Dispose()
    {
        foreach (var statement in _all) statement.Dispose();
    }

    void Write(HistoryPart part)
    {
        var (twin, channel) = (part.Twin.ToString(), part.Channel.Name);
        _part.Run(twin, channel, part.Hour, part.Samples[0].Offset, part.Samples.Count, SqliteSamples.Write(part));
        var parts = Counted(part, twin, channel);
        if (parts <= HistoryPart.MostOfAnHour) return;
        var (below, first) = Small(part, twin, channel);
        _merge.Run(twin, channel, part.Hour, below);
        _counted[(part.Twin, part.Channel, part.Hour)] = parts - _merged.Run(twin, channel, part.Hour, below, first);
    }

    // How many samples the large parts have at least, and where the first of the small ones begins.
    (long Below, long First) Small(HistoryPart part, string twin, string channel)
    {
        using var small = _small.Read(twin, channel, part.Hour);
        small.Read();
        return (small.GetInt64(0), small.GetInt64(1));
    }

    // With the one just written.
    int Counted(HistoryPart part, string twin, string channel)
    {
        if (_counted.Count >= MostCounted) _counted.Clear();
        ref var parts = ref CollectionsMarshal.GetValueRefOrAddDefault(_counted, (part.Twin, part.Channel, part.Hour), out var known);
        if (known) return ++parts;
        using var count = _parts.Read(twin, channel, part.Hour);
        return parts = count.Read() ? count.GetInt32(0) : 0;
    }

    void Write(in LedgerRow row)
    {
        if (row.IsEmpty) _gone.Run(row.Twin.ToString(), row.Measure, row.Window.Index, row.Dimensions, (int)row.Quality);
        else _row.Run(row.Twin.ToString(), row.Measure, row.Window.Index, row.Dimensions, (int)row.Quality, row.Steps, row.CoveredMicroseconds, row.Offset);
    }

    void Write(int shard, TwinSnapshot snapshot)
    {
        var (twin, register) = (snapshot.Register.Id.ToString(), snapshot.Register);
        if (_moved.Run(twin, register.Version, snapshot.Offset, StoredJson.Latest(snapshot)) > 0) return;
        _snapshot.Run(twin, shard, snapshot.Offset, register.Version, StoredJson.Register(register), StoredJson.Latest(snapshot));
        _leave.Run(twin);
        foreach (var span in MembershipSpan.Of(register))
            _belong.Run(twin, (int)register.Current.Set, register.Current.Kind, span.Area, span.From, span.To);
    }
}

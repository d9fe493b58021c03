using Npgsql;
using NpgsqlTypes;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using static YPort.Twin.Storage.Postgres.PostgresValues;

namespace YPort.Twin.Storage.Postgres;

/// <summary>Writes steps of several shards inside one transaction: history by COPY, everything else as arrays, in two round trips.</summary>
sealed class PostgresSave(NpgsqlConnection connection, IReadOnlyList<ShardProgress> steps)
{
    public async Task Write()
    {
        HistoryPart[] parts = [.. steps.SelectMany(step => step.History)];
        if (parts.Length > 0) await Copy(parts);

        TwinSnapshot[] twins = [.. Last(steps.SelectMany(step => step.Twins), twin => twin.Register.Id)];
        await using var batch = new NpgsqlBatch(connection);
        if (twins.Length > 0)
        {
            batch.BatchCommands.Add(Moved(twins)); // first: its rows are the only ones that the batch gives back
            batch.BatchCommands.Add(Snapshots(twins));
        }
        if (parts.Length > 0) batch.BatchCommands.Add(Merge(parts));
        AddLedger(batch.BatchCommands);
        AddEvents(batch.BatchCommands);
        AddBalances(batch.BatchCommands);
        if (batch.BatchCommands.Count == 0) return;

        HashSet<string> moved = [];
        await using (var row = await batch.ExecuteReaderAsync())
            while (await row.ReadAsync()) moved.Add(row.GetString(0));
        if (moved.Count > 0) await Belong([.. twins.Where(twin => moved.Contains(twin.Register.Id.ToString()))]);
    }

    async Task Copy(HistoryPart[] parts)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY history (twin, channel, hour, first_offset, n, at, steps, span_us, offsets, quality, revision, withdrawn, feed) FROM STDIN (FORMAT binary)
            """);
        foreach (var part in parts)
        {
            var samples = part.Samples;
            await copy.StartRowAsync();
            await copy.WriteAsync(part.Twin.ToString(), NpgsqlDbType.Text);
            await copy.WriteAsync(part.Channel.Name, NpgsqlDbType.Text);
            await copy.WriteAsync(part.Hour, NpgsqlDbType.Integer);
            await copy.WriteAsync(samples[0].Offset, NpgsqlDbType.Bigint);
            await copy.WriteAsync(samples.Count, NpgsqlDbType.Integer);
            await copy.WriteAsync(samples.Select(sample => sample.At.ToUtc()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(samples.Select(sample => sample.Steps).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
            await copy.WriteAsync(samples.Select(sample => sample.SpanMicroseconds).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
            await copy.WriteAsync(samples.Select(sample => sample.Offset).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
            await copy.WriteAsync(samples.Select(sample => (short)sample.Quality).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint);
            await copy.WriteAsync(samples.Select(sample => sample.Revision).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);
            await copy.WriteAsync(samples.Select(sample => sample.Withdrawn).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Boolean);
            await copy.WriteAsync(part.Feeds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        }
        await copy.CompleteAsync();
    }

    static NpgsqlBatchCommand Merge(HistoryPart[] parts)
    {
        (string Twin, string Channel, int Hour)[] hours = [.. parts.Select(part => (part.Twin.ToString(), part.Channel.Name, part.Hour)).Distinct()];
        return BatchCommand("""
            WITH full_hour AS (
                SELECT twin, channel, hour, sum(n) AS n FROM unnest($1, $2, $3) AS touched (twin, channel, hour) JOIN history USING (twin, channel, hour)
                GROUP BY twin, channel, hour HAVING count(*) > $4),
            part AS (
                DELETE FROM history h USING full_hour f WHERE h.twin = f.twin AND h.channel = f.channel AND h.hour = f.hour AND h.n * $5 < f.n RETURNING h.*)
            INSERT INTO history (twin, channel, hour, first_offset, n, at, steps, span_us, offsets, quality, revision, withdrawn, feed)
            SELECT p.twin, p.channel, p.hour, min(r.of), count(*), array_agg(r.at ORDER BY r.of), array_agg(r.steps ORDER BY r.of), array_agg(r.span_us ORDER BY r.of),
                   array_agg(r.of ORDER BY r.of), array_agg(r.quality ORDER BY r.of), array_agg(r.revision ORDER BY r.of), array_agg(r.withdrawn ORDER BY r.of), array_agg(r.feed ORDER BY r.of)
            FROM part p, unnest(p.at, p.steps, p.span_us, p.offsets, p.quality, p.revision, p.withdrawn, p.feed) AS r (at, steps, span_us, of, quality, revision, withdrawn, feed)
            GROUP BY p.twin, p.channel, p.hour
            """, Texts(hours, hour => hour.Twin), Texts(hours, hour => hour.Channel), Wholes(hours, hour => hour.Hour), Whole(HistoryPart.MostOfAnHour), Whole(HistoryPart.LargeShare));
    }

    void AddLedger(NpgsqlBatchCommandCollection batch)
    {
        var rows = Last(steps.SelectMany(step => step.Ledger), row => (row.Twin, row.Measure, row.Window, row.Dimensions, row.Quality)).ToLookup(row => row.IsEmpty);
        LedgerRow[] kept = [.. rows[false]], gone = [.. rows[true]];
        if (kept.Length > 0)
            batch.Add(BatchCommand("""
                INSERT INTO ledger (twin, measure, quarter_hour, dimensions, quality, steps, covered_us, "offset")
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (twin, measure, quarter_hour, dimensions, quality)
                DO UPDATE SET steps = excluded.steps, covered_us = excluded.covered_us, "offset" = excluded."offset"
                """, [.. Key(kept), Bigs(kept, row => row.Steps), Bigs(kept, row => row.CoveredMicroseconds), Bigs(kept, row => row.Offset)]));
        if (gone.Length > 0)
            batch.Add(BatchCommand("""
                DELETE FROM ledger l USING unnest($1, $2, $3, $4, $5) AS gone (twin, measure, quarter_hour, dimensions, quality)
                WHERE l.twin = gone.twin AND l.measure = gone.measure AND l.quarter_hour = gone.quarter_hour AND l.dimensions = gone.dimensions AND l.quality = gone.quality
                """, Key(gone)));
    }

    void AddEvents(NpgsqlBatchCommandCollection batch)
    {
        StoredEvent[] events = [.. steps.SelectMany(step => step.Events)];
        if (events.Length == 0) return;
        batch.Add(BatchCommand("""
            INSERT INTO event_word (twin, id, revision, type, subject, at, fields, quality, withdrawn, feed, "offset")
            SELECT twin, id, revision, type, subject, at, fields, quality, withdrawn <> 0, feed, of
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS e (twin, id, revision, type, subject, at, fields, quality, withdrawn, feed, of)
            """,
            Texts(events, one => one.Twin.ToString()), Texts(events, one => one.Word.Id), Wholes(events, one => one.Word.Revision), Texts(events, one => one.Word.Type),
            Texts(events, one => one.Word.Subject), Times(events, one => one.Word.At), Texts(events, one => StoredText.Of(one.Word.Fields)), Smalls(events, one => (int)one.Word.Quality),
            Smalls(events, one => one.Word.Withdrawn ? 1 : 0), Texts(events, one => one.Feed), Bigs(events, one => one.Word.Offset)));
    }

    void AddBalances(NpgsqlBatchCommandCollection batch)
    {
        (int Shard, FeedBalance Feed)[] feeds = [.. Last(steps.SelectMany(step => step.Feeds.Select(feed => (step.Shard, Feed: feed))), entry => (entry.Shard, entry.Feed.Feed))];
        if (feeds.Length > 0)
            batch.Add(BatchCommand("""
                INSERT INTO feed_balance (shard, feed, accepted, duplicate, quarantined, discarded, last_received_at, latest_reading_at)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (shard, feed) DO UPDATE SET accepted = excluded.accepted, duplicate = excluded.duplicate, quarantined = excluded.quarantined,
                    discarded = excluded.discarded, last_received_at = excluded.last_received_at, latest_reading_at = excluded.latest_reading_at
                """,
                Smalls(feeds, entry => entry.Shard), Texts(feeds, entry => entry.Feed.Feed), Bigs(feeds, entry => entry.Feed.Accepted), Bigs(feeds, entry => entry.Feed.Duplicate),
                Bigs(feeds, entry => entry.Feed.Quarantined), Bigs(feeds, entry => entry.Feed.Discarded), Times(feeds, entry => entry.Feed.LastReceivedAt), Times(feeds, entry => entry.Feed.LatestReadingAt)));

        QuarantinedItem[] items = [.. steps.SelectMany(step => step.Quarantined)];
        if (items.Length > 0)
            batch.Add(BatchCommand("""
                INSERT INTO quarantine (shard, "offset", feed, city_set, received_at, code, reason, cure, raw) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                Smalls(items, item => item.Shard), Bigs(items, item => item.Offset), Texts(items, item => StoredText.Of(item.Item.Feed)), Smalls(items, item => (int)item.Item.Set),
                Times(items, item => item.Item.ReceivedAt), Texts(items, item => StoredText.Of(item.Item.Code)), Texts(items, item => StoredText.Of(item.Item.Reason)),
                Texts(items, item => StoredText.Of(item.Item.Cure)), Blobs(items, item => item.Item.Raw)));

        (int Shard, ResolvedItem Item)[] ends = [.. Last(steps.SelectMany(step => step.Resolved.Select(item => (step.Shard, Item: item))), end => (end.Shard, end.Item.ItemOffset))];
        if (ends.Length > 0)
            batch.Add(BatchCommand("""
                UPDATE quarantine q SET outcome = e.outcome, resolved_reason = e.reason, resolved_at = e.at, resolved_by = e.by
                FROM unnest($1, $2, $3, $4, $5, $6) AS e (shard, "offset", outcome, reason, at, by) WHERE q.shard = e.shard AND q."offset" = e."offset"
                """,
                Smalls(ends, end => end.Shard), Bigs(ends, end => end.Item.ItemOffset), Smalls(ends, end => (int)end.Item.Resolution.Outcome),
                Texts(ends, end => StoredText.Of(end.Item.Resolution.Reason)), Times(ends, end => end.Item.Resolution.At), Texts(ends, end => StoredText.Of(end.Item.Resolution.By))));
    }

    /// <summary>Takes out of membership, and names, the twins whose register changed.</summary>
    static NpgsqlBatchCommand Moved(TwinSnapshot[] twins) => BatchCommand("""
        WITH moved AS (
            SELECT g.twin FROM unnest($1, $2) AS g (twin, version)
            WHERE NOT EXISTS (SELECT 1 FROM twin_snapshot s WHERE s.twin = g.twin AND s.register_version = g.version)),
        gone AS (DELETE FROM membership m USING moved WHERE m.twin = moved.twin)
        SELECT twin FROM moved
        """, Texts(twins, twin => twin.Register.Id.ToString()), Wholes(twins, twin => twin.Register.Version));

    static NpgsqlBatchCommand Snapshots(TwinSnapshot[] twins) => BatchCommand("""
        INSERT INTO twin_snapshot (twin, shard, "offset", register_version, register, latest)
        SELECT twin, shard, of, version, register::json, latest::json FROM unnest($1, $2, $3, $4, $5, $6) AS g (twin, shard, of, version, register, latest)
        ON CONFLICT (twin) DO UPDATE SET "offset" = excluded."offset", register_version = excluded.register_version, register = excluded.register, latest = excluded.latest
        """,
        Texts(twins, twin => twin.Register.Id.ToString()), Smalls(twins, twin => twin.Register.Id.Shard), Bigs(twins, twin => twin.Offset),
        Wholes(twins, twin => twin.Register.Version), Texts(twins, twin => StoredJson.Register(twin.Register)), Texts(twins, StoredJson.Latest));

    async Task Belong(TwinSnapshot[] moved)
    {
        (TwinSnapshot Twin, MembershipSpan Span)[] spans = [.. moved.SelectMany(twin => MembershipSpan.Of(twin.Register).Select(span => (twin, span)))];
        await using var insert = new NpgsqlCommand("""
            INSERT INTO membership (twin, city_set, kind, area, from_quarter_hour, to_quarter_hour) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
            """, connection)
        {
            Parameters =
            {
                Texts(spans, entry => entry.Twin.Register.Id.ToString()), Smalls(spans, entry => (int)entry.Twin.Register.Current.Set), Texts(spans, entry => entry.Twin.Register.Current.Kind),
                Texts(spans, entry => entry.Span.Area), Wholes(spans, entry => entry.Span.From), Wholes(spans, entry => entry.Span.To),
            },
        };
        await insert.ExecuteNonQueryAsync();
    }

    static NpgsqlParameter[] Key(LedgerRow[] rows) =>
    [
        Texts(rows, row => row.Twin.ToString()), Texts(rows, row => row.Measure), Wholes(rows, row => row.Window.Index), Texts(rows, row => row.Dimensions), Smalls(rows, row => (int)row.Quality),
    ];

    // One statement cannot write a row twice: the last word on it counts.
    static Dictionary<TKey, T>.ValueCollection Last<T, TKey>(IEnumerable<T> items, Func<T, TKey> key) where TKey : notnull
    {
        Dictionary<TKey, T> last = [];
        foreach (var item in items) last[key(item)] = item;
        return last.Values;
    }
}

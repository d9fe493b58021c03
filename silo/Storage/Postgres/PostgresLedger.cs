using System.Data;
using Npgsql;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using static YPort.Twin.Storage.Postgres.PostgresValues;

namespace YPort.Twin.Storage.Postgres;

sealed class PostgresLedger(NpgsqlDataSource source) : ILedger, IHeldLedgers
{
    const int LongestSumSeconds = 60;
    // Between two questions of one answer the server would end a silent transaction after five seconds, which a busy machine may take for its sums.
    const string Begin = "SET LOCAL idle_in_transaction_session_timeout = '60s'";

    public Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop) => OfTwin(source.CreateCommand(), twin, from, to, stop);

    public Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop) => Sums(source.CreateCommand(), question, stop);

    public async Task<IHeldLedger> Hold(CancellationToken stop)
    {
        var connection = await source.OpenConnectionAsync(stop);
        try
        {
            var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
            await using var begin = new NpgsqlCommand(Begin, connection);
            await begin.ExecuteNonQueryAsync(stop);
            return new Held(connection, moment);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static async Task<IReadOnlyList<LedgerRow>> OfTwin(NpgsqlCommand command, TwinId twin, Window from, Window to, CancellationToken stop)
    {
        // The twin's measures one by one from the index, then each one's windows.
        await using var select = command.With("""
            WITH RECURSIVE known (measure) AS (
                SELECT min(measure) FROM ledger WHERE twin = $1
                UNION ALL
                SELECT (SELECT min(measure) FROM ledger WHERE twin = $1 AND measure > known.measure) FROM known WHERE known.measure IS NOT NULL)
            SELECT l.measure, l.dimensions, l.quarter_hour, l.quality, l.steps, l.covered_us, l."offset"
            FROM known JOIN ledger l ON l.twin = $1 AND l.measure = known.measure AND l.quarter_hour >= $2 AND l.quarter_hour < $3
            ORDER BY l.quarter_hour, l.measure, l.dimensions, l.quality
            """, Text(twin.ToString()), Whole(from.Index), Whole(to.Index));
        List<LedgerRow> rows = [];
        await using var row = await select.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            rows.Add(new(twin, row.GetString(0), row.GetString(1), new(row.GetInt32(2)), (Quality)row.GetInt16(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)));
        return rows;
    }

    static async Task<IReadOnlyList<LedgerSum>> Sums(NpgsqlCommand command, LedgerQuestion question, CancellationToken stop)
    {
        await using var select = command.With("""
            WITH entry AS (
                SELECT CASE $8 WHEN 1 THEN m.twin WHEN 2 THEN m.area WHEN 3 THEN l.dimensions WHEN 4 THEN m.twin || ';' || l.dimensions WHEN 5 THEN m.area || ';' || l.dimensions ELSE '' END AS split, l.twin, width_bucket(l.quarter_hour, $7) - 1 AS step, l.quality, l.steps, l.covered_us
                FROM membership m JOIN ledger l
                  ON l.twin = m.twin AND l.measure = $1 AND l.quarter_hour >= greatest($5, m.from_quarter_hour) AND l.quarter_hour < least($6, m.to_quarter_hour)
                WHERE m.city_set = $2 AND ($3 IS NULL OR m.twin = $3) AND ($9 IS NULL OR m.kind = $9)
                  AND CASE WHEN $4 IS NOT NULL THEN m.area = $4 ELSE $3 IS NOT NULL OR m.area NOT LIKE 'outside:%' END),
            contributor AS (SELECT split, count(DISTINCT twin) AS twins FROM entry GROUP BY split)
            SELECT split, step, quality, sum(steps), sum(covered_us), twins
            FROM entry JOIN contributor USING (split)
            GROUP BY split, step, quality, twins ORDER BY split COLLATE "C", step, quality
            """,
            Text(question.Measure), Small((int)question.Set), Text(question.Twin?.ToString()), Text(question.Area), Whole(question.From.Index), Whole(question.To.Index),
            Wholes(question.Bounds, bound => bound.Index), Whole((int)question.By), Text(question.Kind));
        select.CommandTimeout = LongestSumSeconds;
        List<LedgerSum> sums = [];
        await using var row = await select.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            sums.Add(new(row.GetString(0), row.GetInt32(1), (Quality)row.GetInt16(2), (Int128)row.GetDecimal(3), (Int128)row.GetDecimal(4), (int)row.GetInt64(5)));
        return sums;
    }

    sealed class Held(NpgsqlConnection connection, NpgsqlTransaction moment) : IHeldLedger
    {
        public Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop) => PostgresLedger.OfTwin(connection.CreateCommand(), twin, from, to, stop);

        public Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop) => PostgresLedger.Sums(connection.CreateCommand(), question, stop);

        public async ValueTask DisposeAsync()
        {
            await moment.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}

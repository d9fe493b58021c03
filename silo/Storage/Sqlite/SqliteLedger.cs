using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

sealed class SqliteLedger(SqliteFile file) : ILedger
{
    public Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop) => file.Read<IReadOnlyList<LedgerRow>>(connection =>
    {
        // The twin's measures one by one from the index, then each one's windows.
        using var select = new SqliteStatement(connection, """
            WITH RECURSIVE known (measure) AS (
                SELECT min(measure) FROM ledger WHERE twin = $1
                UNION ALL
                SELECT (SELECT min(measure) FROM ledger WHERE twin = $1 AND measure > known.measure) FROM known WHERE known.measure IS NOT NULL)
            SELECT l.measure, l.dimensions, l.quarter_hour, l.quality, l.steps, l.covered_us, l.offset
            FROM known CROSS JOIN ledger l
            WHERE l.twin = $1 AND l.measure = known.measure AND l.quarter_hour >= $2 AND l.quarter_hour < $3
            ORDER BY l.quarter_hour, l.measure, l.dimensions, l.quality
            """);
        using var row = select.Read(twin.ToString(), from.Index, to.Index);
        List<LedgerRow> rows = [];
        while (row.Read())
            rows.Add(new(twin, row.GetString(0), row.GetString(1), new(row.GetInt32(2)), (Quality)row.GetByte(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)));
        return rows;
    }, stop);

    public Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop) => file.Read<IReadOnlyList<LedgerSum>>(connection =>
    {
        // One row per group, window and quality; windows find their step by bisection here, for SQLite would scan the steps for each row.
        using var select = new SqliteStatement(connection, """
            WITH entry (split, twin, quarter_hour, quality, steps, covered_us) AS (
                SELECT CASE $7 WHEN 1 THEN m.twin WHEN 2 THEN m.area WHEN 3 THEN l.dimensions WHEN 4 THEN m.twin || ';' || l.dimensions WHEN 5 THEN m.area || ';' || l.dimensions ELSE '' END, l.twin, l.quarter_hour, l.quality, l.steps, l.covered_us
                FROM membership m CROSS JOIN ledger l
                WHERE m.city_set = $2 AND ($3 IS NULL OR m.twin = $3) AND ($8 IS NULL OR m.kind = $8)
                  AND CASE WHEN $4 IS NOT NULL THEN m.area = $4 ELSE $3 IS NOT NULL OR m.area NOT LIKE 'outside:%' END
                  AND l.twin = m.twin AND l.measure = $1
                  AND l.quarter_hour >= max($5, m.from_quarter_hour) AND l.quarter_hour < min($6, m.to_quarter_hour)),
            contributor (split, twins) AS (SELECT split, count(DISTINCT twin) FROM entry GROUP BY split)
            -- SQLite adds in 64 bits and fails beyond: high and low halves are added apart.
            SELECT split, quarter_hour, quality, sum(steps >> 32), sum(steps & 0xffffffff), sum(covered_us >> 32), sum(covered_us & 0xffffffff), twins
            FROM entry JOIN contributor USING (split)
            GROUP BY split, quarter_hour, quality ORDER BY split, quarter_hour, quality
            """);
        using var row = select.Read(question.Measure, (int)question.Set, question.Twin?.ToString(), question.Area, question.From.Index, question.To.Index, (int)question.By, question.Kind);
        int[] bounds = [.. question.Bounds.Select(bound => bound.Index)];
        SortedDictionary<(string Split, int Step, Quality Quality), LedgerSum> sums = new(BySplit);
        while (row.Read())
        {
            var found = Array.BinarySearch(bounds, row.GetInt32(1));
            var (split, step, quality) = (row.GetString(0), found >= 0 ? found : ~found - 1, (Quality)row.GetByte(2));
            var (steps, covered) = sums.TryGetValue((split, step, quality), out var sum) ? (sum.Steps, sum.CoveredMicroseconds) : default;
            sums[(split, step, quality)] = new(split, step, quality, steps + Whole(row, 3), covered + Whole(row, 5), row.GetInt32(7));
        }
        return [.. sums.Values];
    }, stop);

    static readonly Comparer<(string Split, int Step, Quality Quality)> BySplit = Comparer<(string Split, int Step, Quality Quality)>.Create((one, other) =>
        string.CompareOrdinal(one.Split, other.Split) is not 0 and var split ? split
        : one.Step != other.Step ? one.Step.CompareTo(other.Step) : one.Quality.CompareTo(other.Quality));

    static Int128 Whole(SqliteDataReader row, int high) => ((Int128)row.GetInt64(high) << 32) + row.GetInt64(high + 1);
}

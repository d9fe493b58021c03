using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

sealed class SqliteLedger(SqliteFile file) : ILedger, IHeldLedgers
{
    public Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop) => file.Read<IReadOnlyList<LedgerRow>>(connection => OfTwin(connection, twin, from, to), stop);

    public Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop) => file.Read(connection => Sums(connection, question), stop);

    public Task<IHeldLedger> Hold(CancellationToken stop) => Task.Run<IHeldLedger>(() => new Held(file.Hold()), stop);

    static List<LedgerRow> OfTwin(SqliteConnection connection, TwinId twin, Window from, Window to)
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
    }

    // Twin by twin, each from one stretch of the index. Where a step has many windows SQLite adds them up; where it has few they find their step by bisection here.
    static IReadOnlyList<LedgerSum> Sums(SqliteConnection connection, LedgerQuestion question)
    {
        using var select = new SqliteStatement(connection, """
            SELECT twin, area, max(from_quarter_hour, $5), min(to_quarter_hour, $6) FROM membership
            WHERE city_set = $1 AND ($2 IS NULL OR twin = $2) AND ($4 IS NULL OR kind = $4) AND from_quarter_hour < $6 AND to_quarter_hour > $5
              AND CASE WHEN $3 IS NOT NULL THEN area = $3 ELSE $2 IS NOT NULL OR area NOT LIKE 'outside:%' END
            """);
        List<(string Twin, string Area, int From, int To)> members = [];
        using (var row = select.Read((int)question.Set, question.Twin?.ToString(), question.Area, question.Kind, question.From.Index, question.To.Index))
            while (row.Read()) members.Add((row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3)));

        int[] bounds = [.. question.Bounds.Select(bound => bound.Index)];
        SortedDictionary<(string Split, int Step, Quality Quality), (Int128 Steps, Int128 Covered)> sums = new(BySplit);
        Dictionary<string, HashSet<string>> contributing = new(StringComparer.Ordinal);
        var isCoarse = (question.To.Index - question.From.Index) / bounds.Length >= LeastAddedUp;
        using var windows = new SqliteStatement(connection, isCoarse ? AddedUp : OneByOne);
        foreach (var (twin, area, from, to) in members)
            for (var (step, start) = (StepOf(bounds, from), from); start < to; step++)
            {
                var end = isCoarse && step + 1 < bounds.Length ? Math.Min(bounds[step + 1], to) : to;
                using var row = windows.Read(twin, question.Measure, start, end);
                while (row.Read())
                {
                    var key = (Split(question.By, twin, area, row.GetString(1)), isCoarse ? step : StepOf(bounds, row.GetInt32(0)), (Quality)row.GetByte(2));
                    var (steps, covered) = sums.GetValueOrDefault(key);
                    sums[key] = (steps + ((Int128)row.GetInt64(3) << 32) + row.GetInt64(4), covered + row.GetInt64(5));
                    if (!contributing.TryGetValue(key.Item1, out var twins)) contributing[key.Item1] = twins = new(StringComparer.Ordinal);
                    twins.Add(twin);
                }
                start = end;
            }
        return [.. sums.Select(sum => new LedgerSum(sum.Key.Split, sum.Key.Step, sum.Key.Quality, sum.Value.Steps, sum.Value.Covered, contributing[sum.Key.Split].Count))];
    }

    const int LeastAddedUp = 32;

    // SQLite adds in 64 bits and fails beyond: high and low halves of steps are added apart. No window is covered for longer than itself, so those sums are far from that.
    const string AddedUp = """
        SELECT 0, dimensions, quality, sum(steps >> 32), sum(steps & 0xffffffff), sum(covered_us) FROM ledger
        WHERE twin = $1 AND measure = $2 AND quarter_hour >= $3 AND quarter_hour < $4 GROUP BY dimensions, quality
        """;

    const string OneByOne = """
        SELECT quarter_hour, dimensions, quality, steps >> 32, steps & 0xffffffff, covered_us FROM ledger
        WHERE twin = $1 AND measure = $2 AND quarter_hour >= $3 AND quarter_hour < $4
        """;

    static int StepOf(int[] bounds, int window) => Array.BinarySearch(bounds, window) is var found && found >= 0 ? found : ~found - 1;

    static string Split(LedgerSplit by, string twin, string area, string dimensions) => by switch
    {
        LedgerSplit.Twin => twin,
        LedgerSplit.Area => area,
        LedgerSplit.Dimensions => dimensions,
        LedgerSplit.TwinAndDimensions => $"{twin};{dimensions}",
        LedgerSplit.AreaAndDimensions => $"{area};{dimensions}",
        _ => "",
    };

    static readonly Comparer<(string Split, int Step, Quality Quality)> BySplit = Comparer<(string Split, int Step, Quality Quality)>.Create((one, other) =>
        string.CompareOrdinal(one.Split, other.Split) is not 0 and var split ? split
        : one.Step != other.Step ? one.Step.CompareTo(other.Step) : one.Quality.CompareTo(other.Quality));

    sealed class Held(SqliteConnection connection) : IHeldLedger
    {
        public Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop) => Task.Run<IReadOnlyList<LedgerRow>>(() => SqliteLedger.OfTwin(connection, twin, from, to), stop);

        public Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop) => Task.Run(() => SqliteLedger.Sums(connection, question), stop);

        public ValueTask DisposeAsync()
        {
            SqliteFile.Release(connection);
            return default;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Postgres;
using YPort.Twin.Storage.Sqlite;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Load.Limits;

/// <summary>How many readings a second reach the disk: through both journals, and without any twin as rows of a table.</summary>
static class Disks
{
    public const int ReadingsTogether = 1000;

    static readonly int[] Shards = [1, 8, 64];

    public static async Task Print(TimeSpan each)
    {
        using var folder = new TemporaryFolder();
        using (var rows = new SqliteRows(Path.Combine(folder, "rows.db"))) await Line("SQLite, one row per reading", 1, each, rows.Insert);
        await using (var store = SqliteStore.Open(Path.Combine(folder, "store")))
            foreach (var shards in Shards) await Journal("SQLite journal", store, shards, each);

        if (!PostgresServer.IsInstalled)
        {
            Console.WriteLine("PostgreSQL is not installed.");
            return;
        }
        await using var server = await PostgresServer.Start();
        var database = await server.NewDatabase();
        await using (var rows = await PostgresRows.Open(database))
            foreach (var together in Shards[..2]) await Line("PostgreSQL COPY, one row per reading", together, each, rows.Copy);
        await using var source = NpgsqlDataSource.Create(database + ";Max Auto Prepare=50");
        await PostgresSchema.Install(source, CancellationToken.None);
        await using var journal = new PostgresStore(source);
        foreach (var shards in Shards) await Journal("PostgreSQL journal", journal, shards, each);
    }

    static async Task Journal(string name, Store store, int shards, TimeSpan each)
    {
        var chains = new Chain[shards];
        for (var shard = 0; shard < shards; shard++) chains[shard] = await Chain.Open(store.Journal, shard);
        var before = store.JournalCommits;
        await Line(name, shards, each, worker => chains[worker].Append());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",54} in {store.JournalCommits - before:N0} commits"));
    }

    /// <param name="write">Commits <see cref="ReadingsTogether"/> readings; one at a time for each worker.</param>
    static async Task Line(string name, int workers, TimeSpan each, Func<int, Task> write)
    {
        await Task.WhenAll(Enumerable.Range(0, workers).Select(write)); // what is prepared once is not measured
        var started = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            List<TimeSpan> waits = [];
            while (Stopwatch.GetElapsedTime(started) < each)
            {
                var asked = Stopwatch.GetTimestamp();
                await write(worker);
                waits.Add(Stopwatch.GetElapsedTime(asked));
            }
            return waits;
        })));
        Waits.Print($"{name}, {ReadingsTogether:N0} together, {workers} at once", "readings", took.SelectMany(waits => waits), Stopwatch.GetElapsedTime(started), ReadingsTogether);
    }
}

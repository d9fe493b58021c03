using Microsoft.Data.Sqlite;
using YPort.Twin.Storage.Sqlite;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Storage;

/// <summary>SQLite's write-ahead log, while somebody always reads.</summary>
public sealed class A_log : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact, Trait("needs", "minutes")]
    public async Task Does_not_grow_for_ever()
    {
        await using var store = SqliteStore.Open(_folder);
        var writer = await Writer.Open(store.Journal, 3, Stop);
        Assert.True(await writer.Append(1, Stop));
        using CancellationTokenSource enough = new();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => Read(enough.Token)))];

        long written = 0, longest = 0;
        while (written < 200_000_000)
        {
            var segment = writer.Next(20_000);
            Assert.True(await store.Journal.Append(segment, Stop));
            writer.Continue(segment);
            written += segment.Payload.Length;
            longest = Math.Max(longest, new FileInfo(Path.Combine(_folder, "journal.db-wal")).Length);
        }
        await enough.CancelAsync();
        await Task.WhenAll(readers);

        Assert.InRange(longest, 1, 150_000_000); // without a limit all of the 200 MB
    }

    // Each holds its moment for a while; of three one always does.
    void Read(CancellationToken enough)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(_folder, "journal.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        while (!enough.IsCancellationRequested)
        {
            using var reading = connection.BeginTransaction(deferred: true);
            using var count = connection.CreateCommand();
            count.Transaction = reading;
            count.CommandText = "SELECT max(first_offset) FROM shard_segment";
            count.ExecuteScalar();
            enough.WaitHandle.WaitOne(30);
        }
    }
}

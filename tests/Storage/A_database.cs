using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Postgres;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Storage;

[Trait("needs", "postgres")]
public sealed class A_database : IAsyncLifetime
{
    string _database = "";
    NpgsqlDataSource _source = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await (await PostgresServer.Shared()).NewDatabase();
        _source = NpgsqlDataSource.Create(_database);
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? default;

    [Fact]
    public async Task Is_brought_up_to_date_once_by_four_who_start_together()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var source = NpgsqlDataSource.Create(_database);
            await PostgresSchema.Install(source, Stop);
        }));
        await PostgresSchema.Install(_source, Stop);

        Assert.Equal([1, 2, 3, 4, 5, 6], await Numbers("SELECT number FROM schema_migration ORDER BY number"));
        Assert.Equal([10], await Numbers("SELECT count(*)::int FROM OrleansQuery"));
    }

    [Fact]
    public async Task Of_a_newer_program_is_refused()
    {
        await PostgresSchema.Install(_source, Stop);
        await Run("INSERT INTO schema_migration (number, name) VALUES (999, '0999_tomorrow')");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => PostgresSchema.Install(_source, Stop));
        Assert.Contains("newer program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_read_offline_and_not_changed()
    {
        await PostgresSchema.Install(_source, Stop);
        await using var store = new PostgresStore(_source);
        Assert.True(await (await Writer.Open(store.Journal, 3, Stop)).Append(10, Stop));
        await using var offline = await OfflineStore.OpenPostgres(_database, Stop);

        Assert.Equal(10, (await offline.Journal.Head(3, Stop))!.NextOffset);
        Assert.Equal(10, Assert.Single(await offline.Journal.Read(3, 0, Stop).ToListAsync(Stop)).Count);
        Assert.Equal(0, (await offline.Projections.Read(3, Stop)).Watermark);
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, (await Assert.ThrowsAsync<PostgresException>(() => offline.Journal.Open(3, Stop))).SqlState);
    }

    [Fact]
    public async Task Without_a_twin_is_not_taken_for_a_store() =>
        Assert.Contains("holds no twin", (await Assert.ThrowsAsync<InvalidOperationException>(() => OfflineStore.OpenPostgres(_database, Stop))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Lets_a_successor_in_past_one_that_was_stopped_inside_a_transaction()
    {
        await using var services = new ServiceCollection().AddPostgresStorage(_database).BuildServiceProvider();
        await PostgresSchema.Install(services.GetRequiredService<NpgsqlDataSource>(), Stop);
        var successor = services.GetRequiredService<Store>();
        Assert.True(await (await Writer.Open(successor.Journal, 3, Stop)).Append(10, Stop));
        await successor.Projections.Open(3, 1, Stop);
        await using var stopped = await _source.OpenConnectionAsync(Stop);
        await using var transaction = await stopped.BeginTransactionAsync(Stop);
        await using var half = new NpgsqlCommand("SET LOCAL idle_in_transaction_session_timeout = 0; UPDATE shard_head SET next_offset = 20; UPDATE shard_projection SET watermark = 20", stopped, transaction);
        await half.ExecuteNonQueryAsync(Stop);

        var head = await successor.Journal.Open(3, Stop);
        var snapshot = await successor.Projections.Open(3, head.Epoch, Stop);

        Assert.Equal((2, 10, 0), (head.Epoch, head.NextOffset, snapshot.Watermark));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Stop));
    }

    [Fact]
    public async Task Holds_text_that_a_text_column_cannot()
    {
        await PostgresSchema.Install(_source, Stop);
        await using var store = new PostgresStore(_source);
        var projector = await Projector.Open(store.Projections, 3, 1, Stop);
        var refused = new Quarantined("meters", CitySet.Real, new(0), "bad-text", "\"a\0b\" is no twin.", "Half a pair: \ud800", [0]);

        Assert.True(await projector.Save(projector.Step(1) with { Quarantined = [new(3, 0, refused)] }, Stop));
        var held = (await store.Quarantine.Find(3, 0, Stop))!.Item.Item;
        Assert.Equal(("\"a\ufffdb\" is no twin.", "Half a pair: \ufffd"), (held.Reason, held.Cure));
    }

    async Task Run(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    async Task<List<int>> Numbers(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync(Stop);
        List<int> numbers = [];
        while (await row.ReadAsync(Stop)) numbers.Add(row.GetInt32(0));
        return numbers;
    }
}

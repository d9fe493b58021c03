using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using YPort.Twin.Cli.Verify;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Postgres;
using YPort.Twin.Tests.Running;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace YPort.Twin.Tests.Recordings.Verifying;

[Trait("needs", "postgres")]
public sealed class A_verification_on_PostgreSQL
{
    [Fact]
    public async Task Finds_a_sound_store_equal_and_names_what_was_changed_in_it()
    {
        var database = await (await PostgresServer.Shared()).NewDatabase();
        await using var services = new ServiceCollection().AddPostgresStorage(database).BuildServiceProvider();
        var source = services.GetRequiredService<NpgsqlDataSource>();
        await PostgresSchema.Install(source, Stop);
        await SmallStore.Fill(services.GetRequiredService<Store>());
        Assert.Equal([], (await Verify(database)).Differences);

        await using var tamper = source.CreateCommand("UPDATE ledger SET steps = steps + 1 WHERE \"offset\" = 2");
        Assert.Equal(1, await tamper.ExecuteNonQueryAsync(Stop));
        Assert.StartsWith("ledger of roof, pv-energy, 2026-05-01T10:00:00Z: stored 500001", Assert.Single((await Verify(database)).Differences), StringComparison.Ordinal);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<Findings> Verify(string database)
    {
        await using var store = await OfflineStore.OpenPostgres(database, Stop);
        return await StoreCheck.Run(store, _ => { }, Stop);
    }
}

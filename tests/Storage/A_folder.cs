using YPort.Twin.Storage;
using YPort.Twin.Storage.Sqlite;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Storage;

public sealed class A_folder : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_kept_to_one_process()
    {
        await using var store = SqliteStore.Open(_folder);

        var refused = Assert.Throws<StoreInUseException>(() => SqliteStore.Open(_folder));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Twin:Data", refused.Message, StringComparison.Ordinal);
        Assert.Throws<StoreInUseException>(() => SqliteStore.OpenOffline(_folder));
    }

    [Fact]
    public async Task Is_free_again_once_closed()
    {
        await SqliteStore.Open(_folder).DisposeAsync();
        await SqliteStore.Open(_folder).DisposeAsync();
    }

    [Fact]
    public async Task Is_made_where_it_does_not_exist()
    {
        var below = Path.Combine(_folder, "a", "b");
        await SqliteStore.Open(below).DisposeAsync();
        Assert.True(File.Exists(Path.Combine(below, "journal.db")));
    }

    [Fact]
    public async Task Is_read_offline_and_not_changed()
    {
        await using (var store = SqliteStore.Open(_folder))
        {
            Assert.True(await (await Writer.Open(store.Journal, 3, Stop)).Append(10, Stop));
            var projector = await Projector.Open(store.Projections, 3, 1, Stop);
            Assert.True(await projector.Save(projector.Step(10), Stop));
        }
        await using var offline = OfflineStore.OpenFolder(_folder);

        Assert.Equal(10, (await offline.Journal.Head(3, Stop))!.NextOffset);
        Assert.Equal(10, Assert.Single(await offline.Journal.Read(3, 0, Stop).ToListAsync(Stop)).Count);
        Assert.Equal(10, (await offline.Projections.Read(3, Stop)).Watermark);
        var refused = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => offline.Journal.Open(3, Stop));
        Assert.Contains("readonly", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_journal_is_not_taken_for_a_store()
    {
        var refused = Assert.Throws<FileNotFoundException>(() => OfflineStore.OpenFolder(_folder));
        Assert.Contains("journal.db", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => _folder.Dispose();
}

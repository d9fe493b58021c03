using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Storage;

public abstract class A_quarantine(StoreHome home) : StoreTest(home)
{
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00Z");

    [Fact]
    public async Task Keeps_what_was_refused_as_it_came()
    {
        byte[] raw = [0, 255, 10, 0], none = [];
        var refused = new Quarantined("meters", CitySet.Rehearsal, Noon, "no-unit", "182.4 has no unit.", "Send \"kW\".", raw);
        await Save(3, new QuarantinedItem(3, 17, refused));

        var found = await Store.Quarantine.Find(3, 17, Stop);

        Assert.Equal("3-17", found!.Item.Id);
        Assert.Equal(refused with { Raw = none }, found.Item.Item with { Raw = none });
        Assert.Equal(raw, found.Item.Item.Raw);
        Assert.Null(found.Resolved);
        Assert.Null(await Store.Quarantine.Find(3, 18, Stop));
        Assert.Null(await Store.Quarantine.Find(4, 17, Stop));
    }

    [Fact]
    public async Task Lists_the_newest_first_by_pages()
    {
        await Save(3, [.. Enumerable.Range(0, 5).Select(i => Item(3, i, "meters", minutes: i))]);
        await Save(9, Item(9, 0, "weather", minutes: 10), Item(9, 1, "meters", minutes: -1));

        Assert.Equal(["9-0", "3-4", "3-3"], await Ids(null, open: false, most: 3));
        Assert.Equal(["3-2", "3-1", "3-0", "9-1"], await Ids(null, open: false, most: 9, Noon + TimeSpan.FromMinutes(3)));
        Assert.Equal(["9-0"], await Ids("weather", open: true, most: 9));
        Assert.Empty(await Ids("nobody", open: false, most: 9));
    }

    [Fact]
    public async Task Remembers_what_became_of_an_item()
    {
        await Save(3, Item(3, 0, "meters", 0), Item(3, 1, "meters", 1), Item(3, 2, "meters", 2));
        var projector = await Projector.Open(Store.Projections, 3, 1, Stop);
        var resolved = new ResolvedItem(1, new(1, "meters", QuarantineOutcome.Discarded, "test rig", Noon, "ann"));
        Assert.True(await projector.Save(projector.Step(1) with { Resolved = [resolved] }, Stop));

        Assert.Equal(resolved, (await Store.Quarantine.Find(3, 1, Stop))!.Resolved);
        Assert.Equal(["3-2", "3-0"], await Ids("meters", open: true, most: 9));
        Assert.Equal(["3-2", "3-1", "3-0"], await Ids("meters", open: false, most: 9));
    }

    [Fact]
    public async Task Takes_an_item_and_its_end_in_one_step()
    {
        var projector = await Projector.Open(Store.Projections, 3, 1, Stop);
        var resolved = new ResolvedItem(0, new(0, "meters", QuarantineOutcome.Replayed, "twin registered", Noon, "ann"));
        Assert.True(await projector.Save(projector.Step(2) with { Quarantined = [Item(3, 0, "meters", 0)], Resolved = [resolved] }, Stop));

        Assert.Equal(resolved, Assert.Single(await Store.Quarantine.List(null, false, 9, null, Stop)).Resolved);
        Assert.Empty(await Ids(null, open: true, most: 9));
    }

    static QuarantinedItem Item(int shard, long offset, string feed, int minutes) =>
        new(shard, offset, new(feed, CitySet.Real, Noon + TimeSpan.FromMinutes(minutes), "unknown-twin", "Twin \"x\" is not known.", "Register it.", [1, 2, 3]));

    async Task Save(int shard, params QuarantinedItem[] items)
    {
        var projector = await Projector.Open(Store.Projections, shard, 1, Stop);
        Assert.True(await projector.Save(projector.Step(items.Length) with { Quarantined = items }, Stop));
    }

    async Task<IEnumerable<string>> Ids(string? feed, bool open, int most, Instant? before = null) =>
        (await Store.Quarantine.List(feed, open, most, before, Stop)).Select(listing => listing.Item.Id);
}

public sealed class A_quarantine_in_sqlite() : A_quarantine(new SqliteHome());

[Trait("needs", "postgres")]
public sealed class A_quarantine_in_postgres() : A_quarantine(new PostgresHome());

public sealed class A_quarantine_in_memory() : A_quarantine(new MemoryHome());

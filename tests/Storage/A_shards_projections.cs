using System.Collections.Immutable;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Storage;

public abstract class A_shards_projections(StoreHome home) : StoreTest(home)
{
    static readonly TwinId Roof = TwinId.Parse("roof-1");
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00.000001Z");

    [Fact]
    public async Task Begin_empty_at_0()
    {
        var snapshot = await Store.Projections.Open(3, 1, Stop);

        Assert.Equal((3, 0L), (snapshot.Shard, snapshot.Watermark));
        Assert.Equal(SegmentHash.Genesis.ToArray(), snapshot.Hash.ToArray());
        Assert.Empty(snapshot.Twins);
        Assert.Empty(snapshot.Feeds);
    }

    [Fact]
    public async Task Move_only_from_the_watermark_that_is_stored()
    {
        var projector = await Projector.Open(Store.Projections, 3, 1, Stop);
        Assert.True(await projector.Save(projector.Step(10), Stop));

        projector.Watermark = 0;
        Assert.False(await projector.Save(projector.Step(10) with { Feeds = [FeedBalance.Of("late")] }, Stop));
        projector.Watermark = 20;
        Assert.False(await projector.Save(projector.Step(10), Stop));

        var snapshot = await Store.Projections.Read(3, Stop);
        Assert.Equal(10, snapshot.Watermark);
        Assert.Empty(snapshot.Feeds);
    }

    [Fact]
    public async Task Are_closed_to_an_older_epoch()
    {
        var old = await Projector.Open(Store.Projections, 3, 4, Stop);
        var young = await Projector.Open(Store.Projections, 3, 5, Stop);

        Assert.False(await old.Save(old.Step(10), Stop));
        await Store.Projections.Open(3, 4, Stop);
        Assert.False(await old.Save(old.Step(10), Stop));
        Assert.True(await young.Save(young.Step(10), Stop));
    }

    [Fact]
    public async Task Are_closed_until_opened()
    {
        var projector = new Projector(Store.Projections, 3, 1);
        Assert.False(await projector.Save(projector.Step(10), Stop));
    }

    [Fact]
    public async Task Give_back_every_twin_and_feed_of_the_shard_as_saved()
    {
        var sample = new Sample(Noon, -5, 900, 41, Quality.Estimated, 2, false);
        var register = new TwinRegister(Roof,
        [
            new Described(new(0), new(Kinds.Building, CitySet.Real, new("Roof 1", "หลังคา 1", "屋根 1"), "1030", new(13.8, 100.54), 250_000_000, null, ImmutableDictionary<string, long>.Empty.Add("pv-energy", 1_000_000))),
            new MeterReplaced("pv-energy", Noon, 12_345, 0),
        ]);
        var twin = new TwinSnapshot(register, 41, ImmutableDictionary<string, ChannelLatest>.Empty.Add("pv-power", new(Noon, sample)).Add("pv-energy", new(Noon, null)));
        var balance = new FeedBalance("meters", 5, 4, 3, 2, Noon, null);
        byte[] hash = [.. Enumerable.Range(0, SegmentHash.Bytes).Select(i => (byte)i)];

        var projector = await Projector.Open(Store.Projections, Roof.Shard, 1, Stop);
        var step = projector.Step(42) with { Hash = hash, Twins = [twin], Feeds = [balance] };
        Assert.True(await projector.Save(step with { Twins = [twin with { Offset = 1, Latest = twin.Latest.Clear() }], Feeds = [balance with { Accepted = 1 }], ToOffset = 20 }, Stop));
        Assert.True(await projector.Save(step with { FromOffset = 20 }, Stop));

        foreach (var snapshot in (ShardSnapshot[])[await Store.Projections.Read(Roof.Shard, Stop), await Store.Projections.Open(Roof.Shard, 2, Stop)])
        {
            Assert.Equal(42, snapshot.Watermark);
            Assert.Equal(hash, snapshot.Hash.ToArray());
            Assert.Equal(balance, Assert.Single(snapshot.Feeds));
            var read = Assert.Single(snapshot.Twins);
            Assert.Equal((Roof, 41), (read.Register.Id, read.Offset));
            Assert.Equal(twin.Latest.OrderBy(pair => pair.Key), read.Latest.OrderBy(pair => pair.Key));
            Assert.Equal(register.Entries[1], read.Register.Entries[1]);
            var (written, described) = (register.Current, read.Register.Current);
            Assert.Equal(written with { RegisterModulusSteps = null }, described with { RegisterModulusSteps = null });
            Assert.Equal(written.RegisterModulusSteps, described.RegisterModulusSteps);
        }
        Assert.Empty((await Store.Projections.Read((Roof.Shard + 1) % Sharding.Count, Stop)).Twins);
    }

    [Fact]
    public async Task Are_kept_when_the_store_is_opened_again()
    {
        var projector = await Projector.Open(Store.Projections, 3, 7, Stop);
        await projector.Save(projector.Step(10) with { Feeds = [new("meters", 10, 0, 0, 0, Noon, Noon)] }, Stop);
        await Reopen();

        var snapshot = await Store.Projections.Read(3, Stop);
        Assert.Equal((10, 10), (snapshot.Watermark, Assert.Single(snapshot.Feeds).Accepted));
        var later = new Projector(Store.Projections, 3, 7) { Watermark = 10 };
        Assert.True(await later.Save(later.Step(1), Stop));
    }

    [Fact]
    public async Task Of_many_shards_are_saved_side_by_side()
    {
        var projectors = await Task.WhenAll(Enumerable.Range(0, 64).Select(shard => Projector.Open(Store.Projections, shard, 1, Stop)));
        await Store.Projections.Open(5, 2, Stop);

        for (var i = 0; i < 5; i++)
        {
            var saved = await Task.WhenAll(projectors.Select(projector => projector.Save(projector.Step(3) with { Feeds = [FeedBalance.Of("all") with { Accepted = projector.Watermark }] }, Stop)));
            Assert.Equal(Enumerable.Range(0, 64).Select(shard => shard != 5), saved);
        }
        Assert.Equal(12, Assert.Single((await Store.Projections.Read(6, Stop)).Feeds).Accepted);
        Assert.Empty((await Store.Projections.Read(5, Stop)).Feeds);
    }
}

public sealed class A_shards_projections_in_sqlite() : A_shards_projections(new SqliteHome());

[Trait("needs", "postgres")]
public sealed class A_shards_projections_in_postgres() : A_shards_projections(new PostgresHome());

public sealed class A_shards_projections_in_memory() : A_shards_projections(new MemoryHome());

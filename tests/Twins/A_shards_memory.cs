using System.Collections.Immutable;
using CsCheck;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Storage.Sqlite;
using YPort.Twin.Tests.Running;
using YPort.Twin.Twins.Folding;
using YPort.Twin.Twins.Shards;

namespace YPort.Twin.Tests.Twins;

/// <summary>What a shard says stands around a moment, over a real history that does not hold the newest words yet.</summary>
public sealed class A_shards_memory : IAsyncLifetime
{
    static readonly Instant Noon = Instant.Parse("2026-03-01T12:00:00+07:00");
    static readonly Channel Load = BuildingChannels.LoadPower;

    readonly TemporaryFolder _folder = new();
    SqliteStore _store = null!;
    long _epoch, _watermark;

    public async ValueTask InitializeAsync()
    {
        _store = SqliteStore.Open(_folder);
        _epoch = (await _store.Journal.Open(0, CancellationToken.None)).Epoch;
        await _store.Projections.Open(0, _epoch, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    // Few moments within eight hours, a third of the words take back what was said of theirs before.
    static readonly Gen<Sample[]> Words = Gen.Select(Gen.Int[0, 32], Gen.Int[0, 2]).Array[1, 60].Select(all =>
    {
        Dictionary<int, int> revisions = [];
        return all.Select((one, offset) =>
        {
            var revision = revisions[one.Item1] = revisions.GetValueOrDefault(one.Item1, -1) + 1;
            return new Sample(Noon + TimeSpan.FromMinutes(15 * one.Item1), offset, 0, offset, Quality.Measured, revision, revision > 0 && one.Item2 == 0);
        }).ToArray();
    });

    [Fact]
    public void Is_the_same_however_much_of_it_history_holds() => Gen.Select(Words, Gen.Double[0, 1], Gen.Int[0, 32], Gen.Int[0, 4]).Sample((words, saved, from, length) =>
    {
        Told told = new();
        told.Samples.AddRange(words.Select(word => (Load, word)));
        var (first, last) = (Noon + TimeSpan.FromMinutes(15 * from), Noon + TimeSpan.FromMinutes(15 * (from + length)));
        Assert.Equal(((ITwinRecall)told).Around(Load, first, last).Result, Around(words, (int)(saved * words.Length), first, last).Result);
    }, iter: 300, threads: 1);

    async Task<ImmutableArray<Sample>> Around(Sample[] words, int saved, Instant from, Instant to)
    {
        var twin = TwinId.Parse($"roof-{_watermark}");
        HistoryPages pages = new();
        foreach (var word in words[..saved]) pages.Add(twin, Load, word, "test");
        Assert.True(await _store.Projections.Save(new(0, _epoch, _watermark, ++_watermark, new byte[32], pages.Parts, [], [], [], [], [], []), CancellationToken.None));

        ShardBook book = new();
        TwinEntry entry = new(new(twin, [new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Real, new("Roof"), "1030"))]));
        book.Twins[twin] = entry;
        var channel = entry.Channel(Load);
        foreach (var word in words[saved..]) channel.Commit(word);
        return await new ShardRecall(book, _store.History, _store.Events, () => Task.CompletedTask).Around(twin, Load, from, to);
    }
}

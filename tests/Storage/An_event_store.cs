using CsCheck;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Storage;

public abstract class An_event_store(StoreHome home) : StoreTest(home)
{
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00Z");
    static readonly TwinId Cart = TwinId.Parse("cart-1");

    // Few ids and few moments, of types that hold and of one that does not; every other later word takes back.
    static readonly Gen<EventWord[]> Words = Gen.Select(Gen.Int[0, 25], Gen.Int[0, 9], Gen.Bool).Array[0, 60].Select(said =>
    {
        Dictionary<int, int> revisions = [];
        return said.Select((one, offset) =>
        {
            var (id, _, withdrawn) = one;
            var revision = revisions[id] = revisions.GetValueOrDefault(id, -1) + 1;
            string[] types = ["mode-changed", "fault", "disengagement"];
            return new EventWord(types[id % 3], $"e{id}", Noon + TimeSpan.FromMinutes(id * 7 % 90), $$"""{"n":{{offset}}}""", id % 3 == 1 ? $"F{id % 2}" : "", Quality.Measured, revision, withdrawn && revision > 0, offset);
        }).ToArray();
    });

    [Fact]
    public async Task Gives_the_last_word_and_what_lies_around_a_span_as_the_oracle_does()
    {
        var run = 0;
        await Gen.Select(Words, Gen.Int[1, 9], Gen.Int[-10, 100], Gen.Int[0, 60], Gen.Int[0, 70]).SampleAsync(async (words, together, start, length, below) =>
        {
            var twin = await Save(TwinId.Parse($"cart-{Interlocked.Increment(ref run)}"), words, together);
            EventWord[] last = [.. words.GroupBy(word => word.Id).Select(said => said.MaxBy(word => word.Offset)!)];
            var (from, to) = (Noon + TimeSpan.FromMinutes(start), Noon + TimeSpan.FromMinutes(start + length));

            Assert.Equal(Enumerable.Range(0, 26).Select(id => last.SingleOrDefault(word => word.Id == $"e{id}")), await Store.Events.Find([.. Enumerable.Range(0, 26).Select(id => new EventKey(twin, $"e{id}"))], Stop));

            foreach (var known in (long?[])[null, below])
            {
                // As if nothing had been said from that offset on.
                EventWord[] standing = [.. words.Where(word => known is null || word.Offset < known).GroupBy(word => word.Id).Select(said => said.MaxBy(word => word.Offset)!).Where(word => !word.Withdrawn).Order()];
                var holding = standing.Where(word => EventTypes.Holding.Contains(word.Type)).GroupBy(word => (word.Type, word.Subject)).ToArray();
                Assert.Equal([.. standing.Where(word => word.At >= from && word.At <= to).Concat(holding.SelectMany(group => group.Where(word => word.At < from).TakeLast(1)))
                    .Concat(holding.SelectMany(group => group.Where(word => word.At > to).Take(1))).Order()], await Store.Events.Around(twin, from, to, known, Stop));
                Assert.Equal(standing.Where(word => word.Subject is "F0" or "F1"), await Store.Events.About(twin, ["F0", "F1", "none"], known, Stop));
            }
            Assert.Equal(words.Length == 0 ? null : words.Max(word => word.At), await Store.Events.NewestAt(twin, Stop));
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task Lists_a_twins_events_as_they_were_told_below_an_offset()
    {
        var run = 0;
        await Gen.Select(Words, Gen.Int[1, 9], Gen.Int[0, 70]).SampleAsync(async (words, together, below) =>
        {
            var twin = await Save(TwinId.Parse($"then-{Interlocked.Increment(ref run)}"), words, together);
            await Register(twin, CitySet.Real);
            foreach (var known in (long?[])[null, below])
            {
                var standing = words.Where(word => known is null || word.Offset < known).GroupBy(word => word.Id).Select(said => said.MaxBy(word => word.Offset)!)
                    .Where(word => !word.Withdrawn && word.Type != "fault" && word.At >= Noon && word.At < Noon + TimeSpan.FromMinutes(60)).Order();
                var listed = await Store.Events.List(new(CitySet.Real, twin, ["mode-changed", "disengagement"], null, Noon, Noon + TimeSpan.FromMinutes(60), null, 100, known), Stop);
                Assert.Equal(standing, listed.Select(one => one.Word).Order());
                Assert.All(listed, one => Assert.Equal((twin, $"feed-{one.Word.Offset % 3}"), (one.Twin, one.Feed)));
            }
        }, iter: 20, threads: 1);
    }

    [Fact]
    public async Task Lists_a_sets_events_page_by_page()
    {
        var other = TwinId.Parse("cart-2");
        EventWord[] words = [.. Enumerable.Range(0, 25).Select(i => Word($"e{i:00}", i / 5, i % 2 == 0 ? "fault" : "disengagement", i % 2 == 0 ? $"F{i % 3}" : "", i))];
        await Save(Cart, words, 10);
        await Save(other, [Word("x", 1, "disengagement", "", 0)], 1);
        await Register(Cart, CitySet.Real);
        await Register(other, CitySet.Rehearsal);

        EventQuestion all = new(CitySet.Real, null, [], null, Noon, Noon + TimeSpan.FromHours(1), null, 10);
        List<string> ids = [];
        while (true)
        {
            var page = await Store.Events.List(all, Stop);
            ids.AddRange(page.Select(one => one.Word.Id));
            if (page.Count < 10) break;
            all = all with { After = (page[^1].Word.At, page[^1].Twin, page[^1].Word.Id) };
        }
        Assert.Equal(words.Order().Select(word => word.Id), ids);
        Assert.Equal(["x"], (await Store.Events.List(all with { Set = CitySet.Rehearsal, After = null }, Stop)).Select(one => one.Word.Id));
        Assert.Equal(12, (await Store.Events.List(all with { Types = ["disengagement"], After = null, Most = 100 }, Stop)).Count);
        Assert.Equal(words.Where(word => word.Subject == "F2").Select(word => word.Id), (await Store.Events.List(all with { Subject = "F2", Twin = Cart, After = null, Most = 100 }, Stop)).Select(one => one.Word.Id));
        Assert.Equal("feed-0", (await Store.Events.List(all with { After = null, Most = 1 }, Stop))[0].Feed);
    }

    protected static EventWord Word(string id, int minutes, string type, string subject, long offset) =>
        new(type, id, Noon + TimeSpan.FromMinutes(minutes), """{"note":"ที่นี่ ここ"}""", subject, Quality.Measured, 0, false, offset);

    protected async Task<TwinId> Save(TwinId twin, EventWord[] words, int together)
    {
        var projector = await Projector.Open(Store.Projections, twin.Shard, 1, Stop);
        foreach (var chunk in words.Chunk(together))
            Assert.True(await projector.Save(projector.Step(together) with { Events = [.. chunk.Select(word => new StoredEvent(twin, word, $"feed-{word.Offset % 3}"))] }, Stop));
        return twin;
    }

    async Task Register(TwinId twin, CitySet set)
    {
        var projector = await Projector.Open(Store.Projections, twin.Shard, 1, Stop);
        Assert.True(await projector.Save(projector.Step(1) with { Twins = [Somewhere.Building(twin, set, (new(0), "1030"))] }, Stop));
    }
}

public abstract class An_event_view(SqlHome home) : An_event_store(home)
{
    [Fact]
    public async Task Shows_an_analyst_each_event_as_it_stands_and_each_position_in_degrees()
    {
        var twin = TwinId.Parse("cart-9");
        await Save(twin, [Word("a", 0, "fault", "F1", 0), Word("b", 1, "fault", "F2", 1), Word("a", 0, "fault", "F1", 2) with { Revision = 1, Withdrawn = true }], 1);
        Assert.Equal(["cart-9 fault b F2 1"], await home.Rows("SELECT twin, type, id, subject, \"offset\" FROM event"));

        var projector = await Projector.Open(Store.Projections, twin.Shard, 1, Stop);
        var at = Instant.Parse("2026-11-23T05:00:00Z");
        Sample[] fixes = [new(at, new GeoPoint(138_047_000, 1_005_417_700).Packed, 0, 3, Quality.Measured, 0, false),
            new(at + TimeSpan.FromSeconds(1), new GeoPoint(-339_861_560, -67_249_580).Packed, 0, 4, Quality.Measured, 0, false)];
        Assert.True(await projector.Save(projector.Step(2) with { History = [new(twin, Channels.Named("position")!, HistoryPart.HourOf(at), fixes, ["f", "f"])] }, Stop));
        Assert.Equal(["138047000 1005417700", "-339861560 -67249580"],
            await home.Rows("SELECT CAST(round(lat_deg * 10000000) AS bigint), CAST(round(lon_deg * 10000000) AS bigint) FROM vehicle_position ORDER BY at"));
    }
}

public sealed class An_event_store_in_sqlite() : An_event_view(new SqliteHome());

[Trait("needs", "postgres")]
public sealed class An_event_store_in_postgres() : An_event_view(new PostgresHome());

public sealed class An_event_store_in_memory() : An_event_store(new MemoryHome());

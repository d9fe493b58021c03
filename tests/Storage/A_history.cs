using CsCheck;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Storage;

public abstract class A_history(StoreHome home) : StoreTest(home)
{
    static readonly Channel Power = BuildingChannels.PvPower;
    static readonly TwinId Roof = TwinId.Parse("roof-1");
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00Z");
    static readonly int NoonHour = HistoryPart.HourOf(Noon);

    // Few moments in few hours, so that words meet on the same moment and hours stay empty.
    static readonly Gen<Sample[]> Words =
        Gen.Select(Gen.Int[-9, 9], Gen.Int[0, 3], Gen.Long[-1000, 1000], Gen.Int[0, 9], Gen.Int[0, 2])
            .Select((hour, quarter, steps, withdrawn, quality) => new Sample(
                Noon + TimeSpan.FromHours(hour) + TimeSpan.FromMinutes(quarter * 15), steps, quality == 2 ? 900 : 0, 0, quality == 0 ? Quality.Estimated : Quality.Measured, 0, withdrawn < 4))
            .Array[0, 60]
            .Select(words => words.Select((word, offset) => word with { Offset = offset, Revision = word.Withdrawn ? 1 : 0 }).ToArray());

    [Fact]
    public async Task Gives_the_last_word_on_each_moment_as_the_oracle_does()
    {
        var run = 0;
        await Gen.Select(Words, Gen.Int[1, 9], Gen.Int[-10, 10].Array[1, 4]).SampleAsync(async (words, together, hours) =>
        {
            var twin = await Save(TwinId.Parse($"hours-{Interlocked.Increment(ref run)}"), words, together);

            var read = await Store.History.Hours([.. hours.Select(hour => new HourKey(twin, Power, NoonHour + hour))], Stop);

            Assert.Equal(hours.Length, read.Count);
            for (var i = 0; i < hours.Length; i++)
                Assert.Equal(LastWords(words).Where(sample => HistoryPart.HourOf(sample.At) == NoonHour + hours[i]), read[i]);
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task Gives_what_lies_around_a_span_as_the_oracle_does()
    {
        var run = 0;
        var minutes = Gen.Int[-600, 600];
        await Gen.Select(Words, Gen.Int[1, 9], minutes, Gen.Int[0, 300], Gen.Int[0, 900]).SampleAsync(async (words, together, start, length, reachMinutes) =>
        {
            var twin = await Save(TwinId.Parse($"around-{Interlocked.Increment(ref run)}"), words, together);
            var (from, reach) = (Noon + TimeSpan.FromMinutes(start), TimeSpan.FromMinutes(reachMinutes));
            var to = from + TimeSpan.FromMinutes(length);

            var read = await Store.History.Around(twin, Power, from, to, reach, Stop);

            var standing = LastWords(words).Where(sample => !sample.Withdrawn).ToArray();
            Assert.Equal(
            [
                .. standing.Where(sample => sample.At < from && sample.At >= from - reach).TakeLast(1),
                .. standing.Where(sample => sample.At >= from && sample.At <= to),
                .. standing.Where(sample => sample.At > to && sample.At <= to + reach).Take(1),
            ], read);
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task Gives_every_word_with_its_sender_the_replaced_and_withdrawn_ones_as_well()
    {
        var run = 0;
        await Gen.Select(Words, Gen.Int[1, 9], Gen.Int[-600, 600], Gen.Int[0, 300], Gen.Int[1, 20]).SampleAsync(async (words, together, start, length, most) =>
        {
            var twin = await Save(TwinId.Parse($"words-{Interlocked.Increment(ref run)}"), words, together);
            var from = Noon + TimeSpan.FromMinutes(start);
            var to = from + TimeSpan.FromMinutes(length);

            var read = await Store.History.Words(twin, Power, from, to, most, Stop);

            Assert.Equal(words.Where(word => word.At >= from && word.At <= to).OrderBy(word => word.At).ThenBy(word => word.Offset).Take(most).Select(word => new StoredReading(word, $"feed-{word.Offset % 3}")), read);
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task Looks_past_hours_whose_every_reading_was_withdrawn()
    {
        Sample At(int hour, long offset, bool withdrawn = false) => new(Noon + TimeSpan.FromHours(hour), 1, 0, offset, Quality.Measured, withdrawn ? 1 : 0, withdrawn);
        Sample[] words = [At(-30, 0), At(-20, 1), At(-10, 2), At(-20, 3, true), At(-10, 4, true), At(10, 5, true), At(25, 6)];
        await Save(Roof, words, 1);

        var read = await Store.History.Around(Roof, Power, Noon, Noon, TimeSpan.FromDays(2), Stop);

        Assert.Equal([words[0], words[6]], read);
    }

    [Fact]
    public async Task Is_kept_apart_by_twin_and_channel()
    {
        await Save(Roof, [new(Noon, 1, 0, 0, Quality.Measured, 0, false)], 1);

        Assert.Empty(Assert.Single(await Store.History.Hours([new(Roof, BuildingChannels.LoadPower, NoonHour)], Stop)));
        Assert.Empty(await Store.History.Around(TwinId.Parse("roof-2"), Power, Noon, Noon, TimeSpan.FromDays(1), Stop));
        Assert.Empty(await Store.History.Hours([], Stop));
    }

    protected async Task<TwinId> Save(TwinId twin, Sample[] words, int together)
    {
        var projector = await Projector.Open(Store.Projections, twin.Shard, 1, Stop);
        foreach (var chunk in words.Chunk(together))
        {
            var parts = chunk.GroupBy(sample => HistoryPart.HourOf(sample.At))
                .Select(hour => new HistoryPart(twin, Power, hour.Key, [.. hour], [.. hour.Select(sample => $"feed-{sample.Offset % 3}")]));
            Assert.True(await projector.Save(projector.Step(together) with { History = [.. parts] }, Stop));
        }
        return twin;
    }

    protected static IEnumerable<Sample> LastWords(Sample[] words) =>
        words.GroupBy(sample => sample.At).Select(said => said.MaxBy(sample => sample.Offset)).OrderBy(sample => sample.At);
}

public sealed class A_history_in_sqlite() : A_history(new SqliteHome());

[Trait("needs", "postgres")]
public sealed class A_history_in_postgres() : A_history(new PostgresHome());

public sealed class A_history_in_memory() : A_history(new MemoryHome());

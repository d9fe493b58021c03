using Npgsql;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;
using static YPort.Twin.Storage.Postgres.PostgresValues;

namespace YPort.Twin.Storage.Postgres;

sealed class PostgresHistory(NpgsqlDataSource source) : HourHistory
{
    protected override async Task<IReadOnlyList<List<Sample>>> Find(IReadOnlyList<HourKey> keys, CancellationToken stop)
    {
        await using var select = source.Command("""
            SELECT k.place, h.at, h.steps, h.span_us, h.offsets, h.quality, h.revision, h.withdrawn
            FROM unnest($1, $2, $3) WITH ORDINALITY AS k (twin, channel, hour, place) JOIN history h ON h.twin = k.twin AND h.channel = k.channel AND h.hour = k.hour
            """, Texts(keys, key => key.Twin.ToString()), Texts(keys, key => key.Channel.Name), Wholes(keys, key => key.Hour));
        List<Sample>[] samples = [.. keys.Select(_ => new List<Sample>())];
        await using var row = await select.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) Read(row, samples[row.GetInt64(0) - 1]);
        return samples;
    }

    protected override async Task<List<Sample>> Find(TwinId twin, Channel channel, int first, int last, int least, int most, CancellationToken stop)
    {
        await using var select = source.Command("""
            SELECT 1, at, steps, span_us, offsets, quality, revision, withdrawn FROM history WHERE twin = $1 AND channel = $2
              AND hour >= coalesce((SELECT max(hour) FROM history WHERE twin = $1 AND channel = $2 AND hour < $3 AND hour >= $5), $3)
              AND hour <= coalesce((SELECT min(hour) FROM history WHERE twin = $1 AND channel = $2 AND hour > $4 AND hour <= $6), $4)
            """, Text(twin.ToString()), Text(channel.Name), Whole(first), Whole(last), Whole(least), Whole(most));
        List<Sample> samples = [];
        await using var row = await select.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) Read(row, samples);
        return samples;
    }

    protected override async Task<List<StoredReading>> Words(TwinId twin, Channel channel, int first, int last, CancellationToken stop)
    {
        await using var select = source.Command("""
            SELECT 1, at, steps, span_us, offsets, quality, revision, withdrawn, feed FROM history WHERE twin = $1 AND channel = $2 AND hour >= $3 AND hour <= $4
            """, Text(twin.ToString()), Text(channel.Name), Whole(first), Whole(last));
        List<StoredReading> words = [];
        await using var row = await select.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            List<Sample> samples = [];
            Read(row, samples);
            words.AddRange(samples.Zip(row.GetFieldValue<string[]>(8), (sample, feed) => new StoredReading(sample, feed)));
        }
        return words;
    }

    static void Read(NpgsqlDataReader row, List<Sample> into)
    {
        var (at, steps, span, offsets) = (row.GetFieldValue<DateTime[]>(1), row.GetFieldValue<long[]>(2), row.GetFieldValue<long[]>(3), row.GetFieldValue<long[]>(4));
        var (quality, revision, withdrawn) = (row.GetFieldValue<short[]>(5), row.GetFieldValue<int[]>(6), row.GetFieldValue<bool[]>(7));
        for (var i = 0; i < at.Length; i++) into.Add(new(at[i].ToInstant(), steps[i], span[i], offsets[i], (Quality)quality[i], revision[i], withdrawn[i]));
    }
}

using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

sealed class SqliteHistory(SqliteFile file) : HourHistory
{
    protected override Task<IReadOnlyList<List<Sample>>> Find(IReadOnlyList<HourKey> keys, CancellationToken stop) => file.Read<IReadOnlyList<List<Sample>>>(connection =>
    {
        using var select = new SqliteStatement(connection, "SELECT samples FROM history WHERE twin = $1 AND channel = $2 AND hour = $3");
        return [.. keys.Select(key => Samples(select.Read(key.Twin.ToString(), key.Channel.Name, key.Hour)))];
    }, stop);

    protected override Task<List<Sample>> Find(TwinId twin, Channel channel, int first, int last, int least, int most, CancellationToken stop) => file.Read(connection =>
    {
        using var select = new SqliteStatement(connection, """
            SELECT samples FROM history WHERE twin = $1 AND channel = $2
              AND hour >= coalesce((SELECT max(hour) FROM history WHERE twin = $1 AND channel = $2 AND hour < $3 AND hour >= $5), $3)
              AND hour <= coalesce((SELECT min(hour) FROM history WHERE twin = $1 AND channel = $2 AND hour > $4 AND hour <= $6), $4)
            """);
        return Samples(select.Read(twin.ToString(), channel.Name, first, last, least, most));
    }, stop);

    protected override Task<List<StoredReading>> Words(TwinId twin, Channel channel, int first, int last, CancellationToken stop) => file.Read(connection =>
    {
        using var select = new SqliteStatement(connection, "SELECT samples FROM history WHERE twin = $1 AND channel = $2 AND hour >= $3 AND hour <= $4");
        using var row = select.Read(twin.ToString(), channel.Name, first, last);
        List<StoredReading> words = [];
        while (row.Read()) SqliteSamples.Read(row.Bytes(0), words);
        return words;
    }, stop);

    static List<Sample> Samples(SqliteDataReader rows)
    {
        using var row = rows;
        List<Sample> samples = [];
        while (row.Read()) SqliteSamples.Read(row.Bytes(0), samples);
        return samples;
    }
}

using Npgsql;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using static YPort.Twin.Storage.Postgres.PostgresValues;

namespace YPort.Twin.Storage.Postgres;

sealed class PostgresQuarantine(NpgsqlDataSource source) : IQuarantine
{
    const string Item = """
        SELECT shard, "offset", feed, city_set, received_at, code, reason, cure, raw, outcome, resolved_reason, resolved_at, resolved_by FROM quarantine
        """;

    const string Newest = "($1 IS NULL OR feed = $1) AND received_at < coalesce($2, 'infinity') ORDER BY received_at DESC, shard DESC, \"offset\" DESC LIMIT $3";
    const string All = $"{Item} WHERE {Newest}";
    const string Open = $"{Item} WHERE outcome IS NULL AND {Newest}"; // word for word the condition of its index
    const string One = $"{Item} WHERE shard = $1 AND \"offset\" = $2";

    public async Task<IReadOnlyList<QuarantineListing>> List(string? feed, bool open, int most, Instant? before, CancellationToken stop)
    {
        await using var select = source.Command(open ? Open : All, Text(feed), Time(before), Whole(most));
        return await Listings(select, stop);
    }

    public async Task<QuarantineListing?> Find(int shard, long offset, CancellationToken stop)
    {
        await using var select = source.Command(One, Small(shard), Big(offset));
        return (await Listings(select, stop)).SingleOrDefault();
    }

    static async Task<List<QuarantineListing>> Listings(NpgsqlCommand select, CancellationToken stop)
    {
        List<QuarantineListing> listings = [];
        await using var row = await select.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            var offset = row.GetInt64(1);
            listings.Add(new(
                new(row.GetInt16(0), offset, new(row.GetString(2), (CitySet)row.GetInt16(3), row.Instant(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetFieldValue<byte[]>(8))),
                row.IsDBNull(9) ? null : new(offset, new(offset, row.GetString(2), (QuarantineOutcome)row.GetInt16(9), row.GetString(10), row.Instant(11), row.GetString(12)))));
        }
        return listings;
    }
}

using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

sealed class SqliteQuarantine(SqliteFile file) : IQuarantine
{
    const string Item = """
        SELECT shard, offset, feed, city_set, received_at_us, code, reason, cure, raw, outcome, resolved_reason, resolved_at_us, resolved_by FROM quarantine
        """;

    const string Newest = "($1 IS NULL OR feed = $1) AND received_at_us < $2 ORDER BY received_at_us DESC, shard DESC, offset DESC LIMIT $3";
    const string All = $"{Item} WHERE {Newest}";
    const string Open = $"{Item} WHERE outcome IS NULL AND {Newest}"; // word for word the condition of its index
    const string One = $"{Item} WHERE shard = $1 AND offset = $2";

    public Task<IReadOnlyList<QuarantineListing>> List(string? feed, bool open, int most, Instant? before, CancellationToken stop) => file.Read<IReadOnlyList<QuarantineListing>>(connection =>
    {
        using var select = new SqliteStatement(connection, open ? Open : All);
        using var row = select.Read(feed, before?.Microseconds ?? long.MaxValue, most);
        List<QuarantineListing> listings = [];
        while (row.Read()) listings.Add(Listing(row));
        return listings;
    }, stop);

    public Task<QuarantineListing?> Find(int shard, long offset, CancellationToken stop) => file.Read(connection =>
    {
        using var select = new SqliteStatement(connection, One);
        using var row = select.Read(shard, offset);
        return row.Read() ? Listing(row) : null;
    }, stop);

    static QuarantineListing Listing(SqliteDataReader row)
    {
        var offset = row.GetInt64(1);
        return new(
            new(row.GetInt32(0), offset, new(row.GetString(2), (CitySet)row.GetByte(3), new(row.GetInt64(4)), row.GetString(5), row.GetString(6), row.GetString(7), row.Bytes(8))),
            row.IsDBNull(9) ? null : new(offset, new(offset, row.GetString(2), (QuarantineOutcome)row.GetByte(9), row.GetString(10), new(row.GetInt64(11)), row.GetString(12))));
    }
}

using System.Text.Json;
using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

sealed class SqliteEvents(SqliteFile file) : IEvents
{
    static readonly EventQueries Ask = new("at_us", "(SELECT value AS type FROM json_each($4))");
    static readonly string Holding = Json(EventTypes.Holding);

    public Task<IReadOnlyList<EventWord?>> Find(IReadOnlyList<EventKey> keys, CancellationToken stop) => file.Read<IReadOnlyList<EventWord?>>(connection =>
    {
        using var select = new SqliteStatement(connection, Ask.One);
        return [.. keys.Select(key => Events(select.Read(key.Twin.ToString(), key.Id)).SingleOrDefault()?.Word)];
    }, stop);

    public Task<IReadOnlyList<EventWord>> Around(TwinId twin, Instant from, Instant to, long? below, CancellationToken stop) => file.Read<IReadOnlyList<EventWord>>(connection =>
    {
        using var select = new SqliteStatement(connection, Ask.Around);
        return [.. Events(select.Read(twin.ToString(), from.Microseconds, to.Microseconds, Holding, below ?? long.MaxValue)).Select(one => one.Word).Order()];
    }, stop);

    public Task<IReadOnlyList<EventWord>> About(TwinId twin, IReadOnlyCollection<string> subjects, long? below, CancellationToken stop) => file.Read<IReadOnlyList<EventWord>>(connection =>
    {
        using var select = new SqliteStatement(connection, Ask.About("= $2"));
        return [.. subjects.SelectMany(subject => Events(select.Read(twin.ToString(), subject, below ?? long.MaxValue))).Select(one => one.Word).Order()];
    }, stop);

    public Task<Instant?> NewestAt(TwinId twin, CancellationToken stop) => file.Read(connection =>
    {
        using var select = new SqliteStatement(connection, Ask.NewestAt);
        using var row = select.Read(twin.ToString());
        return row.Read() ? row.InstantOrNull(0) : null;
    }, stop);

    public Task<IReadOnlyList<StoredEvent>> List(EventQuestion question, CancellationToken stop) => file.Read<IReadOnlyList<StoredEvent>>(connection =>
    {
        using var select = new SqliteStatement(connection, Ask.List);
        return Events(select.Read((int)question.Set, question.From.Microseconds, question.To.Microseconds, question.Types.Count == 0 ? null : Json(question.Types),
            question.Twin?.ToString(), question.Subject, question.After?.At.Microseconds, question.After?.Twin.ToString(), question.After?.Id, question.Most, question.Below ?? long.MaxValue));
    }, stop);

    static List<StoredEvent> Events(SqliteDataReader rows)
    {
        using var row = rows;
        List<StoredEvent> events = [];
        while (row.Read())
            events.Add(new(TwinId.Parse(row.GetString(0)), new(row.GetString(1), row.GetString(2), new(row.GetInt64(3)), row.GetString(4), row.GetString(5),
                (Quality)row.GetByte(6), row.GetInt32(7), row.GetBoolean(8), row.GetInt64(9)), row.GetString(10)));
        return events;
    }

    static string Json(IEnumerable<string> types) => JsonSerializer.Serialize(types);
}

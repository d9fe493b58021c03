using Npgsql;
using NpgsqlTypes;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using static YPort.Twin.Storage.Postgres.PostgresValues;

namespace YPort.Twin.Storage.Postgres;

sealed class PostgresEvents(NpgsqlDataSource source) : IEvents
{
    static readonly EventQueries Ask = new("at", "(SELECT type FROM unnest($4) AS u (type))");

    public async Task<IReadOnlyList<EventWord?>> Find(IReadOnlyList<EventKey> keys, CancellationToken stop)
    {
        await using var select = source.Command("""
            SELECT DISTINCT ON (e.twin, e.id) e.twin, e.type, e.id, e.at, e.fields, e.subject, e.quality, e.revision, e.withdrawn, e."offset", e.feed
            FROM unnest($1, $2) AS k (twin, id) JOIN event_word e ON e.twin = k.twin AND e.id = k.id
            ORDER BY e.twin, e.id, e.revision DESC
            """, Texts(keys, key => key.Twin.ToString()), Texts(keys, key => key.Id));
        var found = (await Events(select, stop)).ToDictionary(one => new EventKey(one.Twin, one.Word.Id), one => one.Word);
        return [.. keys.Select(key => found.GetValueOrDefault(key))];
    }

    public async Task<IReadOnlyList<EventWord>> Around(TwinId twin, Instant from, Instant to, long? below, CancellationToken stop)
    {
        await using var select = source.Command(Ask.Around, Text(twin.ToString()), Time(from), Time(to), Texts(EventTypes.Holding, type => type), Big(below ?? long.MaxValue));
        return [.. (await Events(select, stop)).Select(one => one.Word).Order()];
    }

    public async Task<IReadOnlyList<EventWord>> About(TwinId twin, IReadOnlyCollection<string> subjects, long? below, CancellationToken stop)
    {
        await using var select = source.Command(Ask.About("= ANY ($2)"), Text(twin.ToString()), Texts(subjects, subject => subject), Big(below ?? long.MaxValue));
        return [.. (await Events(select, stop)).Select(one => one.Word).Order()];
    }

    public async Task<Instant?> NewestAt(TwinId twin, CancellationToken stop)
    {
        await using var select = source.Command(Ask.NewestAt, Text(twin.ToString()));
        await using var row = await select.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? row.InstantOrNull(0) : null;
    }

    public async Task<IReadOnlyList<StoredEvent>> List(EventQuestion question, CancellationToken stop)
    {
        var types = new NpgsqlParameter { Value = question.Types.Count == 0 ? DBNull.Value : question.Types.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        await using var select = source.Command(Ask.List, Small((int)question.Set), Time(question.From), Time(question.To), types, Text(question.Twin?.ToString()), Text(question.Subject),
            Time(question.After?.At), Text(question.After?.Twin.ToString()), Text(question.After?.Id), Whole(question.Most), Big(question.Below ?? long.MaxValue));
        return await Events(select, stop);
    }

    static async Task<List<StoredEvent>> Events(NpgsqlCommand select, CancellationToken stop)
    {
        List<StoredEvent> events = [];
        await using var row = await select.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            events.Add(new(TwinId.Parse(row.GetString(0)), new(row.GetString(1), row.GetString(2), row.Instant(3), row.GetString(4), row.GetString(5),
                (Quality)row.GetInt16(6), row.GetInt32(7), row.GetBoolean(8), row.GetInt64(9)), row.GetString(10)));
        return events;
    }
}

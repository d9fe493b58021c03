namespace YPort.Twin.Storage;

/// <summary>The questions about events, which both stores answer by the same SQL but for the spelling of a few words.</summary>
/// <param name="at">Name of the time's column.</param>
/// <param name="types">A table of one column, type, made of parameter $4.</param>
sealed class EventQueries(string at, string types)
{
    /// <summary>In the order that rows are read in.</summary>
    string Columns { get; } = $"""e.twin, e.type, e.id, e.{at}, e.fields, e.subject, e.quality, e.revision, e.withdrawn, e."offset", e.feed""";

    const string Last = "NOT EXISTS (SELECT 1 FROM event_word n WHERE n.twin = e.twin AND n.id = e.id AND n.revision > e.revision)";

    // As if nothing had been said from that offset on.
    static string LastBelow(string below) =>
        $"""e."offset" < {below} AND NOT EXISTS (SELECT 1 FROM event_word n WHERE n.twin = e.twin AND n.id = e.id AND n.revision > e.revision AND n."offset" < {below})""";

    static string StandingBelow(string below) => $"NOT e.withdrawn AND {LastBelow(below)}";

    /// <summary>$1 twin, $2 id.</summary>
    public string One => $"SELECT {Columns} FROM event_word e WHERE e.twin = $1 AND e.id = $2 AND {Last}";

    /// <summary>$1 twin, $2 from, $3 to, $4 types that hold, $5 below which offset. Types and subjects are found one by one from the index.</summary>
    public string Around => $"""
        WITH RECURSIVE pair (type, subject) AS (
            SELECT t.type, (SELECT min(subject) FROM event_word WHERE twin = $1 AND type = t.type) FROM {types} AS t
            UNION ALL
            SELECT pair.type, (SELECT min(subject) FROM event_word WHERE twin = $1 AND type = pair.type AND subject > pair.subject) FROM pair WHERE pair.subject IS NOT NULL),
        nearest (id) AS (
            SELECT (SELECT e.id FROM event_word e WHERE e.twin = $1 AND e.type = pair.type AND e.subject = pair.subject AND e.{at} < $2 AND {StandingBelow("$5")} ORDER BY e.{at} DESC, e.id DESC LIMIT 1)
            FROM pair WHERE pair.subject IS NOT NULL
            UNION ALL
            SELECT (SELECT e.id FROM event_word e WHERE e.twin = $1 AND e.type = pair.type AND e.subject = pair.subject AND e.{at} > $3 AND {StandingBelow("$5")} ORDER BY e.{at}, e.id LIMIT 1)
            FROM pair WHERE pair.subject IS NOT NULL)
        SELECT {Columns} FROM nearest JOIN event_word e ON e.twin = $1 AND e.id = nearest.id WHERE {LastBelow("$5")}
        UNION ALL
        SELECT {Columns} FROM event_word e WHERE e.twin = $1 AND e.{at} >= $2 AND e.{at} <= $3 AND {StandingBelow("$5")}
        """;

    /// <summary>$1 twin, $2 what the subject is compared with, $3 below which offset.</summary>
    /// <param name="compared">Such as "= $2".</param>
    public string About(string compared) => $"SELECT {Columns} FROM event_word e WHERE e.twin = $1 AND e.subject {compared} AND {StandingBelow("$3")}";

    /// <summary>$1 twin.</summary>
    public string NewestAt => $"SELECT max({at}) FROM event_word WHERE twin = $1";

    /// <summary>$1 set, $2 from, $3 to, $4 types or null, $5 twin, $6 subject, $7 to $9 after (time, twin, id), $10 most, $11 below which offset.</summary>
    public string List => $"""
        SELECT {Columns} FROM event_word e
        WHERE e.{at} >= $2 AND e.{at} < $3 AND ($4 IS NULL OR e.type IN (SELECT t.type FROM {types} AS t))
          AND ($5 IS NULL OR e.twin = $5) AND ($6 IS NULL OR e.subject = $6)
          AND ($7 IS NULL OR (e.{at}, e.twin, e.id) > ($7, $8, $9))
          AND EXISTS (SELECT 1 FROM membership m WHERE m.twin = e.twin AND m.city_set = $1)
          AND {StandingBelow("$11")}
        ORDER BY e.{at}, e.twin, e.id LIMIT $10
        """;
}

using Npgsql;
using NpgsqlTypes;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Postgres;

/// <summary>How values of the model travel as parameters and columns; times keep every microsecond.</summary>
static class PostgresValues
{
    /// <summary>A command with $1, $2 and so on.</summary>
    public static NpgsqlCommand Command(this NpgsqlDataSource source, string sql, params ReadOnlySpan<NpgsqlParameter> values) => source.CreateCommand().With(sql, values);

    /// <summary>The command with this text and $1, $2 and so on.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
#pragma warning disable CA2100 // our own SQL; what comes from outside is a parameter
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(value);
        return command;
    }

    public static NpgsqlBatchCommand BatchCommand(string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(value);
        return command;
    }

    public static NpgsqlParameter Small(int value) => new() { Value = (short)value, NpgsqlDbType = NpgsqlDbType.Smallint };
    public static NpgsqlParameter Whole(int value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Integer };
    public static NpgsqlParameter Big(long value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Bigint };
    public static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
    public static NpgsqlParameter Time(Instant? value) => new() { Value = (object?)value?.ToUtc() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
    public static NpgsqlParameter Blob(ReadOnlyMemory<byte> value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Smalls<T>(IEnumerable<T> of, Func<T, int> value) => Array(of.Select(item => (short)value(item)), NpgsqlDbType.Smallint);
    public static NpgsqlParameter Wholes<T>(IEnumerable<T> of, Func<T, int> value) => Array(of.Select(value), NpgsqlDbType.Integer);
    public static NpgsqlParameter Bigs<T>(IEnumerable<T> of, Func<T, long> value) => Array(of.Select(value), NpgsqlDbType.Bigint);
    public static NpgsqlParameter Texts<T>(IEnumerable<T> of, Func<T, string> value) => Array(of.Select(value), NpgsqlDbType.Text);
    public static NpgsqlParameter Times<T>(IEnumerable<T> of, Func<T, Instant?> value) => Array(of.Select(item => value(item)?.ToUtc()), NpgsqlDbType.TimestampTz);
    public static NpgsqlParameter Blobs<T>(IEnumerable<T> of, Func<T, ReadOnlyMemory<byte>> value) => Array(of.Select(value), NpgsqlDbType.Bytea);

    public static DateTime ToUtc(this Instant instant) => DateTime.UnixEpoch.AddTicks(checked(instant.Microseconds * TimeSpan.TicksPerMicrosecond));

    public static Instant ToInstant(this DateTime utc) => new((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public static Instant Instant(this NpgsqlDataReader row, int column) => row.GetDateTime(column).ToInstant();

    public static Instant? InstantOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    static NpgsqlParameter Array<T>(IEnumerable<T> values, NpgsqlDbType element) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | element };
}

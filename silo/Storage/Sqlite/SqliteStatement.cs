using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>A statement prepared once and run many times; values go to $1, $2 and so on.</summary>
sealed class SqliteStatement : IDisposable
{
    readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    /// <returns>How many rows it changed.</returns>
    public int Run(params ReadOnlySpan<object?> values) => With(values).ExecuteNonQuery();

    public SqliteDataReader Read(params ReadOnlySpan<object?> values) => With(values).ExecuteReader();

    public void Dispose() => _command.Dispose();

    SqliteCommand With(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_command.Parameters.Count == i) _command.Parameters.Add(new SqliteParameter($"${i + 1}", null));
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        return _command;
    }
}

static class SqliteValues
{
    /// <summary>The bytes as SQLite takes them; without a copy when they are a whole array.</summary>
    public static byte[] ToBlob(this ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length ? array : bytes.ToArray();

    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static Instant? InstantOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new(row.GetInt64(column));
}

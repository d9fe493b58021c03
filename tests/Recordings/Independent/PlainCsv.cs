using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>A value of a recording at a moment.</summary>
/// <param name="At">µs since 1970-01-01T00Z.</param>
/// <param name="Steps">Whole steps of the channel's resolution.</param>
readonly record struct Point(long At, BigInteger Steps);

/// <summary>
/// Reads a recording in the plainest way, without a line of the program under test: columns by name, the times of these files by hand,
/// values as decimals rounded half to even to steps.
/// </summary>
sealed class PlainCsv(string path)
{
    static readonly ConcurrentDictionary<string, string[][]> Read = new();

    readonly string[][] _rows = Read.GetOrAdd(path, file => [.. File.ReadAllLines(file).Select(line => line.Split(','))]);

    public int Lines => _rows.Length - 1;

    /// <summary>The column's cells as written, blanks at the ends aside.</summary>
    public IEnumerable<string> Cells(string column) => _rows.Skip(1).Select(row => row[At(column)].Trim());

    /// <summary>The column as the ledger should see it: what is no number or out of range aside, each moment once, in order of time.</summary>
    /// <param name="stepsPerFileUnit">Such as 1,000,000 milliwatts in the file's kW.</param>
    public IReadOnlyList<Point> Points(string timeColumn, Func<string, long> time, string column, decimal stepsPerFileUnit, decimal least)
    {
        SortedDictionary<long, BigInteger> points = [];
        foreach (var row in _rows.Skip(1))
            if (decimal.TryParse(row[At(column)].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least)
                points.TryAdd(time(row[At(timeColumn)].Trim()), (BigInteger)Math.Round(value * stepsPerFileUnit, MidpointRounding.ToEven));
        return [.. points.Select(point => new Point(point.Key, point.Value))];
    }

    int At(string column) => Array.IndexOf(_rows[0], column) is >= 0 and var found ? found : throw new ArgumentException($"No column \"{column}\".");

    /// <summary>"2022-01-20 00:00:00-07:00".</summary>
    public static long WithOffset(string text) => Microseconds(DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture));

    /// <summary>Local times of Golden in winter: UTC-7.</summary>
    public static Func<string, long> Golden(string format) => text => Local(text, format, -7);

    public static Func<string, long> Greenwich(string format) => text => Local(text, format, 0);

    static long Local(string text, string format, int hours) =>
        Microseconds(new(DateTime.ParseExact(text, format, CultureInfo.InvariantCulture), TimeSpan.FromHours(hours)));

    static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
}

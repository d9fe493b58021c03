using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using YPort.Twin.Cli.Maps;

namespace YPort.Twin.Cli.Replay;

/// <summary>A file of measurements as its mapping reads it, line by line; never held in memory as a whole.</summary>
sealed class Recording
{
    readonly string _path;
    readonly Mapping _mapping;
    readonly LocalTimes _times;
    readonly int _width, _timeAt;
    readonly int[] _columnsAt;

    /// <exception cref="ReplayException">The file cannot be opened, or its columns are not those of the mapping.</exception>
    public Recording(string path, Mapping mapping)
    {
        (_path, _mapping, _times) = (path, mapping, new(mapping.Time));
        using var csv = Open();
        if (!Advance(csv)) throw new ReplayException($"{path} is empty. Give a file with a header line.");
        var header = csv.Record!;
        _width = header.Length;
        _timeAt = Array.IndexOf(header, mapping.Time.Column);
        _columnsAt = [.. mapping.Columns.Select(column => Array.IndexOf(header, column.Column))];
        Check(header);
    }

    public IEnumerable<RecordedLine> Lines()
    {
        using var csv = Open();
        Advance(csv);
        while (Advance(csv)) yield return Line(csv.Record!, csv.RawRow);
    }

    RecordedLine Line(string[] cells, int number)
    {
        if (cells.Length != _width)
            return RecordedLine.Unreadable(number, $"The line has {cells.Length} cells where the header has {_width}.", "Mend the line in the file, or the mapping's delimiter.", _columnsAt.Length);
        if (!_times.TryRead(cells[_timeAt], out var at, out var problem))
            return RecordedLine.Unreadable(number, problem, "Correct the mapping's \"time\", or the line in the file.", _columnsAt.Length);

        List<RecordedReading> readings = new(_columnsAt.Length);
        for (var i = 0; i < _columnsAt.Length; i++)
            if (cells[_columnsAt[i]].Trim() is { Length: > 0 } text) readings.Add(new(number, _mapping.Columns[i], at, text));
        return new(number, readings, _columnsAt.Length - readings.Count, 0, null);
    }

    CsvParser Open()
    {
        StreamReader? text = null;
        try
        {
            text = new(_path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return new(text, new CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture) { Delimiter = _mapping.Delimiter, BadDataFound = null });
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            text?.Dispose();
            throw new ReplayException($"{_path} cannot be opened: {missing.Message} Give the path of a recording.", missing);
        }
    }

    bool Advance(CsvParser csv)
    {
        try
        {
            return csv.Read();
        }
        catch (DecoderFallbackException notText)
        {
            throw new ReplayException($"{_path} is not UTF-8 after line {csv.RawRow}. Convert it first, such as by iconv.", notText);
        }
    }

    void Check(string[] header)
    {
        var known = _mapping.Columns.Select(column => column.Column).Concat(_mapping.Ignored.Keys).Append(_mapping.Time.Column).ToHashSet(StringComparer.Ordinal);
        var all = string.Join(", ", header.Select(name => $"\"{name}\""));
        var problems = header.Except(known).Select(name => $"column \"{name}\" is neither mapped nor ignored; map it, or say under \"ignored\" why it is left out")
            .Concat(known.Except(header).Select(name => $"the mapping names the column \"{name}\", which the file does not have"))
            .Concat(header.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{group.Count()} columns are named \"{group.Key}\"; name them apart in the file"))
            .ToList();
        if (problems.Count > 0) throw new ReplayException($"{_path} does not fit its mapping: {string.Join("; ", problems)}. Its header: {all}.");
    }
}

/// <summary>One line of a recording: its readings, or why it has none.</summary>
/// <param name="Number">Counted from 1, the header's.</param>
/// <param name="Empty">Mapped cells with nothing in them: no reading was made.</param>
/// <param name="UnreadableCells">Mapped cells of a line whose time or shape cannot be read.</param>
sealed record RecordedLine(long Number, IReadOnlyList<RecordedReading> Readings, int Empty, int UnreadableCells, Refused? Problem)
{
    public static RecordedLine Unreadable(long number, string reason, string cure, int cells) => new(number, [], 0, cells, new(number, reason, cure));
}

/// <summary>A cell that says something; <paramref name="Text"/> is exactly what it says.</summary>
readonly record struct RecordedReading(long Line, MappedColumn Column, NodaTime.Instant At, string Text);

/// <summary>Something of a line that did not become a reading of the twin, and what to do about it.</summary>
sealed record Refused(long Line, string Reason, string Cure);

/// <summary>A replay cannot go on; the message is meant for the person who started it.</summary>
sealed class ReplayException : Exception
{
    public ReplayException() { }
    public ReplayException(string message) : base(message) { }
    public ReplayException(string message, Exception inner) : base(message, inner) { }
}

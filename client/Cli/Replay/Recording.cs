using System.Text;
using System.Text.Json;
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
    readonly int _width;
    readonly int[] _timeAt;
    readonly Dictionary<string, int> _at = new(StringComparer.Ordinal);

    /// <exception cref="ReplayException">The file cannot be opened, or its columns are not those of the mapping.</exception>
    public Recording(string path, Mapping mapping)
    {
        (_path, _mapping, _times) = (path, mapping, new(mapping.Time));
        using var csv = Open();
        if (!Advance(csv)) throw new ReplayException($"{path} is empty. Give a file with a header line.");
        var header = csv.Record!;
        Check(header);
        _width = header.Length;
        for (var i = 0; i < header.Length; i++) _at[header[i]] = i;
        _timeAt = [.. mapping.Time.Cells.Select(column => _at[column])];
    }

    public IEnumerable<RecordedLine> Lines()
    {
        MappedLines mapped = new(_mapping, _at);
        foreach (var (cells, number) in Rows()) yield return Line(mapped, cells, number);
    }

    /// <summary>The register documents by id: the mapping's, and one for every twin that the lines name.</summary>
    /// <exception cref="ReplayException">Two of them would have one id.</exception>
    public IReadOnlyList<(string Id, JsonElement Document)> Twins()
    {
        List<(string, JsonElement)> twins = [.. _mapping.Twins.Where(twin => !Template.Parse(twin.Key).Columns.Any()).Select(twin => (twin.Key, twin.Value))];
        var named = twins.ToDictionary(twin => twin.Item1, twin => twin.Item1, StringComparer.Ordinal);
        var templates = _mapping.Twins.Select(twin => (Id: Template.Parse(twin.Key), twin.Value)).Where(twin => twin.Id.Columns.Any()).ToArray();
        if (templates.Length == 0) return twins;
        foreach (var (cells, _) in Rows())
        {
            if (cells.Length != _width) continue;
            foreach (var (template, document) in templates)
            {
                if (MappedLines.TwinOf(template, Cell) is not { } id) continue;
                var said = template.Fill(Cell)!;
                if (named.TryAdd(id, said)) twins.Add((id, TwinDocument.Fill(document, Cell)));
                else if (named[id] != said) throw new ReplayException($"\"{named[id]}\" and \"{said}\" would be one twin, \"{id}\". Tell them apart in the file, or by another column in the mapping's id.");
            }

            string Cell(string column) => cells[_at[column]].Trim();
        }
        return twins;
    }

    RecordedLine Line(MappedLines mapped, string[] cells, int number)
    {
        if (cells.Length != _width)
            return RecordedLine.Unreadable(number, $"The line has {cells.Length} cells where the header has {_width}.", "Mend the line in the file, or the mapping's delimiter.", mapped.CellsOfLine);
        return _times.TryRead(string.Join(' ', _timeAt.Select(i => cells[i].Trim())), out var at, out var problem)
            ? mapped.Of(cells, at, number)
            : RecordedLine.Unreadable(number, problem, "Correct the mapping's \"time\", or the line in the file.", mapped.CellsOfLine);
    }

    IEnumerable<(string[] Cells, int Number)> Rows()
    {
        using var csv = Open();
        Advance(csv);
        while (Advance(csv)) yield return (csv.Record!, csv.RawRow);
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
        var known = _mapping.Used().Select(used => used.Column).Concat(_mapping.Ignored.Keys).ToHashSet(StringComparer.Ordinal);
        var all = string.Join(", ", header.Select(name => $"\"{name}\""));
        var problems = header.Except(known).Select(name => $"column \"{name}\" is neither mapped nor ignored; map it, or say under \"ignored\" why it is left out")
            .Concat(known.Except(header).Select(name => $"the mapping names the column \"{name}\", which the file does not have"))
            .Concat(header.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{group.Count()} columns are named \"{group.Key}\"; name them apart in the file"))
            .ToList();
        if (problems.Count > 0) throw new ReplayException($"{_path} does not fit its mapping: {string.Join("; ", problems)}. Its header: {all}.");
    }
}

/// <summary>A replay cannot go on; the message is meant for the person who started it.</summary>
sealed class ReplayException : Exception
{
    public ReplayException() { }
    public ReplayException(string message) : base(message) { }
    public ReplayException(string message, Exception inner) : base(message, inner) { }
}

using System.Text.Unicode;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>RFC 4180 with a header and without line breaks inside quotes: a line is an item, whatever it holds.</summary>
sealed class CsvLines : LineForm
{
    Field[]? _columns;
    byte[] _head = [];

    public override ReadOnlyMemory<byte> Before => _head;

    public override bool Head(ReadOnlySpan<byte> line, out string? problem)
    {
        problem = null;
        if (_columns is not null) return false;
        List<Field> columns = [];
        var rest = line;
        for (var more = true; more;)
        {
            if (!Cell(ref rest, out var cell, out more)) return Wrong($"The header has a quote where none belongs: {Refusals.Shown(line)}.", out problem);
            if (Fields.Named(cell) is not { } field) return Wrong($"The header names a column \"{Refusals.Shown(cell)}\", which does not exist. The columns are {Fields.All}.", out problem);
            if (columns.Contains(field)) return Wrong($"The header names the column \"{field.Name()}\" twice.", out problem);
            columns.Add(field);
        }
        foreach (var needed in (ReadOnlySpan<Field>)[Field.Twin, Field.Channel, Field.At])
            if (!columns.Contains(needed)) return Wrong($"The header lacks the column \"{needed.Name()}\".", out problem);
        if (!columns.Contains(Field.Value) && !columns.Contains(Field.Withdrawn)) return Wrong("The header lacks the column \"value\".", out problem);
        _columns = [.. columns];
        _head = [.. line, (byte)'\n'];
        return true;
    }

    public override Refusal? Read(ReadOnlySpan<byte> line, ReadingMaker maker, Instant receivedAt, out Reading reading)
    {
        reading = default;
        if (!Utf8.IsValid(line)) return Refusals.BadUtf8(line);
        var fields = new ItemFields { ValueIsNumber = true };
        var rest = line;
        var more = true;
        var column = 0;
        for (; more; column++)
        {
            if (!Cell(ref rest, out var cell, out more))
                return Refusals.Malformed($"Cell {column + 1} has a quote where none belongs, or its quote does not end: {Refusals.Shown(line)}", "Quote a whole cell, double the quotes inside, and keep it on one line.");
            if (column >= _columns!.Length || cell.IsEmpty) continue;
            var field = _columns[column];
            fields.Say(field);
            if (field == Field.Withdrawn)
            {
                fields.Withdrawn = cell.SequenceEqual("true"u8);
                if (!fields.Withdrawn && !cell.SequenceEqual("false"u8)) return Refusals.WrongType(field, cell, "true or false");
            }
            else fields.Put(field, cell);
        }
        return column == _columns!.Length ? maker.Make(fields, receivedAt, out reading)
            : Refusals.Malformed($"The line has {column} cells, the header {_columns.Length}: {Refusals.Shown(line)}", "Send as many cells as columns; quote a cell that has a comma.");
    }

    /// <summary>Takes the next cell off the line.</summary>
    /// <param name="more">Another follows.</param>
    static bool Cell(scoped ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> cell, out bool more)
    {
        if (line.IsEmpty || line[0] != '"')
        {
            var comma = line.IndexOf((byte)',');
            more = comma >= 0;
            cell = more ? line[..comma] : line;
            line = more ? line[(comma + 1)..] : [];
            return cell.IndexOf((byte)'"') < 0;
        }
        var end = 1;
        var doubled = false;
        for (; end < line.Length; end++)
        {
            if (line[end] != '"') continue;
            if (end + 1 == line.Length || line[end + 1] != '"') break;
            doubled = true;
            end++;
        }
        cell = [];
        more = end + 1 < line.Length;
        if (end >= line.Length || more && line[end + 1] != ',') return false;
        cell = line[1..end];
        if (doubled) cell = Single(cell);
        line = more ? line[(end + 2)..] : [];
        return true;
    }

    static byte[] Single(ReadOnlySpan<byte> quoted)
    {
        List<byte> plain = new(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            plain.Add(quoted[i]);
            if (quoted[i] == '"') i++;
        }
        return [.. plain];
    }

    static bool Wrong(string why, out string? problem)
    {
        problem = why;
        return true;
    }
}

using YPort.Twin.Cli.Maps;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using Instant = NodaTime.Instant;

namespace YPort.Twin.Cli.Replay;

/// <summary>Makes readings and events of a recording's lines, in their order: what a logger only repeats is known by the line before.</summary>
/// <param name="at">Where each column stands in the header.</param>
sealed class MappedLines(Mapping mapping, IReadOnlyDictionary<string, int> at)
{
    readonly Dictionary<(int Column, string Twin), IReadOnlyList<string>> _last = [];
    readonly Template[] _twins = [.. mapping.Readings.Select(column => Template.Parse(column.Twin)), .. mapping.Happenings.Select(happening => Template.Parse(happening.Twin))];
    readonly EventParts[] _events = [.. mapping.Happenings.Select(EventParts.Of)];

    /// <summary>How many cells of a line the balance counts.</summary>
    public int CellsOfLine => _twins.Length;

    public RecordedLine Of(string[] cells, Instant moment, int number)
    {
        List<RecordedItem> items = new(_twins.Length);
        int empty = 0, held = 0, unreadable = 0;
        Refused? problem = null;
        for (var i = 0; i < _twins.Length; i++)
        {
            IReadOnlyList<string> texts = i < mapping.Readings.Count ? [.. mapping.Readings[i].Cells.Select(Cell)] : [];
            if (texts.Count > 0 && texts.All(text => text.Length == 0)) empty++;
            else if (Twin(i, Cell) is not { } twin) (unreadable, problem) = (unreadable + 1, problem ?? NoTwin(number, i));
            else if (i >= mapping.Readings.Count) items.Add(Event(i - mapping.Readings.Count, twin));
            else if (IsHeld(i, twin, texts)) held++;
            else items.Add(new RecordedReading(number, twin, moment, mapping.Readings[i], texts));
        }
        return new(number, items, empty, held, unreadable, problem);

        string Cell(string column) => cells[at[column]].Trim();

        RecordedEvent Event(int i, string twin) => new(number, twin, moment, mapping.Happenings[i], _events[i].Id.Fill(Cell) ?? "",
            [.. _events[i].Fields.Select(field => (field.Field, Text: field.Text.Fill(Cell))).Where(field => field.Text is not null).Select(field => (field.Field, field.Text!))]);
    }

    string? Twin(int i, Func<string, string> cell) => TwinOf(_twins[i], cell);

    /// <summary>Null when the line names none that could exist.</summary>
    public static string? TwinOf(Template id, Func<string, string> cell) => id.Fill(column => Template.InId(cell(column))) is { } text && TwinId.TryParse(text, out _) ? text : null;

    Refused NoTwin(int number, int i) => new(number, $"The line names no twin: {string.Join(", ", _twins[i].Columns.Select(column => $"\"{column}\""))} is empty, without a letter or digit, or too long.",
        $"Mend the cell in the file. {TwinId.Form}");

    bool IsHeld(int i, string twin, IReadOnlyList<string> texts)
    {
        if (!mapping.Readings[i].OnlyChanges) return false;
        if (_last.TryGetValue((i, twin), out var last) && last.SequenceEqual(texts)) return true;
        _last[(i, twin)] = texts;
        return false;
    }

    sealed record EventParts(Template Id, IReadOnlyList<(EventField Field, Template Text)> Fields)
    {
        public static EventParts Of(MappedEvent happening) => new(Template.Parse(happening.Id),
            [.. happening.Fields.Select(field => (EventCheck.Field(EventTypes.Named(happening.Type)!, field.Key)!, Template.Parse(field.Value)))]);
    }
}

using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Cli.Maps;

/// <summary>What a mapping can get wrong by itself, before any recording is opened: each problem with its path and its cure.</summary>
static class MappingCheck
{
    public static IEnumerable<(string Path, string Says)> Problems(Mapping mapping) =>
        [
            .. Words(mapping), .. TimeCheck.Problems(mapping.Time), .. Twins(mapping),
            .. mapping.Readings.SelectMany((column, i) => ReadingCheck.Problems(mapping, column, $"$.columns[{i}]")),
            .. mapping.Happenings.SelectMany((happening, i) => EventCheck.Problems(mapping, happening, $"$.events[{i}]")), .. Names(mapping),
        ];

    /// <summary>The kind of a twin that is described, or null and what to do.</summary>
    public static string? KindOf(Mapping mapping, string twin, string path, ICollection<(string, string)> problems)
    {
        if (mapping.Twins.TryGetValue(twin, out var body)) return Text(body, "kind");
        problems.Add(($"{path}.twin", $"\"{twin}\" is not under \"twins\". Describe it there, or correct the id."));
        return null;
    }

    static IEnumerable<(string, string)> Words(Mapping mapping)
    {
        foreach (var (name, text) in new[] { ("what", mapping.What), ("source", mapping.Source), ("licence", mapping.Licence) })
            if (string.IsNullOrWhiteSpace(text)) yield return ($"$.{name}", $"\"{name}\" is empty. Say it, so that whoever sees the figures can follow them back.");
        if (mapping.Delimiter is not [not ('"' or '\r' or '\n')])
            yield return ("$.delimiter", $"\"{mapping.Delimiter}\" is not one character that can part columns. Write \",\", \";\" or \"\\t\".");
    }

    static IEnumerable<(string, string)> Twins(Mapping mapping)
    {
        if (mapping.Twins.Count == 0) yield return ("$.twins", "No twin is described. Add each twin's register document by its id.");
        foreach (var (id, body) in mapping.Twins)
        {
            var (path, template) = ($"$.twins.{id}", Template.Parse(id));
            if (!TwinId.TryParse(template.Fill(_ => "x"), out _)) yield return (path, $"\"{id}\" cannot name a twin. {TwinId.Form}");
            if (Text(body, "kind") is not { } kind || !Kinds.All.Contains(kind))
                yield return ($"{path}.kind", $"The kind is missing or unknown. Write one of: {string.Join(", ", Kinds.All)}.");
            if (Text(body, "set") != "real")
                yield return ($"{path}.set", "A recording was measured, so its twin belongs to the real set. Write \"set\": \"real\".");
            foreach (var column in TwinDocument.Columns(body).Except(template.Columns))
                yield return (path, $"The document says {{{column}}}, the id does not, so one twin would have several documents. Take it out, or put it into the id.");
        }
    }

    static IEnumerable<(string, string)> Names(Mapping mapping)
    {
        if (mapping.Readings.Count + mapping.Happenings.Count == 0) yield return ("$", "No column is mapped and no event. Add at least one to \"columns\" or \"events\".");
        foreach (var (name, reason) in mapping.Ignored)
            if (string.IsNullOrWhiteSpace(reason)) yield return ($"$.ignored.{name}", "Say why the column is left out.");
        foreach (var (path, column) in mapping.Used().Distinct())
            if (mapping.Ignored.ContainsKey(column)) yield return (path, $"\"{column}\" is also under \"ignored\". Keep one of the two.");
        for (var i = 0; i < mapping.Readings.Count; i++)
        {
            var column = mapping.Readings[i];
            foreach (var name in column.Cells.Intersect(mapping.Time.Cells)) yield return ($"$.columns[{i}].{column.Member}", $"\"{name}\" is the time's column. Map another.");
            for (var j = 0; j < i; j++)
                if (mapping.Readings[j] is var other && other.Twin == column.Twin && other.Channel == column.Channel)
                    yield return ($"$.columns[{i}]", $"Column \"{string.Join("\", \"", other.Cells)}\" is mapped to \"{column.Channel}\" of \"{column.Twin}\" already. Give one of them to a twin of its own.");
        }
    }

    static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

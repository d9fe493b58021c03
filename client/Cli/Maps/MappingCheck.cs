using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Cli.Maps;

/// <summary>What a mapping can get wrong by itself, before any recording is opened: each problem with its path and its cure.</summary>
static class MappingCheck
{
    public static IEnumerable<(string Path, string Says)> Problems(Mapping mapping) =>
        [.. Words(mapping), .. Time(mapping.Time), .. Twins(mapping), .. mapping.Columns.SelectMany((column, i) => Column(mapping, column, $"$.columns[{i}]")), .. Names(mapping)];

    static IEnumerable<(string, string)> Words(Mapping mapping)
    {
        foreach (var (name, text) in new[] { ("what", mapping.What), ("source", mapping.Source), ("licence", mapping.Licence) })
            if (string.IsNullOrWhiteSpace(text)) yield return ($"$.{name}", $"\"{name}\" is empty. Say it, so that whoever sees the figures can follow them back.");
        if (mapping.Delimiter is not [not ('"' or '\r' or '\n')])
            yield return ("$.delimiter", $"\"{mapping.Delimiter}\" is not one character that can part columns. Write \",\", \";\" or \"\\t\".");
    }

    static IEnumerable<(string, string)> Time(MappedTime time)
    {
        if (time.Format == MappedTime.Iso)
        {
            if (time.Zone is not null) yield return ("$.time.zone", "Times in \"iso\" carry their own offset. Remove the zone, or give the pattern of local times as \"format\".");
            yield break;
        }
        var (works, why) = Pattern(time.Format);
        if (!works) yield return ("$.time.format", $"\"{time.Format}\" is not a NodaTime pattern of a date with time ({why}). Write such as \"uuuu-MM-dd HH:mm:ss\", or \"iso\".");
        if (time.Zone is null) yield return ("$.time", "The times have no zone, so they could mean any of two dozen moments. Add \"zone\", such as \"America/Denver\" or \"UTC\".");
        else if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(time.Zone) is null)
            yield return ("$.time.zone", $"\"{time.Zone}\" is no zone of the IANA database. Write such as \"America/Denver\", \"Etc/GMT+7\" or \"UTC\".");
    }

    static (bool Works, string Why) Pattern(string format)
    {
        try
        {
            LocalDateTimePattern.CreateWithInvariantCulture(format);
            return (true, "");
        }
        catch (InvalidPatternException wrong)
        {
            return (false, wrong.Message);
        }
    }

    static IEnumerable<(string, string)> Twins(Mapping mapping)
    {
        if (mapping.Twins.Count == 0) yield return ("$.twins", "No twin is described. Add each twin's register document by its id.");
        foreach (var (id, body) in mapping.Twins)
        {
            var path = $"$.twins.{id}";
            if (!TwinId.TryParse(id, out _)) yield return (path, $"\"{id}\" cannot name a twin. {TwinId.Form}");
            if (Text(body, "kind") is not { } kind || !Kinds.All.Contains(kind))
                yield return ($"{path}.kind", $"The kind is missing or unknown. Write one of: {string.Join(", ", Kinds.All)}.");
            if (Text(body, "set") != "real")
                yield return ($"{path}.set", "A recording was measured, so its twin belongs to the real set. Write \"set\": \"real\".");
        }
    }

    static IEnumerable<(string, string)> Column(Mapping mapping, MappedColumn column, string path)
    {
        string? kind = null;
        if (!mapping.Twins.TryGetValue(column.Twin, out var body)) yield return ($"{path}.twin", $"\"{column.Twin}\" is not under \"twins\". Describe it there, or correct the id.");
        else kind = Text(body, "kind");

        if (Channels.Named(column.Channel) is not { } channel)
        {
            yield return ($"{path}.channel", $"There is no channel \"{column.Channel}\". Write one of: {string.Join(", ", Channels.All)}.");
            yield break;
        }
        if (kind is not null && !channel.Kinds.Contains(kind))
            yield return ($"{path}.channel", $"A {kind} has no channel \"{channel}\"; these have: {string.Join(", ", channel.Kinds)}. Give the column to such a twin.");
        if (!Unit.TryParse(column.Unit, out var unit) || !unit.ConvertsTo(channel.Unit))
            yield return ($"{path}.unit", $"\"{column.Unit}\" does not convert to {channel.Unit}, the unit of \"{channel}\". Write the unit of the file's numbers in UCUM.");

        var isInterval = channel.Nature == ChannelNature.IntervalAmount;
        if (isInterval && column.SpanMinutes is not (> 0 and <= 7 * 24 * 60)) yield return (path, "An interval amount needs its length. Add \"spanMinutes\", 1 to 10080.");
        if (isInterval && column.TimeIs is null) yield return (path, "The file's time may begin or end the span. Add \"timeIs\": \"start\" or \"end\".");
        if (!isInterval && (column.SpanMinutes ?? (object?)column.TimeIs) is not null)
            yield return (path, $"\"{channel}\" is a value of a moment. Remove \"spanMinutes\" and \"timeIs\".");
    }

    static IEnumerable<(string, string)> Names(Mapping mapping)
    {
        if (mapping.Columns.Count == 0) yield return ("$.columns", "No column is mapped. Add at least one.");
        foreach (var (name, reason) in mapping.Ignored)
            if (string.IsNullOrWhiteSpace(reason)) yield return ($"$.ignored.{name}", "Say why the column is left out.");
        for (var i = 0; i < mapping.Columns.Count; i++)
        {
            var column = mapping.Columns[i];
            if (column.Column == mapping.Time.Column) yield return ($"$.columns[{i}].column", $"\"{column.Column}\" is the time's column. Map another.");
            if (mapping.Ignored.ContainsKey(column.Column)) yield return ($"$.columns[{i}].column", $"\"{column.Column}\" is also under \"ignored\". Keep one of the two.");
            for (var j = 0; j < i; j++)
                if (mapping.Columns[j] is var other && other.Twin == column.Twin && other.Channel == column.Channel)
                    yield return ($"$.columns[{i}]", $"Column \"{other.Column}\" is mapped to \"{column.Channel}\" of \"{column.Twin}\" already. Give one of them to a twin of its own.");
        }
        if (mapping.Ignored.ContainsKey(mapping.Time.Column)) yield return ("$.ignored", $"\"{mapping.Time.Column}\" is the time's column. Take it out of \"ignored\".");
    }

    static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

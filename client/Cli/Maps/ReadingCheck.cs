using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Cli.Maps;

/// <summary>What a mapping can get wrong about a column that becomes a reading.</summary>
static class ReadingCheck
{
    public static IEnumerable<(string Path, string Says)> Problems(Mapping mapping, MappedColumn column, string path)
    {
        List<(string, string)> problems = [];
        var kind = MappingCheck.KindOf(mapping, column.Twin, path, problems);
        if (column.Column is null == column.Columns is null) problems.Add((path, "Give one \"column\", or a position's two \"columns\"."));

        if (Channels.Named(column.Channel) is not { } channel)
            return [.. problems, ($"{path}.channel", $"There is no channel \"{column.Channel}\". Write one of: {string.Join(", ", Channels.All)}.")];
        if (kind is not null && !channel.Kinds.Contains(kind))
            problems.Add(($"{path}.channel", $"A {kind} has no channel \"{channel}\"; these have: {string.Join(", ", channel.Kinds)}. Give the column to such a twin."));
        return [.. problems, .. Numbers(column, channel, path), .. Spans(column, channel, path)];
    }

    static IEnumerable<(string, string)> Numbers(MappedColumn column, Channel channel, string path)
    {
        if (channel.Nature == ChannelNature.Position)
        {
            if (column.Columns is not { Count: 2 }) yield return (path, "A position stands in two columns. Give \"columns\": latitude, then longitude.");
            if (column.Unit is not null) yield return ($"{path}.unit", "A position is in degrees on WGS84. Remove the unit.");
            yield break;
        }
        if (column.Columns is not null) yield return ($"{path}.columns", $"\"{channel}\" is one number. Give its \"column\".");
        if (column.Unit is null) yield return (path, $"The file's numbers have no unit. Add \"unit\", in UCUM, such as \"{channel.Unit}\".");
        else if (!Unit.TryParse(column.Unit, out var unit) || !unit.ConvertsTo(channel.Unit))
            yield return ($"{path}.unit", $"\"{column.Unit}\" does not convert to {channel.Unit}, the unit of \"{channel}\". Write the unit of the file's numbers in UCUM.");
    }

    static IEnumerable<(string, string)> Spans(MappedColumn column, Channel channel, string path)
    {
        var isInterval = channel.Nature == ChannelNature.IntervalAmount;
        if (isInterval && column.SpanMinutes is not (> 0 and <= 7 * 24 * 60)) yield return (path, "An interval amount needs its length. Add \"spanMinutes\", 1 to 10080.");
        if (isInterval && column.TimeIs is null) yield return (path, "The file's time may begin or end the span. Add \"timeIs\": \"start\" or \"end\".");
        if (!isInterval && (column.SpanMinutes ?? (object?)column.TimeIs) is not null)
            yield return (path, $"\"{channel}\" is a value of a moment. Remove \"spanMinutes\" and \"timeIs\".");
        if (isInterval && column.OnlyChanges) yield return ($"{path}.onlyChanges", "Equal amounts of two spans are two amounts. Remove \"onlyChanges\".");
    }
}

using System.Globalization;
using System.Text.Json;
using YPort.Twin.Model.Readings;
using YPort.Twin.Tests.Recordings.Independent;

namespace YPort.Twin.Tests.Recordings.Replayed;

/// <summary>What must become of a recording's cells, counted from the file and the mapping's plain JSON.</summary>
sealed record CountedByHand(long Lines, long Cells, long Empty, long Accepted, long Duplicate, long Quarantined)
{
    // In which unit of the channel's a mapping's numbers are.
    static readonly Dictionary<string, decimal> Units = new() { ["W"] = 1, ["kW"] = 1000, ["W/m2"] = 1, ["Cel"] = 1, ["m/s"] = 1, ["%"] = 1, ["hPa"] = 100, ["kW.h"] = 1000 };

    public static CountedByHand Of(string map)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "mappings", map + ".json")));
        PlainCsv file = new(RecordedFile.Of(map));
        var times = file.Cells(json.RootElement.GetProperty("time").GetProperty("column").GetString()!).ToList();
        long cells = 0, empty = 0, accepted = 0, duplicate = 0, quarantined = 0;
        foreach (var column in json.RootElement.GetProperty("columns").EnumerateArray())
        {
            var channel = Channels.Named(column.GetProperty("channel").GetString())!;
            var unit = Units[column.GetProperty("unit").GetString()!];
            Dictionary<string, decimal> known = [];
            foreach (var (time, cell) in times.Zip(file.Cells(column.GetProperty("column").GetString()!)))
            {
                cells++;
                if (cell.Length == 0) empty++;
                else if (!decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value * unit < channel.Least || value * unit > channel.Most) quarantined++;
                else if (known.TryAdd(time, value)) accepted++;
                else if (known[time] == value) duplicate++;
                else quarantined++;
            }
        }
        return new(file.Lines, cells, empty, accepted, duplicate, quarantined);
    }
}

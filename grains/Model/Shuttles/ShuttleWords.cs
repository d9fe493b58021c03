using System.Text.Json;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What a vehicle's events and occupancy say, and how long it holds.</summary>
static class ShuttleWords
{
    public const string SafeStop = "safe-stop", Unknown = "unknown";

    /// <summary>A text of an event's fields; null where it was not said.</summary>
    public static string? Said(this EventWord word, string field)
    {
        using var fields = JsonDocument.Parse(word.Fields);
        return fields.RootElement.TryGetProperty(field, out var value) ? value.GetString() : null;
    }

    public static bool Is(this EventWord word, EventType type) => word.Type == type.Name;

    /// <summary>Came and was not cleared, and keeps the vehicle from service. A fault of unsaid severity is major: nobody said that it is not.</summary>
    public static bool IsOpenMajorFault(this EventWord fault) => fault.Said("state") == "raised" && fault.Said("severity") != "minor";

    /// <summary>Who drives, as of the last change; null before the first.</summary>
    public static Timeline<string> Modes(IEnumerable<EventWord> words)
    {
        Timeline<string> modes = new();
        foreach (var word in words)
            if (word.Is(ShuttleEvents.ModeChanged)) modes.Add(word.At, word.Said("mode"), word.Offset);
        return modes;
    }

    /// <summary>
    /// How many are aboard: as the last reading says, measured up to the channel's longest measured gap, then an estimate, and after its longest
    /// joined gap nobody knows.
    /// </summary>
    /// <param name="since">Before it nobody asks.</param>
    public static Timeline<(int Persons, Quality Quality)?> Aboard(ReadOnlySpan<Sample> occupancy, Instant since)
    {
        var channel = ShuttleChannels.Occupancy;
        Timeline<(int, Quality)?> aboard = new();
        var first = occupancy.Length;
        while (first > 0 && (first == occupancy.Length || occupancy[first].At > since)) first--;
        for (var i = first; i < occupancy.Length; i++)
        {
            var (at, persons, offset) = (occupancy[i].At, (int)occupancy[i].Steps, occupancy[i].Offset);
            var next = i + 1 < occupancy.Length ? occupancy[i + 1].At : new(long.MaxValue);
            aboard.Add(at, (persons, occupancy[i].Quality), offset);
            if (at + channel.LongestMeasured < next) aboard.Add(at + channel.LongestMeasured, (persons, Quality.Estimated), offset);
            if (at + channel.LongestJoined < next) aboard.Add(at + channel.LongestJoined, null, long.MinValue);
        }
        return aboard;
    }

    public static string Service(int? persons) => persons switch { null => Unknown, 0 => "empty", _ => "occupied" };
}

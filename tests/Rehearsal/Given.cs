using System.Text;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Tests.Rehearsal;

static class Given
{
    public static CityFile Bangkok { get; } = CityFile.Read(Path.Combine(AppContext.BaseDirectory, "bangkok.json"));

    /// <summary>Its first twelve buildings and the weather stations: enough for what does not need all roofs.</summary>
    public static CityFile Small { get; } = Bangkok with
    {
        Twins = [.. Bangkok.Twins.Where(twin => twin.Description.Kind == Kinds.Building).Take(12), .. Bangkok.Twins.Where(twin => twin.Description.Kind == Kinds.Thing)],
    };

    public static CityFile Only(Func<SeedTwin, bool> twin) => Bangkok with { Twins = [.. Bangkok.Twins.Where(twin)] };

    public static BangkokDay Day(string date) => BangkokDay.Of(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The moments of one or more Bangkok days, the last midnight included.</summary>
    public static IEnumerable<Instant> Every(TimeSpan step, string from, int days = 1)
    {
        var start = Day(from).Start;
        for (var at = start; at <= start + TimeSpan.FromDays(days); at += step) yield return at;
    }

    public static Reading? Of(this IReadOnlyList<Reading> readings, string twin, Channel channel) =>
        readings.Where(reading => reading.Twin.ToString() == twin && reading.Channel == channel).Cast<Reading?>().SingleOrDefault();

    /// <summary>A number of an event's fields.</summary>
    public static decimal Number(this TwinEvent happening, string field)
    {
        using var json = System.Text.Json.JsonDocument.Parse(happening.Fields);
        return json.RootElement.GetProperty(field).GetDecimal();
    }

    /// <summary>A text of an event's fields; null where it has none.</summary>
    public static string? Said(this TwinEvent happening, string field)
    {
        using var json = System.Text.Json.JsonDocument.Parse(happening.Fields);
        return json.RootElement.TryGetProperty(field, out var value) ? value.GetString() : null;
    }

    internal static PretendCity Play(int seed = 1, string began = "2025-03-10", CityFile? city = null) => new(city ?? Small, seed, Day(began));

    public static (CityFile? City, IReadOnlyList<CityFault> Faults) Parse(string json) => CityFile.Parse(Encoding.UTF8.GetBytes(json), Districts.Bangkok);
}

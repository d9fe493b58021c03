using System.Text;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Tests.Rehearsal;

static class Given
{
    public static CityFile Bangkok { get; } = CityFile.Read(Path.Combine(AppContext.BaseDirectory, "bangkok.json"));

    /// <summary>The moments of one or more Bangkok days.</summary>
    public static IEnumerable<Instant> Every(TimeSpan step, string from, int days = 1)
    {
        var start = BangkokDay.Of(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture)).Start;
        for (var at = start; at <= start + TimeSpan.FromDays(days); at += step) yield return at;
    }

    public static Reading? Of(this IReadOnlyList<Reading> readings, string twin, Channel channel) =>
        readings.Where(reading => reading.Twin.ToString() == twin && reading.Channel == channel).Cast<Reading?>().SingleOrDefault();

    public static PretendCity Play(int seed = 1) => new(Bangkok, seed);

    public static (CityFile? City, IReadOnlyList<CityFault> Faults) Parse(string json) => CityFile.Parse(Encoding.UTF8.GetBytes(json), Districts.Bangkok);
}

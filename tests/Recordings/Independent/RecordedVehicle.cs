using System.Collections.Concurrent;
using System.Globalization;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>One vehicle of a recording, by the plainest reading of the file.</summary>
/// <param name="TopMetresPerSecond">Its register's top speed; 40 m/s where it names none.</param>
/// <param name="Fixes">Each moment once, by time (µs since 1970).</param>
sealed record RecordedVehicle(string Map, string Twin, double TopMetresPerSecond, SortedDictionary<long, Chord.Fix> Fixes)
{
    /// <summary>Vehicles in the files of both mappings.</summary>
    public static readonly string[] Buses = ["2053", "2054", "2056", "2204", "2217", "2221", "2226", "2255", "2360", "2361", "2362", "2378", "2401", "2402", "2407", "7454"];
    public const string Twizy = "rsk-twizy-t1";
    static readonly ConcurrentDictionary<string, RecordedVehicle> Known = new();

    public static TheoryData<string> Twins => new([.. Buses.Select(bus => "capmetro-" + bus), Twizy]);

    public static RecordedVehicle Of(string twin) => Known.GetOrAdd(twin, _ => twin == Twizy ? TheTwizy() : Bus(twin["capmetro-".Length..]));

    static RecordedVehicle Bus(string number)
    {
        PlainCsv file = new(RecordedFile.Of("capmetro-buses"));
        SortedDictionary<long, Chord.Fix> fixes = [];
        foreach (var (vehicle, time, fix) in file.Cells("vehicle_id").Zip(file.Cells("timestamp"), Places(file, "latitude", "longitude")))
            if (vehicle == number) fixes.TryAdd(PlainCsv.WithOffset(time.Replace('T', ' ')), fix);
        return new("capmetro-buses", "capmetro-" + number, 40, fixes);
    }

    // The logger holds its last fix until it has a new one: what stands for several lines is one fix.
    static RecordedVehicle TheTwizy()
    {
        PlainCsv file = new(RecordedFile.Of("rsk-twizy"));
        SortedDictionary<long, Chord.Fix> fixes = [];
        Chord.Fix? last = null;
        foreach (var (date, time, fix) in file.Cells("Date").Zip(file.Cells("Time"), Places(file, "LAT", "LON")))
        {
            // Rabat is an hour ahead of Greenwich all summer.
            if (fix != last) fixes.Add(PlainCsv.Greenwich("M/d/yyyy HH:mm:ss")($"{date} {time}") - 3_600_000_000, fix);
            last = fix;
        }
        return new("rsk-twizy", Twizy, 80 / 3.6, fixes);
    }

    static IEnumerable<Chord.Fix> Places(PlainCsv file, string lat, string lon) =>
        file.Cells(lat).Zip(file.Cells(lon), (north, east) => new Chord.Fix(decimal.Parse(north, CultureInfo.InvariantCulture), decimal.Parse(east, CultureInfo.InvariantCulture)));
}

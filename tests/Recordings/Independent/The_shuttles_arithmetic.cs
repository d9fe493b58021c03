using System.Globalization;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>Distance driven on real recordings, beside what a speedometer or school geometry says. The figures stand in grains/Model/README.md.</summary>
public sealed class The_shuttles_arithmetic
{
    readonly record struct Seen(long At, decimal Lat, decimal Lon, double MetresPerSecond);

    [Fact]
    public void Of_a_bus_fleets_day_refuses_one_pair_and_agrees_with_plane_geometry()
    {
        PlainCsv csv = new(SharedData.Recording("mobility/capmetro_vehicle_positions_2016-05-30.csv"));
        var buses = csv.Cells("vehicle_id").Zip(csv.Cells("timestamp")).Zip(csv.Cells("latitude"), csv.Cells("longitude"))
            .GroupBy(row => row.First.First, row => (At: Microseconds(row.First.Second), Lat: Number(row.Second), Lon: Number(row.Third)));
        long driven = 0, refused = 0, pairs = 0;
        double plane = 0;
        foreach (var bus in buses)
        {
            // The file is unsorted and says things twice; the later line of a moment counts.
            var fixes = bus.GroupBy(fix => fix.At).Select(same => same.Last()).OrderBy(fix => fix.At).Select(fix => new Seen(fix.At, fix.Lat, fix.Lon, 0)).ToArray();
            driven += Rows(ShuttleMeasures.VehicleDistance, fixes).Sum(row => row.Steps);
            foreach (var (from, to) in fixes.Zip(fixes.Skip(1)))
            {
                if (to.At - from.At > 300 * Instant.PerSecond) continue;
                pairs++;
                if (Rows(ShuttleMeasures.TimeObserved, [from, to]).Count == 0) refused++;
                else plane += Plane(from, to) is var metres && metres <= 5 && metres * Instant.PerSecond <= 0.5 * (to.At - from.At) ? 0 : metres;
            }
        }
        Assert.Equal((7279, 1), (pairs, refused));
        Assert.Equal(3624, driven / 1e6, 1.0); // km
        Assert.Equal(plane, driven / 1000.0, plane / 100_000);
    }

    [Fact]
    public void Of_a_cars_trip_at_a_fix_in_twenty_seconds_agrees_with_its_speedometer_within_three_per_cent()
    {
        var trip = Trip();
        var slow = trip.Where(fix => fix.At / Instant.PerSecond % 20 == 0).ToArray();
        var speedometer = trip.Zip(trip.Skip(1)).Sum(pair => (pair.First.MetresPerSecond + pair.Second.MetresPerSecond) / 2 * (pair.Second.At - pair.First.At) / Instant.PerSecond);
        Assert.Equal(37_824, speedometer, 1.0);
        Assert.Equal(38_726, Rows(ShuttleMeasures.VehicleDistance, slow).Sum(row => row.Steps) / 1000.0, 1.0);
    }

    [Fact]
    public void Of_the_same_trip_logged_each_second_loses_nearly_all_for_the_logger_repeats_old_places() =>
        Assert.Equal(2_856, Rows(ShuttleMeasures.VehicleDistance, Trip()).Sum(row => row.Steps) / 1000.0, 1.0);

    // The trip's date does not matter.
    static Seen[] Trip()
    {
        PlainCsv csv = new(SharedData.Recording("ev/T1_07_01_2021.csv"));
        return [.. csv.Cells("Time").Zip(csv.Cells("LAT"), csv.Cells("LON")).Zip(csv.Cells("Speed"))
            .Select(row => new Seen(TimeSpan.Parse(row.First.First, CultureInfo.InvariantCulture).Ticks / 10, Number(row.First.Second), Number(row.First.Third), (double)Number(row.Second) / 3.6))
            .DistinctBy(fix => fix.At).OrderBy(fix => fix.At)];
    }

    static List<LedgerRow> Rows(Measure measure, Seen[] seen)
    {
        var fixes = seen.Select((fix, i) => new Sample(new(fix.At), GeoPoint.Of(fix.Lat, fix.Lon)!.Value.Packed, 0, i, Quality.Measured, 0, false)).ToArray();
        var register = new TwinRegister(TwinId.Parse("bus"), [new Described(TwinRegister.Beginning, new(Kinds.Shuttle, CitySet.Real, new("x"), "outside:x"))]);
        List<LedgerRow> rows = [];
        if (fixes.Length > 0) measure.Compute(new(register, channel => channel == ShuttleChannels.Position ? fixes : default, []), Window.Of(fixes[0].At), Window.Of(fixes[^1].At).Next, rows);
        return rows;
    }

    // Pythagoras on the ellipsoid's two radii of curvature at the middle latitude: true to a hundred-thousandth over a few kilometres.
    static double Plane(Seen from, Seen to)
    {
        const double A = 6_378_137, E2 = 0.00669437999014;
        var middle = (double)(from.Lat + to.Lat) / 2 * Math.PI / 180;
        var w = 1 - E2 * Math.Sin(middle) * Math.Sin(middle);
        var north = (double)(to.Lat - from.Lat) * Math.PI / 180 * A * (1 - E2) / Math.Pow(w, 1.5);
        var east = (double)(to.Lon - from.Lon) * Math.PI / 180 * A / Math.Sqrt(w) * Math.Cos(middle);
        return Math.Sqrt(north * north + east * east);
    }

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    static long Microseconds(string text) => (DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
}

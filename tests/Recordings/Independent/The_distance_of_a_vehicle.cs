using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Tests.Recordings.Independent;

public sealed class The_distance_of_a_vehicle
{
    // Two geodesics by different roads; a thousandth of what the rule's rounding to millimetres can show.
    const double Agreement = 1e-6;

    [Theory]
    [MemberData(nameof(RecordedVehicle.Twins), MemberType = typeof(RecordedVehicle))]
    public void Equals_the_same_worked_out_by_hand_within_a_millimetre_for_every_pair_of_fixes(string twin)
    {
        var vehicle = RecordedVehicle.Of(twin);
        var driven = DrivenByHand.Of(vehicle);
        Assert.True(driven.Nearest > Agreement, "No pair lies so near a bound that two geodesics could judge it differently.");

        var rows = Rows(vehicle).GroupBy(row => (long)row.Window.Index).ToDictionary(window => window.Key, window => window.ToList());
        Assert.Equal(driven.Quarters.Keys, rows.Keys.Order());
        foreach (var (quarter, amount) in driven.Quarters)
        {
            var (measured, estimated) = (rows[quarter].Where(row => row.Quality == Quality.Measured), rows[quarter].Where(row => row.Quality == Quality.Estimated));
            Assert.Equal((amount.MeasuredCover, amount.EstimatedCover), (measured.Sum(row => row.CoveredMicroseconds), estimated.Sum(row => row.CoveredMicroseconds)));
            Assert.InRange(measured.Sum(row => row.Steps) - amount.Measured, -driven.Pairs[quarter], driven.Pairs[quarter]);
            Assert.InRange(estimated.Sum(row => row.Steps) - amount.Estimated, -driven.Pairs[quarter], driven.Pairs[quarter]);
        }
    }

    [Theory]
    [MemberData(nameof(RecordedVehicle.Twins), MemberType = typeof(RecordedVehicle))]
    public void Measures_each_way_as_the_chord_through_the_Earth_does_within_a_micrometre(string twin)
    {
        var fixes = RecordedVehicle.Of(twin).Fixes.Values;
        foreach (var (from, to) in fixes.Zip(fixes.Skip(1)).Where(pair => Chord.Metres(pair.First, pair.Second) < 20_000))
            Assert.Equal(Chord.Metres(from, to), Geodesic.Between(Point(from), Point(to))!.Value.Metres, Agreement);
    }

    /// <summary>A bus that would have done 162 km/h, and the car 93 where it can do 80: once each, among thousands of pairs.</summary>
    [Theory]
    [InlineData("capmetro-2407", 1)]
    [InlineData("capmetro-2221", 0)]
    [InlineData("rsk-twizy-t1", 1)]
    public void Leaves_out_a_pair_that_the_vehicle_cannot_have_driven(string twin, int impossible) => Assert.Equal(impossible, DrivenByHand.Of(RecordedVehicle.Of(twin)).Impossible);

    /// <summary>The car's wheels turned 37.8 km, and its receiver's own speed adds up to 38.9 km: the fixes say the same within 3 %.</summary>
    [Fact]
    public void Comes_near_what_the_cars_own_speed_adds_up_to()
    {
        PlainCsv file = new(RecordedFile.Of("rsk-twizy"));
        var byReceiver = file.Cells("GpsSpeed").Sum(speed => double.Parse(speed, System.Globalization.CultureInfo.InvariantCulture)) / 3.6;
        var byFixes = (double)Rows(RecordedVehicle.Of(RecordedVehicle.Twizy)).Sum(row => row.Steps) / 1000;
        Assert.InRange(byFixes / byReceiver, 0.97, 1.03);
    }

    static List<LedgerRow> Rows(RecordedVehicle vehicle)
    {
        var samples = vehicle.Fixes.Select((fix, i) => new Sample(new(fix.Key), Point(fix.Value).Packed, 0, i, Quality.Measured, 0, false)).ToArray();
        ShuttleFacts facts = new(TopSpeedMillimetresPerSecond: vehicle.Twin == RecordedVehicle.Twizy ? (long)(vehicle.TopMetresPerSecond * 1000) : null);
        TwinRegister register = new(TwinId.Parse(vehicle.Twin), [new Described(TwinRegister.Beginning, new(Kinds.Shuttle, CitySet.Real, new("x"), "outside:x", Shuttle: facts))]);
        List<LedgerRow> rows = [];
        Measures.Named("vehicle-distance")!.Compute(new(register, channel => channel == ShuttleChannels.Position ? samples : [], []),
            Window.Of(new(vehicle.Fixes.Keys.First())), new(Window.Of(new(vehicle.Fixes.Keys.Last())).Index + 1), rows);
        return rows;
    }

    static GeoPoint Point(Chord.Fix fix) => GeoPoint.Of(fix.Lat, fix.Lon)!.Value;
}

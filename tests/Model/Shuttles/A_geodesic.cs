using CsCheck;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Tests.Model.Shuttles;

public sealed class A_geodesic
{
    static readonly Gen<GeoPoint> Anywhere = Gen.Select(Gen.Int[-900_000_000, 900_000_000], Gen.Int[-1_800_000_000, 1_800_000_000], (lat, lon) => new GeoPoint(lat, lon));
    static readonly Gen<GeoPoint> InBangkok = Gen.Select(Gen.Int[135_000_000, 140_000_000], Gen.Int[1_003_000_000, 1_009_000_000], (lat, lon) => new GeoPoint(lat, lon));

    static GeoPoint Point(decimal lat, decimal lon) => GeoPoint.Of(lat, lon)!.Value;

    // From GeographicLib 2.0 (Karney 2013); a quarter meridian and a degree of the equator stand in any table of WGS84.
    [Theory]
    [InlineData(13.8047, 100.5418, 13.8057, 100.5423, 123.139688, 26.042155)]
    [InlineData(13.80470, 100.54177, 13.80298, 100.53914, 342.167143, 236.209671)] // Krung Thep Aphiwat, Red Line, to MRT Bang Sue
    [InlineData(13.75, 100.5, 13.76, 100.5, 1106.370784, 0)]
    [InlineData(13.75, 100.5, 13.75, 100.51, 1081.497574, 90.001188)]
    [InlineData(13.7563, 100.5018, 35.4437, 139.638, 4589253.554198, 68.504642)] // Bangkok to Yokohama
    [InlineData(0, 0, 0, 1, 111319.490793, 90)]
    [InlineData(0, 0, 1, 0, 110574.388558, 0)]
    [InlineData(0, 0, 90, 0, 10001965.729313, 0)]
    [InlineData(40.6, -73.8, 51.6, -0.5, 5551759.400319, 107.821777)]
    [InlineData(13.8, 179.9999, 13.8, -179.9999, 21.625354, 90.000024)] // over the date line
    [InlineData(13.8047, 100.5418, 13.8047001, 100.5418, 0.011064, 0)] // one step of a position
    public void Is_as_long_as_published_to_a_tenth_of_a_millimetre(double lat1, double lon1, double lat2, double lon2, double metres, double course)
    {
        var way = Geodesic.Between(Point((decimal)lat1, (decimal)lon1), Point((decimal)lat2, (decimal)lon2))!.Value;
        Assert.Equal(metres, way.Metres, 0.0001);
        Assert.Equal(course, way.CourseDegrees, 0.000002);
    }

    [Fact]
    public void Between_Flinders_Peak_and_Buninyong_is_the_surveyors_54972_m()
    {
        // Geoscience Australia's example for Vincenty's formula, 54,972.271 m on GRS80, which is WGS84 here to a micrometre; our points are 11 mm wide.
        var way = Geodesic.Between(Point(-37.9510334m, 144.4248679m), Point(-37.6528211m, 143.9264955m))!.Value;
        Assert.Equal(54_972.271, way.Metres, 0.016);
    }

    [Fact]
    public void Between_nearly_opposite_points_is_not_given() => Assert.Null(Geodesic.Between(Point(0, 0), Point(0.5m, 179.7m)));

    [Fact]
    public void Is_rounded_once_to_whole_millimetres_half_to_even() =>
        Assert.Equal([0L, 2, 2, 123_140], ((double[])[0.0005, 0.0015, 0.0025, 123.139688]).Select(metres => new Geodesic(metres, 0).Millimetres));

    [Fact]
    public void From_a_point_to_itself_is_nothing() => Anywhere.Sample(point => Geodesic.Between(point, point)!.Value == new Geodesic(0, 0));

    [Fact]
    public void Is_as_long_there_as_back_to_the_last_bit() =>
        Gen.Select(Anywhere, Anywhere).Sample((one, other) => Geodesic.Between(one, other)?.Metres == Geodesic.Between(other, one)?.Metres);

    [Fact]
    public void Is_no_longer_than_any_way_round() => Gen.Select(InBangkok, InBangkok, InBangkok).Sample((a, b, c) =>
        Geodesic.Between(a, c)!.Value.Metres <= Geodesic.Between(a, b)!.Value.Metres + Geodesic.Between(b, c)!.Value.Metres + 1e-6);

    [Fact]
    public void Turns_round_on_the_way_back() => Gen.Select(InBangkok, InBangkok).Where((one, other) => one != other).Sample((one, other) =>
        // Over less than 100 km the course changes by a fraction of a degree.
        Math.Abs(Math.IEEERemainder(Geodesic.Between(one, other)!.Value.CourseDegrees - Geodesic.Between(other, one)!.Value.CourseDegrees - 180, 360)) < 0.2
        && Geodesic.Between(one, other)!.Value.CourseDegrees is >= 0 and < 360);
}

using System.Text;
using YPort.Twin.Ingest;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Ingest;

public sealed class A_position
{
    static readonly Instant Now = Instant.Parse("2026-11-24T05:00:00Z");

    static (string? Code, GeoPoint? Point) Json(string value, string more = "")
    {
        var refusal = new JsonLines().Read(Encoding.UTF8.GetBytes($$"""{"twin":"cart-1","channel":"position","at":"2026-11-24T04:59:00Z","value":{{value}}{{more}}}"""), new(new ReadingOptions()), Now, out var reading);
        return (refusal?.Code, refusal is null ? GeoPoint.Unpack(reading.Steps) : null);
    }

    [Theory]
    [InlineData("""{"lat":13.8047,"lon":100.5418}""", 138_047_000, 1_005_418_000)]
    [InlineData("""{"lon":-97.71463,"lat":30.344257}""", 303_442_570, -977_146_300)]
    [InlineData("""{"lat":-33.98615649,"lon":1.5e2}""", -339_861_565, 1_500_000_000)]
    [InlineData("""{"lat":90,"lon":-180}""", 900_000_000, -1_800_000_000)]
    public void Is_kept_to_the_ten_millionth_of_a_degree(string value, int lat, int lon) => Assert.Equal((null, new GeoPoint(lat, lon)), Json(value));

    [Theory]
    [InlineData("""{"lat":0,"lon":0}""", "no-fix")]
    [InlineData("""{"lat":100.5418,"lon":13.8047}""", "out-of-range")]
    [InlineData("""{"lat":13.8}""", "not-a-position")]
    [InlineData("""{"lat":13.8,"lon":100.5,"alt":3}""", "not-a-position")]
    [InlineData("""{"lat":"13.8","lon":100.5}""", "not-a-position")]
    [InlineData("""{"lat":13.8,"lat":13.9,"lon":100.5}""", "not-a-position")]
    [InlineData("[13.8,100.5]", "not-a-position")]
    [InlineData("13.8", "not-a-position")]
    [InlineData("null", "not-a-position")]
    public void That_is_none_is_refused(string value, string code) => Assert.Equal(code, Json(value).Code);

    [Fact]
    public void Has_no_unit() => Assert.Equal("unit-not-allowed", Json("""{"lat":13.8,"lon":100.5}""", ""","unit":"deg" """).Code);

    [Theory]
    [InlineData("13.8047 100.5418", null)]
    [InlineData("\"13.8047 100.5418\"", null)]
    [InlineData("13.8047", "not-a-position")]
    [InlineData("95 100.5", "out-of-range")]
    public void In_a_csv_is_latitude_and_longitude_with_a_space_between(string cell, string? code)
    {
        CsvLines csv = new();
        Assert.True(csv.Head("twin,channel,at,value"u8, out _));
        var refusal = csv.Read(Encoding.UTF8.GetBytes($"cart-1,position,2026-11-24T04:59:00Z,{cell}"), new(new ReadingOptions()), Now, out var reading);
        Assert.Equal(code, refusal?.Code);
        if (code is null) Assert.Equal(new GeoPoint(138_047_000, 1_005_418_000), GeoPoint.Unpack(reading.Steps));
    }

    [Fact]
    public void Of_any_kind_is_unpacked_as_it_was_packed()
    {
        foreach (var lat in (int[])[-900_000_000, -1, 0, 1, 900_000_000])
            foreach (var lon in (int[])[-1_800_000_000, -1, 0, 1, 1_800_000_000])
                Assert.Equal(new GeoPoint(lat, lon), GeoPoint.Unpack(new GeoPoint(lat, lon).Packed));
    }
}

using System.Text;
using System.Text.Json;
using YPort.Twin.Model.City;

namespace YPort.Twin.Tests.Model.City;

public sealed class The_borders_of_districts
{
    const string Credit = "An office, CC BY 4.0";
    static readonly string[] Squares = [.. Districts.Bangkok.All.Select(district => Square($$"""{"DISTRICT_NAME_T":"{{district.Name.Th}}"}"""))];

    [Fact]
    public void Are_told_apart_by_thai_name_english_name_or_code()
    {
        string[] named =
        [
            .. Districts.Bangkok.All.Select((district, i) => Square((i % 4) switch
            {
                0 => $$"""{"name":"เขต{{district.Name.Th}}","group":"กรุงธนใต้"}""",
                1 => $$"""{"dname_e":"Khet {{district.Name.En.ToUpperInvariant()}}"}""",
                2 => $$"""{"dcode":"{{district.Code}}"}""",
                _ => $$"""{"dcode":{{district.Code}},"name":"what the office calls it"}""",
            })).Reverse(),
        ];

        using var drawn = JsonDocument.Parse(Parse(named).GeoJson);

        Assert.Equal(Credit, drawn.RootElement.GetProperty("credit").GetString());
        Assert.Equal(Districts.Bangkok.All.Select(district => (district.Code, int.Parse(district.Code, null))),
            drawn.RootElement.GetProperty("features").EnumerateArray().Select(feature => (feature.GetProperty("properties").GetProperty("code").GetString()!, feature.GetProperty("id").GetInt32())));
    }

    [Fact]
    public void Are_of_the_district_whose_code_they_bear_whatever_other_name_stands_beside_it()
    {
        var (first, second) = (Districts.Bangkok.All[0], Districts.Bangkok.All[1]);
        string Beside(District district, District other) => Square($$"""{"group":"{{other.Name.Th}}","dcode":"{{district.Code}}"}""");
        using var drawn = JsonDocument.Parse(Parse([Beside(first, second), Beside(second, first), .. Squares.Skip(2)]).GeoJson);
        Assert.Equal(50, drawn.RootElement.GetProperty("features").GetArrayLength());
        var moved = Square($$"""{"dcode":"{{first.Code}}","name":"{{second.Name.Th}}"}""").Replace("100.6", "100.9", StringComparison.Ordinal);
        Assert.Contains($$"""{"code":"{{first.Code}}"},"geometry":{"type":"Polygon","coordinates":[[[100.5,13.7],[100.9,13.7]""", Encoding.UTF8.GetString(Parse([.. Squares.Skip(1), moved]).GeoJson.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Are_refused_where_the_file_is_too_large_or_missing()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.OpenWrite(path)) file.SetLength(DistrictShapes.LargestBytes + 1);
            Assert.Contains("16777217 bytes; 16 MiB is the most", Assert.Throws<DistrictShapesException>(() => DistrictShapes.Read(path, Credit, Districts.Bangkok)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Contains("Name a readable GeoJSON file", Assert.Throws<DistrictShapesException>(() => DistrictShapes.Read(path, Credit, Districts.Bangkok)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_drawn_as_they_were_given()
    {
        var shape = """{"type":"MultiPolygon","coordinates":[[[[100.5,13.7],[100.6,13.7],[100.6,13.8000001],[100.5,13.7]]]]}""";
        var drawn = Encoding.UTF8.GetString(Parse([.. Squares.Skip(1), $$$"""{"type":"Feature","properties":{"code":1001},"geometry":{{{shape}}}}"""]).GeoJson.Span);

        Assert.Contains($$$"""{"type":"Feature","id":1001,"properties":{"code":"1001"},"geometry":{{{shape}}}}""", drawn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json at all", "It is no JSON")]
    [InlineData("[]", "It is no FeatureCollection")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "50 districts are missing: 1001 Phra Nakhon")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Nonthaburi"},"geometry":null}]}""", "names no district in its properties ({\"name\":\"Nonthaburi\"})")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":1004},"geometry":{"type":"Point","coordinates":[100.5,13.7]}}]}""", "is no Polygon or MultiPolygon")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":1004},"geometry":{"type":"Polygon","coordinates":[[[13.7,100.5],[13.7,100.6],[13.8,100.6],[13.7,100.5]]]}}]}""", "longitude first")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":1004},"geometry":{"type":"Polygon","coordinates":[[[100.5,13.7],[100.6,13.7],[100.6,13.8],[100.5,13.71]]]}}]}""", "closed rings")]
    public void Are_refused_with_what_is_wrong_and_what_to_do(string file, string says) =>
        Assert.Contains(says, Assert.Throws<DistrictShapesException>(() => DistrictShapes.Parse(Encoding.UTF8.GetBytes(file), Credit, Districts.Bangkok)).Message, StringComparison.Ordinal);

    [Fact]
    public void Are_refused_with_a_district_twice_or_one_short()
    {
        Assert.Contains("is there twice", Assert.Throws<DistrictShapesException>(() => Parse([.. Squares, Squares[3]])).Message, StringComparison.Ordinal);
        Assert.Contains("1 districts are missing: 1004", Assert.Throws<DistrictShapesException>(() => Parse([.. Squares.Where((_, i) => i != 3)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_not_shown_without_saying_whose_they_are() =>
        Assert.Contains("Twin:Map:Credit is empty", Assert.Throws<DistrictShapesException>(() => DistrictShapes.Parse("{}"u8.ToArray(), " ", Districts.Bangkok)).Message, StringComparison.Ordinal);

    static DistrictShapes Parse(string[] features) =>
        DistrictShapes.Parse(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}"""), Credit, Districts.Bangkok);

    static string Square(string properties) =>
        $$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"Polygon","coordinates":[[[100.5,13.7],[100.6,13.7],[100.6,13.8],[100.5,13.7]]]}}""";
}

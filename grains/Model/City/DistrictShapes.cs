using System.Text.Json;

namespace YPort.Twin.Model.City;

/// <summary>
/// Where the districts' borders run, as an authority publishes them: for drawing only. A twin's district comes from the register, an area in km2 from what is
/// published, never from these shapes.
/// </summary>
/// <param name="Credit">Who drew them and under which licence; shown beside the map.</param>
/// <param name="GeoJson">RFC 7946 FeatureCollection in UTF-8: a Polygon or MultiPolygon for each district in order of code, WGS 84 degrees, with its code as
/// property and as number the id; and the credit as a member beside them.</param>
public sealed record DistrictShapes(string Credit, ReadOnlyMemory<byte> GeoJson)
{
    /// <summary>More would hold up every page that loads.</summary>
    public const int LargestBytes = 16 * 1024 * 1024;

    // Bangkok lies well within; a file in metres, or with latitude first, does not.
    const double West = 99, East = 102, South = 12, North = 15;
    static readonly string[] Prefixes = ["เขต", "Khet ", "District "];

    /// <summary>Reads a GeoJSON file; features name their district by code or by Thai or English name, in any property.</summary>
    /// <exception cref="DistrictShapesException">It is missing, too large, no GeoJSON, lacks or repeats a district, or lies elsewhere; says what to do.</exception>
    public static DistrictShapes Read(string path, string credit, IDistricts districts)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > LargestBytes)
                throw new DistrictShapesException($"\"{path}\" has {file.Length} bytes; 16 MiB is the most. Simplify the borders to about 10 m.");
            return Parse(File.ReadAllBytes(path), credit, districts);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DistrictShapesException($"{unreadable.Message} Name a readable GeoJSON file in Twin:Map:Districts, or leave it out for the schematic.");
        }
    }

    /// <inheritdoc cref="Read"/>
    public static DistrictShapes Parse(ReadOnlyMemory<byte> utf8, string credit, IDistricts districts)
    {
        if (string.IsNullOrWhiteSpace(credit))
            throw new DistrictShapesException("Twin:Map:Credit is empty. Say who drew the borders and under which licence, such as \"BMA Geo-informatics Office, CC BY 4.0\".");
        try
        {
            using var file = JsonDocument.Parse(utf8);
            return new(credit, Written(Shapes(file.RootElement, districts), credit));
        }
        catch (JsonException broken)
        {
            throw new DistrictShapesException($"It is no JSON: {broken.Message} Export it as GeoJSON (RFC 7946).");
        }
    }

    static SortedDictionary<string, JsonElement> Shapes(JsonElement root, IDistricts districts)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var type) || !type.ValueEquals("FeatureCollection")
            || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            throw new DistrictShapesException("It is no FeatureCollection. Export the districts as GeoJSON (RFC 7946), a feature for each.");
        SortedDictionary<string, JsonElement> shapes = new(StringComparer.Ordinal);
        var number = 0;
        foreach (var feature in features.EnumerateArray())
        {
            number++;
            var district = Named(feature, districts)
                ?? throw new DistrictShapesException($"Feature {number} names no district in its properties ({Properties(feature)}). Give it the district's code (1001 to 1050) or its Thai or English name.");
            if (!feature.TryGetProperty("geometry", out var geometry) || !IsArea(geometry))
                throw new DistrictShapesException($"The geometry of {district.Name.En} (feature {number}) is no Polygon or MultiPolygon of closed rings in WGS 84, longitude first, around Bangkok. Convert it to EPSG:4326.");
            if (!shapes.TryAdd(district.Code, geometry))
                throw new DistrictShapesException($"{district.Name.En} ({district.Code}) is there twice, again as feature {number}. Keep one; parts of a district go into one MultiPolygon.");
        }
        District[] missing = [.. districts.All.Where(district => !shapes.ContainsKey(district.Code))];
        return missing.Length == 0 ? shapes
            : throw new DistrictShapesException($"{missing.Length} districts are missing: {string.Join(", ", missing.Take(5).Select(district => $"{district.Code} {district.Name.En}"))}{(missing.Length > 5 ? " and more" : "")}. A map with holes would be wrong.");
    }

    // By code first: a name may be part of another property, such as a group of districts.
    static District? Named(JsonElement feature, IDistricts districts)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return null;
        var words = properties.EnumerateObject().Select(property => property.Value)
            .Where(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(value => Bare(value.ToString())).ToArray();
        return words.Select(districts.Coded).FirstOrDefault(district => district is not null)
            ?? districts.All.FirstOrDefault(district => words.Any(word => word == Bare(district.Name.Th ?? "") || word.Equals(district.Name.En, StringComparison.OrdinalIgnoreCase)));
    }

    static string Bare(string name) => Prefixes.Aggregate(name.Trim(), (bare, prefix) => bare.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? bare[prefix.Length..].Trim() : bare);

    static string Properties(JsonElement feature) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var properties) ? properties.GetRawText() is { Length: > 120 } text ? text[..120] + "…" : properties.GetRawText() : "none";

    static bool IsArea(JsonElement geometry) =>
        geometry.ValueKind == JsonValueKind.Object && geometry.TryGetProperty("type", out var type) && geometry.TryGetProperty("coordinates", out var coordinates)
        && (type.ValueEquals("Polygon") && IsPolygon(coordinates) || type.ValueEquals("MultiPolygon") && Many(coordinates, IsPolygon));

    static bool IsPolygon(JsonElement rings) => Many(rings, IsRing);

    static bool IsRing(JsonElement ring) => Many(ring, IsPosition) && ring.GetArrayLength() >= 4 && Position(ring[0]) == Position(ring[ring.GetArrayLength() - 1]);

    static bool Many(JsonElement array, Func<JsonElement, bool> each) => array.ValueKind == JsonValueKind.Array && array.GetArrayLength() > 0 && array.EnumerateArray().All(each);

    static bool IsPosition(JsonElement position) =>
        position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2 && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
        && Position(position) is ( > West and < East, > South and < North);

    static (double Longitude, double Latitude) Position(JsonElement position) => (position[0].GetDouble(), position[1].GetDouble());

    static byte[] Written(SortedDictionary<string, JsonElement> shapes, string credit)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("credit", credit);
            json.WriteStartArray("features");
            foreach (var (code, geometry) in shapes)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteNumber("id", int.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
                json.WriteStartObject("properties");
                json.WriteString("code", code);
                json.WriteEndObject();
                json.WritePropertyName("geometry");
                geometry.WriteTo(json);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }
}

/// <summary>Borders that cannot be drawn; the message says why and what to do.</summary>
public sealed class DistrictShapesException(string why) : Exception($"Twin:Map:Districts: {why}");

using System.Text.Json;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>Reads a position: {"lat": 13.8047, "lon": 100.5418} in JSON, "13.8047 100.5418" in CSV.</summary>
static class PositionValue
{
    const string Form = "Send {\"lat\": 13.8047, \"lon\": 100.5418} in JSON or \"13.8047 100.5418\" in CSV, degrees on WGS84.";

    public static Refusal? Read(ReadOnlySpan<byte> value, out GeoPoint point)
    {
        point = default;
        if (!Split(value, out var lat, out var lon)) return NotAPosition(value);
        if (!Degrees(lat, out var latDegrees) || !Degrees(lon, out var lonDegrees)) return NotAPosition(value);
        if (GeoPoint.Of(latDegrees, lonDegrees) is not { } found)
            return new("out-of-range", $"There is no such place on Earth: {Refusals.Shown(value)}.", "Latitude lies between -90 and 90 degrees, longitude between -180 and 180; perhaps they are swapped.");
        if (found.IsNowhere)
            return new("no-fix", "The position is 0, 0 in the Gulf of Guinea, which receivers say when they do not know.", "Send no position until the receiver has a fix.");
        point = found;
        return null;
    }

    static bool Split(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> lat, out ReadOnlySpan<byte> lon)
    {
        lat = lon = default;
        value = value.Trim((byte)' ');
        if (value.Length > 0 && value[0] == '{') return Members(value, out lat, out lon);
        var space = value.IndexOf((byte)' ');
        if (space < 0) return false;
        lat = value[..space];
        lon = value[space..].Trim((byte)' ');
        return true;
    }

    static bool Members(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> lat, out ReadOnlySpan<byte> lon)
    {
        lat = lon = default;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLat = reader.ValueTextEquals("lat"u8);
            if (!isLat && !reader.ValueTextEquals("lon"u8)) return false;
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !(isLat ? lat : lon).IsEmpty) return false;
            if (isLat) lat = reader.ValueSpan;
            else lon = reader.ValueSpan;
        }
        return !lat.IsEmpty && !lon.IsEmpty;
    }

    static bool Degrees(ReadOnlySpan<byte> text, out decimal degrees)
    {
        degrees = 0;
        return text.Length <= DecimalText.LongestBytes && decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out degrees);
    }

    static Refusal NotAPosition(ReadOnlySpan<byte> value) => new("not-a-position", $"{Refusals.Shown(value)} is not a position.", Form);
}

using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Register;

/// <summary>What a twin stands for.</summary>
/// <param name="Kind">building, shuttle, waste-site, e-waste-point or thing; for life.</param>
/// <param name="Name">In the city's languages; English is required.</param>
/// <param name="Area">A district's code, 1001 to 1050, or "outside:place"; outside twins are in no district or city sum.</param>
/// <param name="Set">real or rehearsal; for life.</param>
/// <param name="Place">Where it stands, WGS84 degrees.</param>
/// <param name="Pv">The roof's solar plant, of a building. <paramref name="Building"/> what else is known of one.</param>
/// <param name="Connection">The grid connection, which bounds load, import and export.</param>
/// <param name="Meters">By register channel, such as pv-energy.</param>
/// <param name="MeteredBy">The twin behind whose meter this one hangs; of a shuttle also the shuttle itself, where its charger has a meter of its own, straight from the grid.</param>
/// <param name="From">Since when a change holds, ISO 8601 with zone or a Bangkok date; now when left out. A first registration without it holds from the beginning.</param>
/// <param name="Shuttle">Of a shuttle. <paramref name="Waste"/> of a waste site, <paramref name="EWaste"/> of an e-waste point or recycler.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TwinBody(
    string Kind, NameBody Name, [property: JsonConverter(typeof(AreaJson))] string Area, [property: RegularExpression("^(real|rehearsal)$")] string Set = "real",
    PlaceBody? Place = null, PvBody? Pv = null, PowerBody? Connection = null, ImmutableSortedDictionary<string, MeterBody>? Meters = null,
    string? MeteredBy = null, string? From = null, ShuttleBody? Shuttle = null, WasteBody? Waste = null, EWasteBody? EWaste = null, BuildingBody? Building = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NameBody(string En, string? Th = null, string? Ja = null)
{
    public static NameBody Of(LocalName name) => new(name.En, name.Th, name.Ja);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PlaceBody([property: Range(-90, 90)] double Lat, [property: Range(-180, 180)] double Lon);

/// <param name="RatedPower">Above 0, at most 1 GW.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PowerBody(AmountBody RatedPower);

/// <param name="Modulus">Where the meter starts again from 0; without it a falling count is a reset.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MeterBody(AmountBody Modulus);

/// <param name="Unit">UCUM, such as kW or kWh.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AmountBody(decimal Value, string Unit);

/// <summary>A register's meter was replaced: energy is counted up to the old one's last value and on from the new one's first.</summary>
/// <param name="Channel">Such as pv-energy.</param>
/// <param name="At">When, ISO 8601 with zone.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MeterReplacementBody(string Channel, string At, AmountBody Last, AmountBody First);

/// <summary>A district's code is a number to some and a word to others; both are the same.</summary>
public sealed class AreaJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number when reader.TryGetInt32(out var code) => code.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new JsonException("a district's code or \"outside:place\" belongs here"),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.Register;

/// <summary>What a twin stands for, as the register knows it from some moment on.</summary>
/// <param name="Kind">One of <see cref="Kinds.All"/>; for life.</param>
/// <param name="Set">Real or rehearsal; for life.</param>
/// <param name="Area">A district's code, "1001" to "1050", or "outside:place"; outside twins are in no district or city sum.</param>
/// <param name="Place">Where it stands; null when unknown.</param>
/// <param name="PvRatedMilliwatts">Rated AC power of the roof's inverters; null when it has no PV or nobody said.</param>
/// <param name="ConnectionRatedMilliwatts">Rated power of the grid connection, which bounds load, import and export; null when nobody said.</param>
/// <param name="RegisterModulusSteps">By channel, where a register starts again from 0, in steps; without an entry a negative step is a reset.</param>
/// <param name="Shuttle">Of a shuttle. <paramref name="Waste"/> of a waste site, <paramref name="EWaste"/> of an e-waste point.</param>
/// <param name="Building">Of a building: its use, its panels.</param>
/// <param name="MeteredBy">The twin behind whose meter this one hangs; its import is then counted there. A shuttle that names itself has a charger with a meter of its own.</param>
[GenerateSerializer, Immutable, Alias("twin-description")]
public sealed record TwinDescription(
    [property: Id(0)] string Kind,
    [property: Id(1)] CitySet Set,
    [property: Id(2)] LocalName Name,
    [property: Id(3)] string Area,
    [property: Id(4)] Place? Place = null,
    [property: Id(5)] long? PvRatedMilliwatts = null,
    [property: Id(6)] long? ConnectionRatedMilliwatts = null,
    [property: Id(7)] ImmutableDictionary<string, long>? RegisterModulusSteps = null,
    [property: Id(8)] string? MeteredBy = null,
    [property: Id(9)] ShuttleFacts? Shuttle = null,
    [property: Id(10)] WasteFacts? Waste = null,
    [property: Id(11)] EWasteFacts? EWaste = null,
    [property: Id(12)] BuildingFacts? Building = null)
{
    /// <summary>Counted in a district and in the city.</summary>
    [JsonIgnore]
    public bool InCity => !Area.StartsWith("outside:", StringComparison.Ordinal);
}

/// <summary>A name in the city's languages; English stands in where one is missing.</summary>
[GenerateSerializer, Immutable, Alias("local-name")]
public sealed record LocalName([property: Id(0)] string En, [property: Id(1)] string? Th = null, [property: Id(2)] string? Ja = null);

/// <summary>WGS84, degrees.</summary>
[GenerateSerializer, Immutable, Alias("place")]
public sealed record Place([property: Id(0)] double Lat, [property: Id(1)] double Lon);

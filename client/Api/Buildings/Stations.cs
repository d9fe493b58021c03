using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Things;

namespace YPort.Twin.Api.Buildings;

/// <summary>A weather station seen from a roof.</summary>
sealed record Station(TwinListing Twin, double Kilometres)
{
    public TwinId Id => Twin.Register.Id;
}

/// <summary>The weather stations of a set, each read once for all roofs of an answer.</summary>
sealed class Stations(IEnumerable<TwinListing> twins, RoofSeries series, RoofTime time)
{
    // Farther off, an hour's sun is as well guessed from a satellite: Perez, Seals and Zelenka, Solar Energy 60 (1997) 89 (from memory).
    public const double MostKilometres = 25;

    readonly TwinListing[] _twins = [.. twins.Where(twin => twin.Register.Current is { Kind: Kinds.Thing, Place: not null })];
    readonly Dictionary<TwinId, long?[]> _sun = [];
    readonly Dictionary<TwinId, (double? Air, double? Wind)[]> _weather = [];

    /// <summary>The nearest that measured the sun on the horizontal in this time; null when none did within reach.</summary>
    public async Task<(Station Station, long?[] MilliwattHoursPerM2)?> Sun(Place place, CancellationToken stop)
    {
        foreach (var station in Near(place))
        {
            var id = station.Id;
            if (!_sun.TryGetValue(id, out var sun)) _sun[id] = sun = RoofSeries.Amounts(await series.Rows(id, time, stop), ThingMeasures.GlobalIrradiation, time);
            if (sun.Any(one => one is not null)) return (station, sun);
        }
        return null;
    }

    /// <summary>The nearest that measured air and wind in this time.</summary>
    public async Task<(Station Station, (double? Air, double? Wind)[] Weather)?> Weather(Place place, CancellationToken stop)
    {
        foreach (var station in Near(place))
        {
            var id = station.Id;
            if (!_weather.TryGetValue(id, out var weather)) _weather[id] = weather = await series.Weather(station.Twin, time, stop);
            if (weather.Any(one => one is (not null, not null))) return (station, weather);
        }
        return null;
    }

    IEnumerable<Station> Near(Place place) => _twins
        .Select(twin => (Twin: twin, Way: Geodesic.Between(Point(place), Point(twin.Register.Current.Place!))))
        .Where(one => one.Way is { } way && way.Metres <= MostKilometres * 1000)
        .OrderBy(one => one.Way!.Value.Metres).ThenBy(one => one.Twin.Register.Id)
        .Select(one => new Station(one.Twin, Math.Round(one.Way!.Value.Metres / 1000, 1)));

    static GeoPoint Point(Place place) => new((int)Math.Round(place.Lat * 1e7), (int)Math.Round(place.Lon * 1e7));
}

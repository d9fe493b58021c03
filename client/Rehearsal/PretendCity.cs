using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Things;

namespace YPort.Twin.Rehearsal;

/// <summary>
/// What every sensor of a made-up city says at a moment: the same for the same seed, city and moment, whoever asks and in whatever order.
/// Not for concurrent use.
/// </summary>
public sealed class PretendCity
{
    // The day before stays for those who ask around midnight.
    const int DaysKept = 2;

    readonly PretendSky _sky;
    readonly PretendBuilding[] _buildings;
    readonly SeedTwin[] _stations;
    // By day since the beginning: the meters at its start, one for each building.
    readonly List<Meters[]> _starts;
    readonly Dictionary<BangkokDay, (SkyDay Sky, PretendDay[] Buildings)> _days = [];

    public PretendCity(CityFile city, int seed)
    {
        _sky = new(seed);
        var twins = city.Set == CitySet.Rehearsal ? city.Twins : [];
        _buildings = [.. twins.Where(twin => twin.Description.Kind == Kinds.Building && twin.Pretence is not null)
            .Select(twin => new PretendBuilding(twin, twin.Pretence!, _sky, seed))];
        _stations = [.. twins.Where(twin => twin.Description.Kind == Kinds.Thing)];
        _starts = [new Meters[_buildings.Length]];
        Twins = [.. _buildings.Select(building => building.Twin), .. _stations];
    }

    /// <summary>Midnight in Bangkok when every meter stood at zero; nothing was heard before.</summary>
    public static Instant Beginning { get; } = BangkokDay.Of(new DateOnly(2025, 1, 1)).Start;

    /// <summary>Those that speak.</summary>
    public IReadOnlyList<SeedTwin> Twins { get; }

    /// <summary>Every sensor's reading at that moment; none before <see cref="Beginning"/>. The first call counts the meters up, about a second.</summary>
    public IReadOnlyList<Reading> At(Instant at)
    {
        if (at < Beginning) return [];
        var day = BangkokDay.Of(at);
        var (sky, days) = Day(day);
        var starts = _starts[day.Number - BangkokDay.Of(Beginning).Number];
        List<Reading> readings = [];
        for (var i = 0; i < _buildings.Length; i++)
        {
            var (moment, sinceMidnight) = days[i].At(at);
            Building(_buildings[i].Twin.Id, at, moment, starts[i].Plus(sinceMidnight), readings);
        }
        foreach (var station in _stations) Station(station, at, sky, readings);
        return readings;
    }

    (SkyDay Sky, PretendDay[] Buildings) Day(BangkokDay day)
    {
        var index = day.Number - BangkokDay.Of(Beginning).Number;
        while (_starts.Count <= index)
        {
            var past = _sky.Day(new BangkokDay(day.Number - index + _starts.Count - 1));
            _starts.Add([.. _starts[^1].Select((start, i) => start.Plus(PretendDay.Total(_buildings[i], past)))]);
        }
        if (_days.TryGetValue(day, out var known)) return known;
        if (_days.Count >= DaysKept) _days.Remove(_days.Keys.MinBy(kept => kept.Number));
        var sky = _sky.Day(day);
        return _days[day] = (sky, [.. _buildings.Select(building => new PretendDay(building, sky))]);
    }

    static void Building(TwinId id, Instant at, in Moment moment, Meters meters, List<Reading> readings)
    {
        if (moment.PvWatts is { } pv)
        {
            readings.Add(Said(id, BuildingChannels.PvPower, at, pv));
            readings.Add(new(id, BuildingChannels.PvEnergy, at, meters.Pv));
            readings.Add(Said(id, BuildingChannels.IrradiancePoa, at, moment.PlaneWm2!.Value));
            readings.Add(Said(id, BuildingChannels.ModuleTemperature, at, moment.ModuleCelsius!.Value));
        }
        readings.Add(Said(id, BuildingChannels.AirTemperature, at, moment.Weather.AirCelsius));
        readings.Add(Said(id, BuildingChannels.WindSpeed, at, moment.Weather.WindMetresPerSecond));
        readings.Add(Said(id, BuildingChannels.LoadPower, at, moment.LoadWatts));
        readings.Add(new(id, BuildingChannels.ImportEnergy, at, meters.Import));
        readings.Add(new(id, BuildingChannels.ExportEnergy, at, meters.Export));
    }

    // A station speaks of the last full two minutes: an average lags as a real one's does.
    void Station(SeedTwin station, Instant at, SkyDay sky, List<Reading> readings)
    {
        var node = (int)((at.Microseconds - sky.Day.Start.Microseconds) / SkyDay.MicrosecondsPerNode);
        var weather = _sky.At(sky, node, station.Description.Place);
        readings.Add(Said(station.Id, ThingChannels.IrradianceGlobal, at, weather.GlobalWm2));
        readings.Add(Said(station.Id, ThingChannels.IrradianceDiffuse, at, weather.DiffuseWm2));
        readings.Add(Said(station.Id, BuildingChannels.AirTemperature, at, weather.AirCelsius));
        readings.Add(Said(station.Id, BuildingChannels.WindSpeed, at, weather.WindMetresPerSecond));
        readings.Add(Said(station.Id, ThingChannels.Humidity, at, weather.HumidityPercent));
    }

    static Reading Said(TwinId id, Channel channel, Instant at, double value) => new(id, channel, at, (long)Math.Round(value * channel.StepsPerUnit));
}

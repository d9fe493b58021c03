using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Things;

namespace YPort.Twin.Rehearsal.Sky;

/// <summary>A made-up weather station.</summary>
sealed class PretendStation(SeedTwin twin, PretendSky sky) : PretendTwin(twin)
{
    public override TwinDay Day(BangkokDay day) => new StationDay(this, sky, sky.Day(day));

    // It speaks of the last full two minutes: an average lags as a real one's does.
    sealed class StationDay(PretendStation station, PretendSky sky, SkyDay day) : TwinDay(day.Day)
    {
        public override void Say(Instant at, ReadOnlySpan<long> registers, bool full, List<Reading> into)
        {
            var node = (int)((at.Microseconds - Date.Start.Microseconds) / SkyDay.MicrosecondsPerNode);
            var (id, weather) = (station.Id, sky.At(day, node, station.Twin.Description.Place));
            into.Add(Said(id, ThingChannels.IrradianceGlobal, at, weather.GlobalWm2));
            into.Add(Said(id, ThingChannels.IrradianceDiffuse, at, weather.DiffuseWm2));
            into.Add(Said(id, BuildingChannels.AirTemperature, at, weather.AirCelsius));
            into.Add(Said(id, BuildingChannels.WindSpeed, at, weather.WindMetresPerSecond));
            into.Add(Said(id, ThingChannels.Humidity, at, weather.HumidityPercent));
        }
    }
}

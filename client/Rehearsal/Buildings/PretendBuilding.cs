using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.Sky;

namespace YPort.Twin.Rehearsal.Buildings;

/// <summary>What a building does at one moment.</summary>
/// <param name="PvWatts">AC; a few watts below zero at night. Null without PV.</param>
/// <param name="LoadWatts">What it uses, whatever feeds it.</param>
/// <param name="PlaneWm2">Null without PV; so is the module's temperature.</param>
readonly record struct Moment(Weather Weather, double? PvWatts, double LoadWatts, double? PlaneWm2, double? ModuleCelsius)
{
    /// <summary>Taken from the grid; negative when given.</summary>
    public double GridWatts => LoadWatts - (PvWatts ?? 0);
}

/// <summary>One made-up building under the made-up sky.</summary>
sealed class PretendBuilding(SeedTwin twin, BuildingPretence pretence, PretendSky sky, int seed) : PretendTwin(twin)
{
    // Soiling, wiring, mismatch and age, about PVWatts's usual 14 %.
    const double KeptOfDc = 0.885;
    // Air conditioning follows the heat, about so.
    const double LoadPerCelsius = 0.015;
    // The bigger a roof, the more instruments its owner pays for: below the first only meters, from the second on also the weather.
    const double LeastWattsForIrradiance = 50_000, LeastWattsForWeather = 250_000;
    // Installed() counts in years of usual days: hours of full power a day, and the mean of load against its peak.
    const double SunHoursPerDay = 3.78, LoadHoursPerDay = 12;

    readonly ulong _habits = Noise.Seed(seed, twin.Id.ToString());

    public override int Pace => 15;

    public override IReadOnlyList<Channel> Registers { get; } = twin.Description.PvRatedMilliwatts is null
        ? [BuildingChannels.ImportEnergy, BuildingChannels.ExportEnergy] : [BuildingChannels.PvEnergy, BuildingChannels.ImportEnergy, BuildingChannels.ExportEnergy];

    public bool HasPv => pretence.Panels is not null && Twin.Description.PvRatedMilliwatts is not null;
    public bool HasIrradiance => HasPv && pretence.Panels!.PeakWatts >= LeastWattsForIrradiance;
    public bool HasWeather => HasPv && pretence.Panels!.PeakWatts >= LeastWattsForWeather;

    public override long[] Installed(BangkokDay day)
    {
        // Put in one to four years before 2026; at least a year counted, so that nobody can count back below zero.
        var days = Math.Max(365, day.Number - BangkokDay.Of(new DateOnly(2026, 1, 1)).Number + (int)(365 + 1095 * Noise.At(_habits, -1)));
        var (made, used) = ((long)((pretence.Panels?.PeakWatts ?? 0) * SunHoursPerDay * 1000) * days, (long)(pretence.PeakLoadWatts * LoadHoursPerDay * 1000) * days);
        var given = Math.Max(0, made - used) + made / 20;
        return HasPv ? [made, Math.Max(used - made + given, used / 2), given] : [used, 0];
    }

    public override TwinDay Day(BangkokDay day) => new BuildingDay(this, sky.Day(day));

    public Moment At(SkyDay day, int node)
    {
        var weather = sky.At(day, node, Twin.Description.Place);
        var at = SkyDay.At(day.Day, node);
        var fidget = 0.94 + 0.12 * Noise.Along(_habits, at.Microseconds / 480e6);
        var load = pretence.PeakLoadWatts * DayShapes.Of(pretence.Use, at) * fidget * (1 + LoadPerCelsius * (weather.AirCelsius - 29));
        if (pretence.Panels is not { } panels || Twin.Description.PvRatedMilliwatts is not { } rated) return new(weather, null, load, null, null);

        if (weather.GlobalWm2 <= 0) return new(weather, -NightWatts(rated), load, 0, weather.AirCelsius);
        var plane = Sunlight.OnPlaneWm2(weather.GlobalWm2, weather.DiffuseWm2, weather.Sun, panels.TiltDegrees, panels.FacingDegrees);
        var cell = RooftopSolar.CellCelsius(plane, weather.AirCelsius, weather.WindMetresPerSecond);
        var made = RooftopSolar.AcWatts(RooftopSolar.DcWatts(panels.PeakWatts, plane, cell) * KeptOfDc, rated / 1000.0);
        return new(weather, made > 0 ? made : -NightWatts(rated), load, plane, cell);
    }

    // An inverter's standby draw: 2 W and a little more for a big one.
    static double NightWatts(long ratedMilliwatts) => 2 + ratedMilliwatts * 1e-8;
}

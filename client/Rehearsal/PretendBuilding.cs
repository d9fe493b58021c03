using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;

namespace YPort.Twin.Rehearsal;

/// <summary>What a building does at one moment.</summary>
/// <param name="PvWatts">AC; a few watts below zero at night. Null without PV.</param>
/// <param name="LoadWatts">What it uses, whatever feeds it.</param>
/// <param name="PlaneWm2">Null without PV; so is the module's temperature.</param>
readonly record struct Moment(Weather Weather, double? PvWatts, double LoadWatts, double? PlaneWm2, double? ModuleCelsius)
{
    /// <summary>Taken from the grid; negative when given.</summary>
    public double GridWatts => LoadWatts - (PvWatts ?? 0);
}

/// <summary>One made-up building under the made-up sky: a pure function of seed, building and time.</summary>
sealed class PretendBuilding(SeedTwin twin, Pretence pretence, PretendSky sky, int seed)
{
    // Soiling, wiring, mismatch and age, about PVWatts's usual 14 %.
    const double KeptOfDc = 0.87;
    // Air conditioning follows the heat, about so.
    const double LoadPerCelsius = 0.015;

    readonly ulong _habits = Noise.Seed(seed, twin.Id.ToString());

    public SeedTwin Twin => twin;

    public Moment At(SkyDay day, int node)
    {
        var weather = sky.At(day, node, twin.Description.Place);
        var at = SkyDay.At(day.Day, node);
        var fidget = 0.94 + 0.12 * Noise.Along(_habits, at.Microseconds / 480e6);
        var load = pretence.PeakLoadWatts * DayShapes.Of(pretence.Use, at) * fidget * (1 + LoadPerCelsius * (weather.AirCelsius - 29));
        if (pretence.Panels is not { } panels || twin.Description.PvRatedMilliwatts is not { } rated) return new(weather, null, load, null, null);

        if (weather.GlobalWm2 <= 0) return new(weather, -NightWatts(rated), load, 0, weather.AirCelsius);
        var plane = Sunlight.OnPlaneWm2(weather.GlobalWm2, weather.DiffuseWm2, weather.Sun, panels.TiltDegrees, panels.FacingDegrees);
        var cell = RooftopSolar.CellCelsius(plane, weather.AirCelsius, weather.WindMetresPerSecond);
        var made = RooftopSolar.AcWatts(RooftopSolar.DcWatts(panels.PeakWatts, plane, cell) * KeptOfDc, rated / 1000.0);
        return new(weather, made > 0 ? made : -NightWatts(rated), load, plane, cell);
    }

    // An inverter's standby draw: 2 W and a little more for a big one.
    static double NightWatts(long ratedMilliwatts) => 2 + ratedMilliwatts * 1e-8;
}

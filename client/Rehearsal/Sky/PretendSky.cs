using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Rehearsal.Sky;

/// <summary>The weather over one place at one moment.</summary>
/// <param name="GlobalWm2">Sunlight on the horizontal, under the clouds.</param>
/// <param name="DiffuseWm2">The part of it from the whole sky.</param>
readonly record struct Weather(SunPosition Sun, double GlobalWm2, double DiffuseWm2, double AirCelsius, double WindMetresPerSecond, double HumidityPercent);

/// <summary>
/// A made-up sky over Bangkok, the same for the same seed: true sun, clear sky, clouds that drift over neighbours one after the other,
/// and Bangkok's usual weather by month. One sun stands over the whole city, which is 0.3° across as the sun sees it.
/// </summary>
sealed class PretendSky(int seed)
{
    static readonly Place Centre = new(13.7563, 100.5018);
    // Kilometres per degree at Bangkok's latitude.
    const double PerLongitude = 108.1, PerLatitude = 110.6;
    // Clouds come from the south-west, about 15 km/h.
    const double EastKmPerMinute = 0.20, NorthKmPerMinute = 0.12;

    // Between a day's mean and its high, and half of what lies between high and low, °C.
    const double LowerThanHigh = 3.6, HalfSwing = 3.6;
    // More than the days that are told at the start: each is computed once. A day takes 60 kB.
    const int DaysKept = 48;

    readonly Dictionary<BangkokDay, SkyDay> _kept = [];
    readonly ulong _clouds = Noise.Seed(seed, "clouds"), _puffs = Noise.Seed(seed, "puffs"), _days = Noise.Seed(seed, "days"),
        _warmth = Noise.Seed(seed, "warmth"), _gusts = Noise.Seed(seed, "gusts");

    /// <summary>What is alike over the whole city, computed once for all who stand under it. Safe for many callers.</summary>
    public SkyDay Day(BangkokDay day)
    {
        lock (_kept)
        {
            if (_kept.TryGetValue(day, out var known)) return known;
            if (_kept.Count >= DaysKept) _kept.Remove(_kept.Keys.Min());
            return _kept[day] = Compute(day);
        }
    }

    SkyDay Compute(BangkokDay day)
    {
        var open = new Weather[SkyDay.Nodes];
        var covers = new double[SkyDay.Nodes];
        var extraterrestrial = Sun.ExtraterrestrialWm2(day.Start);
        for (var node = 0; node < SkyDay.Nodes; node++)
        {
            var at = SkyDay.At(day, node);
            // Both sides of midnight mean the same month's weather, to a hair.
            var usual = Climate.Of(BangkokDay.Of(at));
            var minutes = (double)at.Microseconds / Instant.PerMinute;
            var sun = Sun.At(at, Centre.Lat, Centre.Lon);
            var (air, clear) = (AirCelsius(usual, minutes), Sunlight.ClearSkyWm2(sun));
            open[node] = new(sun, clear, Sunlight.DiffuseWm2(clear, sun, extraterrestrial), air, Wind(usual, minutes),
                Math.Clamp(usual.HumidityPercent - 3.5 * (air - usual.DailyHighCelsius + LowerThanHigh) + 12 * (Noise.Along(_warmth, minutes / 700) - 0.5), 30, 99));
            covers[node] = 0.42 + 0.55 * (Noise.Along(_days, minutes / 1000) - 0.5) + 0.04 * (7.25 - usual.SunshineHours);
        }
        return new(day, open, covers, extraterrestrial);
    }

    /// <summary>The open sky with the clouds that stand over one place.</summary>
    public Weather At(SkyDay day, int node, Place? place)
    {
        var open = day.Open[node];
        if (open.GlobalWm2 <= 0) return open;
        var minutes = (double)SkyDay.At(day.Day, node).Microseconds / Instant.PerMinute;
        var (lat, lon) = (place?.Lat ?? Centre.Lat, place?.Lon ?? Centre.Lon);
        var global = open.GlobalWm2 * Through(day.Covers[node], minutes, (lon - Centre.Lon) * PerLongitude, (lat - Centre.Lat) * PerLatitude);
        return open with { GlobalWm2 = global, DiffuseWm2 = Sunlight.DiffuseWm2(global, open.Sun, day.ExtraterrestrialWm2) };
    }

    /// <summary>The part of a clear sky's light that the clouds let through: 0.2 under a thick one.</summary>
    double Through(double cover, double minutes, double eastKm, double northKm)
    {
        var (x, y) = (eastKm - EastKmPerMinute * minutes, northKm - NorthKmPerMinute * minutes);
        var shape = 0.6 * Noise.Over(_clouds, x / 6, y / 6, minutes / 40) + 0.4 * Noise.Over(_puffs, x / 1.8, y / 1.8, minutes / 12);
        // Value noise crowds around a half: a cover of 0.5 clouds half the sky.
        var thick = Math.Clamp((shape - (1 - cover)) / 0.22 + 0.5, 0, 1);
        return 0.97 - 0.77 * thick * thick * (3 - 2 * thick);
    }

    double AirCelsius(Usual usual, double minutes)
    {
        var hour = (minutes / 60 + 7) % 24;
        return usual.DailyHighCelsius - LowerThanHigh + HalfSwing * Math.Cos((hour - 14.5) / 24 * Math.Tau) + 2.4 * (Noise.Along(_warmth, minutes / 900) - 0.5);
    }

    double Wind(Usual usual, double minutes)
    {
        var hour = (minutes / 60 + 7) % 24;
        // The mean of the two is 1: a third of the swing of the day, two thirds gusts.
        return usual.WindMetresPerSecond * (1.05 * Math.Max(0, Math.Cos((hour - 14) / 24 * Math.Tau)) + 1.33 * Noise.Along(_gusts, minutes / 9));
    }
}

/// <summary>One Bangkok day without clouds at every second minute, both midnights included.</summary>
/// <param name="Covers">How much of the sky the clouds take, 0 to 1.</param>
sealed record SkyDay(BangkokDay Day, Weather[] Open, double[] Covers, double ExtraterrestrialWm2)
{
    public const int Nodes = 721;
    public const long MicrosecondsPerNode = 2 * Instant.PerMinute;

    public static Instant At(BangkokDay day, int node) => new(day.Start.Microseconds + node * MicrosecondsPerNode);
}

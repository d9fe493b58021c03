using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>Power from a roof in the dark: a clock or a time zone is wrong, or the meter counts something else.</summary>
public static class NightGeneration
{
    // The end of civil twilight: the sun's centre 6° below the horizon. A panel then makes nothing at all.
    const double DarkDegrees = -6;
    // As in OffInSunshine: less is an inverter's own draw, or noise.
    const double Something = 0.01;

    /// <summary>Runs of observations in the dark with 1 % of the rating and more.</summary>
    /// <param name="ratedWatts">AC, above 0.</param>
    /// <param name="least">Observations in a row.</param>
    public static IReadOnlyList<FaultSpan> Find(IReadOnlyList<Observation> series, double ratedWatts, Place place, int least = 2)
    {
        if (!(ratedWatts > 0)) throw new ArgumentOutOfRangeException(nameof(ratedWatts), ratedWatts, "Rated power is above 0; correct it in the register.");
        return Runs.Of(series.Count, least, i => Holds(series[i], ratedWatts, place));
    }

    /// <summary>One observation in the dark with as much.</summary>
    internal static bool Holds(Observation one, double ratedWatts, Place place) => one.Value >= Something * ratedWatts && Sun.At(one.At, place.Lat, place.Lon).ElevationDegrees < DarkDegrees;
}

using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Buildings;

/// <summary>When the sun comes up and goes down at a place on a Bangkok day.</summary>
/// <remarks>
/// Rise and set are the moments at which the sun's centre stands 0.833° below the horizon: half its disc (16') and the air's lift (34').
/// Source: Meeus, Astronomical Algorithms, 2nd edition (1998), chapter 15. Found by halving to the second; knows neither hills nor haze,
/// and a horizon with air unlike the average moves it by a minute or so.
/// </remarks>
public readonly record struct Daylight(Instant Sunrise, Instant Sunset)
{
    const double HorizonDegrees = -0.833;

    /// <param name="latitudeDegrees">North positive; null where the sun does not both rise and set that day, as near the poles.</param>
    /// <param name="longitudeDegrees">East positive.</param>
    public static Daylight? On(BangkokDay day, double latitudeDegrees, double longitudeDegrees)
    {
        // The highest and the lowest sun of the day bracket its rise and its set.
        Instant highest = day.Start, at = day.Start;
        for (var best = double.MinValue; at < day.End; at = new(at.Microseconds + Window.Microseconds))
            if (Elevation(at) is var elevation && elevation > best) (best, highest) = (elevation, at);
        if (Elevation(highest) <= HorizonDegrees || Elevation(day.Start) > HorizonDegrees || Elevation(day.End) > HorizonDegrees) return null;
        return new(Crossing(day.Start, highest), Crossing(day.End, highest));

        double Elevation(Instant moment) => Sun.At(moment, latitudeDegrees, longitudeDegrees).ElevationDegrees;

        Instant Crossing(Instant down, Instant up)
        {
            while (Math.Abs(up.Microseconds - down.Microseconds) > 1_000_000)
            {
                var middle = new Instant((down.Microseconds + up.Microseconds) / 2);
                if (Elevation(middle) > HorizonDegrees) up = middle;
                else down = middle;
            }
            return up;
        }
    }
}

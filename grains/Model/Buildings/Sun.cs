using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Buildings;

/// <summary>Where the sun stands, seen from a place.</summary>
/// <param name="ZenithDegrees">From straight overhead, without refraction; over 90 the sun is down.</param>
/// <param name="AzimuthDegrees">From north over east, 0 to 360. Means little within a degree of the zenith.</param>
public readonly record struct SunPosition(double ZenithDegrees, double AzimuthDegrees)
{
    public double ElevationDegrees => 90 - ZenithDegrees;

    /// <summary>0 and below when the sun is down.</summary>
    public double CosZenith => Math.Cos(ZenithDegrees * Math.PI / 180);

    /// <summary>Where the eye sees it: air lifts the sun by half a degree at the horizon and by nothing overhead.</summary>
    /// <remarks>
    /// R = P/1010 · 283/(273 + T) · 1.02/60 / tan(h + 10.3/(h + 5.11)), all in degrees; no refraction where the whole disc is below the horizon.
    /// Source: Sæmundsson, Sky and Telescope 72 (1986) 70, as in equation 42 of Reda and Andreas, NREL/TP-560-34302 (2008). Good to 0.1 minute of arc.
    /// </remarks>
    public double ApparentZenithDegrees(double hectopascals = 1010, double airCelsius = 25)
    {
        var elevation = ElevationDegrees;
        if (elevation < -0.833) return ZenithDegrees;
        var angle = (elevation + 10.3 / (elevation + 5.11)) * Math.PI / 180;
        return ZenithDegrees - hectopascals / 1010 * 283 / (273 + airCelsius) * 1.02 / (60 * Math.Tan(angle));
    }
}

/// <summary>Solar position.</summary>
/// <remarks>
/// Meeus, Astronomical Algorithms, 2nd edition (1998): sun of low accuracy (chapter 25), sidereal time (12), principal terms of
/// nutation (22), parallax (40). Meeus gives 0.01° for the sun's longitude. Against PyEphem 4.1 (VSOP87) at 20,000 random moments of
/// 1950 to 2050 and places up to 60° of latitude it was off by 0.0035° (root mean square) and 0.0099° at most, on the great circle.
/// Earth's slowing is held at its value of the 2020s, which costs less than 0.001° in that time.
/// </remarks>
public static class Sun
{
    const double Radian = Math.PI / 180;
    // TT - UT1 of the 2020s: IERS, about 69 s.
    const double DynamicalSeconds = 69;

    /// <param name="latitudeDegrees">North positive.</param>
    /// <param name="longitudeDegrees">East positive.</param>
    public static SunPosition At(Instant at, double latitudeDegrees, double longitudeDegrees)
    {
        var days = (double)at.Microseconds / Instant.PerDay - 10957.5; // since 2000-01-01T12:00Z
        var (rightAscension, declination, distance, equinoxes) = Equatorial((days + DynamicalSeconds / 86400) / 36525);

        var centuries = days / 36525;
        var sidereal = 280.46061837 + 360.98564736629 * days + centuries * centuries * 0.000387933 + equinoxes + longitudeDegrees;
        var hour = Math.IEEERemainder(sidereal - rightAscension, 360) * Radian;
        var (sinLatitude, cosLatitude) = Math.SinCos(latitudeDegrees * Radian);
        var (sinDeclination, cosDeclination) = Math.SinCos(declination * Radian);

        // Components towards south, west and up keep full precision overhead, where arccos loses it.
        var up = sinLatitude * sinDeclination + cosLatitude * cosDeclination * Math.Cos(hour);
        var west = cosDeclination * Math.Sin(hour);
        var south = sinLatitude * cosDeclination * Math.Cos(hour) - cosLatitude * sinDeclination;
        var zenith = Math.Atan2(Math.Sqrt(west * west + south * south), up) / Radian;
        // Seen from the surface and not from Earth's centre, the sun stands up to 8.794" lower.
        zenith += 8.794 / 3600 / distance * Math.Sin(zenith * Radian);
        return new(zenith, (Math.Atan2(west, south) / Radian + 180) % 360);
    }

    /// <summary>Sunlight outside the air on a plane across it.</summary>
    /// <remarks>1361 W/m² at the mean distance (Kopp and Lean, GRL 38 (2011) L01706), over the distance squared.</remarks>
    public static double ExtraterrestrialWm2(Instant at)
    {
        var (_, _, distance, _) = Equatorial(((double)at.Microseconds / Instant.PerDay - 10957.5) / 36525);
        return 1361 / (distance * distance);
    }

    /// <summary>Apparent right ascension and declination in degrees, distance in astronomical units, and the equation of the equinoxes in degrees.</summary>
    static (double RightAscension, double Declination, double Distance, double Equinoxes) Equatorial(double centuries)
    {
        var t = centuries;
        var meanLongitude = 280.46646 + t * (36000.76983 + t * 0.0003032);
        var anomaly = (357.52911 + t * (35999.05029 - t * 0.0001537)) * Radian;
        var eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
        var centre = (1.914602 - t * (0.004817 + t * 0.000014)) * Math.Sin(anomaly)
            + (0.019993 - t * 0.000101) * Math.Sin(2 * anomaly) + 0.000289 * Math.Sin(3 * anomaly);
        var distance = 1.000001018 * (1 - eccentricity * eccentricity) / (1 + eccentricity * Math.Cos(anomaly + centre * Radian));

        // Nutation, its four greatest terms, in degrees.
        var node = (125.04452 - t * 1934.136261) * Radian;
        var (sunTwice, moonTwice) = (2 * meanLongitude * Radian, 2 * (218.3165 + 481267.8813 * t) * Radian);
        var inLongitude = (-17.20 * Math.Sin(node) - 1.32 * Math.Sin(sunTwice) - 0.23 * Math.Sin(moonTwice) + 0.21 * Math.Sin(2 * node)) / 3600;
        var inObliquity = (9.20 * Math.Cos(node) + 0.57 * Math.Cos(sunTwice) + 0.10 * Math.Cos(moonTwice) - 0.09 * Math.Cos(2 * node)) / 3600;

        var obliquity = (23.4392911 - t * (0.0130042 + t * 0.00000016) + inObliquity) * Radian;
        var longitude = (meanLongitude + centre - 20.4898 / 3600 / distance + inLongitude) * Radian; // with aberration
        var rightAscension = Math.Atan2(Math.Cos(obliquity) * Math.Sin(longitude), Math.Cos(longitude)) / Radian;
        var declination = Math.Asin(Math.Sin(obliquity) * Math.Sin(longitude)) / Radian;
        return (rightAscension, declination, distance, inLongitude * Math.Cos(obliquity));
    }
}

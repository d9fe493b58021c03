using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>The shortest way between two points on the WGS84 ellipsoid.</summary>
/// <param name="Metres">Its length, within 0.1 mm.</param>
/// <param name="CourseDegrees">Direction of travel on arrival, clockwise from north, 0 to below 360; 0 where both points are one.</param>
/// <remarks>
/// Vincenty's inverse formula, iterated. It agrees with Karney's GeographicLib to 0.1 mm wherever it converges, which it does not for nearly
/// antipodal points (within about half a degree of the opposite): the answer is then null, and no vehicle lost by it.
/// The sine is the platform's: two machines may differ by one unit in the last place of a double, a billionth of a millimetre here.
/// Source: Vincenty, Direct and Inverse Solutions of Geodesics on the Ellipsoid with Application of Nested Equations,
/// Survey Review 23 (176), 1975, pages 88-93. WGS84's axis and flattening: NGA.STND.0036.
/// </remarks>
public readonly record struct Geodesic(double Metres, double CourseDegrees)
{
    const double A = 6_378_137, F = 1 / 298.257223563, B = A * (1 - F);
    // A tenth of Vincenty's own bound: 1e-12 rad are 6 micrometres.
    const double Closeness = 1e-13;
    const int MostRounds = 100;

    /// <summary>Rounds half to even.</summary>
    public long Millimetres => (long)Math.Round(Metres * 1000, MidpointRounding.ToEven);

    /// <summary>Null for points so nearly opposite that the iteration does not come to an end.</summary>
    public static Geodesic? Between(GeoPoint from, GeoPoint to)
    {
        if (from == to) return new(0, 0);
        // One order for both directions: the way there is as long as the way back, to the last bit.
        var turned = from.Packed > to.Packed;
        if (Inverse(turned ? to : from, turned ? from : to) is not { } way) return null;
        var course = turned ? way.AtFirst + Math.PI : way.AtLast;
        var degrees = Math.IEEERemainder(course, 2 * Math.PI) * (180 / Math.PI);
        return new(way.Metres, degrees < 0 ? degrees + 360 : degrees);
    }

    // Names as in the paper: U reduced latitudes, L difference of longitudes, lambda that on the auxiliary sphere.
    static (double Metres, double AtFirst, double AtLast)? Inverse(GeoPoint first, GeoPoint last)
    {
        var (sinU1, cosU1) = Reduced(first.LatDegrees);
        var (sinU2, cosU2) = Reduced(last.LatDegrees);
        var l = Math.IEEERemainder(((long)last.LonE7 - first.LonE7) / 1e7, 360) * (Math.PI / 180);
        var lambda = l;
        for (var round = 0; round < MostRounds; round++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var (x, y) = (cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
            var sinSigma = Math.Sqrt(x * x + y * y);
            // Only the poles have two names.
            if (sinSigma == 0) return (0, 0, 0);
            var cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cosU1 * cosU2 * sinLambda / sinSigma;
            var cosSqAlpha = 1 - sinAlpha * sinAlpha;
            // On the equator cos² alpha is 0 and so is what it would divide.
            var cos2SigmaM = cosSqAlpha <= double.Epsilon ? 0 : cosSigma - 2 * sinU1 * sinU2 / cosSqAlpha;
            var c = F / 16 * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
            var next = l + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cos2SigmaM + c * cosSigma * (-1 + 2 * cos2SigmaM * cos2SigmaM)));
            if (Math.Abs(next) > Math.PI) return null;
            if (Math.Abs(next - lambda) < Closeness)
                return (Length(cosSqAlpha, sigma, sinSigma, cosSigma, cos2SigmaM), Math.Atan2(x, y), Math.Atan2(cosU1 * sinLambda, cosU1 * sinU2 * cosLambda - sinU1 * cosU2));
            lambda = next;
        }
        return null;
    }

    static double Length(double cosSqAlpha, double sigma, double sinSigma, double cosSigma, double cos2SigmaM)
    {
        var uSq = cosSqAlpha * (A * A - B * B) / (B * B);
        var a = 1 + uSq / 16384 * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
        var b = uSq / 1024 * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
        var square = cos2SigmaM * cos2SigmaM;
        var deltaSigma = b * sinSigma * (cos2SigmaM + b / 4 * (cosSigma * (-1 + 2 * square) - b / 6 * cos2SigmaM * (-3 + 4 * sinSigma * sinSigma) * (-3 + 4 * square)));
        return B * a * (sigma - deltaSigma);
    }

    static (double Sin, double Cos) Reduced(double latDegrees) => Math.SinCos(Math.Atan((1 - F) * Math.Tan(latDegrees * (Math.PI / 180))));
}

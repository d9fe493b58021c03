namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>
/// The way over the WGS84 ellipsoid by another road than the program's: the straight chord through the Earth, bent by the ellipsoid's curvature in its
/// direction (Euler's formula), s = c + c³/24R². What is left out grows with the fifth power of the distance: under a micrometre up to 20 km.
/// </summary>
static class Chord
{
    const double A = 6_378_137, F = 1 / 298.257223563, ESquared = F * (2 - F);

    /// <param name="Lat">Degrees.</param>
    public readonly record struct Fix(decimal Lat, decimal Lon);

    public static double Metres(Fix from, Fix to)
    {
        var (x, y, z) = Fixed(from);
        var (u, v, w) = Fixed(to);
        var chord = Math.Sqrt((u - x) * (u - x) + (v - y) * (v - y) + (w - z) * (w - z));
        if (chord == 0) return 0;

        var (north, east) = (Radians(to.Lat - from.Lat), Radians(to.Lon - from.Lon));
        var (meridian, prime, cos) = Radii(Radians((from.Lat + to.Lat) / 2));
        var (dy, dx) = (meridian * north, prime * cos * east);
        var curvature = (dy * dy / meridian + dx * dx / prime) / (dx * dx + dy * dy);
        return chord + chord * chord * chord * curvature * curvature / 24;
    }

    // Earth-centred, earth-fixed, metres.
    static (double X, double Y, double Z) Fixed(Fix fix)
    {
        var (lat, lon) = (Radians(fix.Lat), Radians(fix.Lon));
        var (_, prime, cos) = Radii(lat);
        return (prime * cos * Math.Cos(lon), prime * cos * Math.Sin(lon), prime * (1 - ESquared) * Math.Sin(lat));
    }

    static (double Meridian, double Prime, double Cos) Radii(double lat)
    {
        var w = 1 - ESquared * Math.Sin(lat) * Math.Sin(lat);
        return (A * (1 - ESquared) / Math.Pow(w, 1.5), A / Math.Sqrt(w), Math.Cos(lat));
    }

    static double Radians(decimal degrees) => (double)degrees * (Math.PI / 180);
}

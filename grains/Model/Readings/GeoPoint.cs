namespace YPort.Twin.Model.Readings;

/// <summary>
/// A point on WGS84 in whole 1e-7 degrees (11 mm). Packed into one Int64, latitude above longitude, it travels as any reading's steps.
/// </summary>
/// <param name="LatE7">-900,000,000 to 900,000,000; north is positive.</param>
/// <param name="LonE7">-1,800,000,000 to 1,800,000,000; east is positive.</param>
public readonly record struct GeoPoint(int LatE7, int LonE7)
{
    public const decimal PerDegree = 10_000_000m;
    const int MostLat = 900_000_000, MostLon = 1_800_000_000;

    public double LatDegrees => LatE7 / 1e7;
    public double LonDegrees => LonE7 / 1e7;

    public long Packed => (long)LatE7 << 32 | (uint)LonE7;

    public static GeoPoint Unpack(long steps) => new((int)(steps >> 32), (int)steps);

    /// <summary>Rounds half to even; null outside the Earth.</summary>
    public static GeoPoint? Of(decimal latDegrees, decimal lonDegrees)
    {
        if (latDegrees is < -90 or > 90 || lonDegrees is < -180 or > 180) return null;
        return new((int)decimal.Round(latDegrees * PerDegree), (int)decimal.Round(lonDegrees * PerDegree));
    }

    /// <summary>Where receivers without a fix say they are: 0, 0 in the Gulf of Guinea.</summary>
    public bool IsNowhere => LatE7 == 0 && LonE7 == 0;

    public bool IsOnEarth => Math.Abs((long)LatE7) <= MostLat && Math.Abs((long)LonE7) <= MostLon;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{LatE7 / PerDegree:0.#######} {LonE7 / PerDegree:0.#######}");
}

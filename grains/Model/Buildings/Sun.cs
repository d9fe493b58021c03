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

    /// <summary>Cosine of the angle between the sun and a plane's normal; below 0 when the sun stands behind the plane.</summary>
    /// <param name="tiltDegrees">0 lies flat, 90 stands.</param>
    /// <param name="facingDegrees">Where the plane looks, from north over east: 180 is south.</param>
    /// <remarks>Equation 47 of NREL/TP-560-34302, there with the facing counted from south over west.</remarks>
    public double CosIncidence(double tiltDegrees, double facingDegrees)
    {
        var (sinTilt, cosTilt) = Math.SinCos(tiltDegrees * Math.PI / 180);
        var (sinZenith, cosZenith) = Math.SinCos(ZenithDegrees * Math.PI / 180);
        return cosZenith * cosTilt + sinZenith * sinTilt * Math.Cos((AzimuthDegrees - facingDegrees) * Math.PI / 180);
    }

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
public static class Sun
{
    /// <summary>Where the sun stands, by NREL's solar position algorithm; see <see cref="GeocentricSun"/> for source and limits.</summary>
    /// <param name="latitudeDegrees">North positive.</param>
    /// <param name="longitudeDegrees">East positive.</param>
    public static SunPosition At(Instant at, double latitudeDegrees, double longitudeDegrees) =>
        GeocentricSun.At(at).SeenFrom(latitudeDegrees, longitudeDegrees);

    /// <summary>Sunlight outside the air on a plane across it.</summary>
    /// <remarks>1361 W/m² at the mean distance (Kopp and Lean, GRL 38 (2011) L01706), over the distance squared.</remarks>
    public static double ExtraterrestrialWm2(Instant at)
    {
        var distance = GeocentricSun.At(at).DistanceAu;
        return 1361 / (distance * distance);
    }
}

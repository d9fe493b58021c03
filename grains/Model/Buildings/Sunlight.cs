namespace YPort.Twin.Model.Buildings;

/// <summary>Sunlight on the ground and on a tilted plane, in W/m². Every method gives 0 when the sun is down.</summary>
public static class Sunlight
{
    const double Radian = Math.PI / 180;
    const double LeastCosZenith = 0.01745;

    /// <summary>Global sunlight on the horizontal under a cloudless sky.</summary>
    /// <remarks>
    /// GHI = 1098 · cos z · exp(−0.059 / cos z). Knows neither haze nor height: over Bangkok's haze it is some percent too bright.
    /// Source: Haurwitz, Journal of Meteorology 2 (1945) 154 and 5 (1948) 110.
    /// </remarks>
    public static double ClearSkyWm2(SunPosition sun) =>
        sun.CosZenith is > 0 and var cosine ? 1098 * cosine * Math.Exp(-0.059 / cosine) : 0;

    /// <summary>The part of global horizontal sunlight that comes from the whole sky and not from the sun's disc.</summary>
    /// <param name="extraterrestrialWm2">See <see cref="Sun.ExtraterrestrialWm2"/>.</param>
    /// <remarks>
    /// A polynomial of the clearness index kt = GHI / (E₀ cos z). Made from hourly sums at five American stations; single minutes scatter widely.
    /// Below 3° of sun everything is diffuse: there kt is a quotient of two small numbers.
    /// Source: Erbs, Klein and Duffie, Solar Energy 28 (1982) 293, doi:10.1016/0038-092X(82)90302-4.
    /// </remarks>
    public static double DiffuseWm2(double globalWm2, SunPosition sun, double extraterrestrialWm2)
    {
        if (globalWm2 <= 0 || sun.CosZenith <= 0) return 0;
        if (sun.ElevationDegrees < 3) return globalWm2;
        var kt = Math.Min(1, globalWm2 / (extraterrestrialWm2 * sun.CosZenith));
        var fraction = kt switch
        {
            <= 0.22 => 1 - 0.09 * kt,
            <= 0.80 => 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336))),
            _ => 0.165,
        };
        return globalWm2 * fraction;
    }

    /// <summary>Sunlight on a tilted plane: beam, an evenly bright sky, and light thrown back by the ground.</summary>
    /// <param name="tiltDegrees">0 lies flat, 90 stands.</param>
    /// <param name="facingDegrees">Where the plane looks, from north over east: 180 is south.</param>
    /// <param name="groundReflects">Albedo; 0.2 for a city.</param>
    /// <remarks>
    /// G = (GHI − DHI)/cos z · cos θ + DHI · (1 + cos β)/2 + GHI · ρ · (1 − cos β)/2. The even sky is too dark around the sun, so tilted
    /// planes come out a few percent low on clear days. No shade, no horizon.
    /// Source: Liu and Jordan, Solar Energy 4 (1960) 1; formulas as in Duffie and Beckman, Solar Engineering of Thermal Processes, chapter 2.
    /// </remarks>
    public static double OnPlaneWm2(double globalWm2, double diffuseWm2, SunPosition sun, double tiltDegrees, double facingDegrees, double groundReflects = 0.2)
    {
        if (sun.CosZenith <= 0) return 0;
        var beam = (globalWm2 - diffuseWm2) / sun.CosZenith * Math.Max(0, sun.CosIncidence(tiltDegrees, facingDegrees));
        return beam + diffuseWm2 * SkySeen(tiltDegrees) + FromGroundWm2(globalWm2, tiltDegrees, groundReflects);
    }

    /// <summary>As <see cref="OnPlaneWm2"/>, with a sky that is brighter around the sun: the better one on clear days.</summary>
    /// <param name="extraterrestrialWm2">See <see cref="Sun.ExtraterrestrialWm2"/>.</param>
    /// <remarks>Of the diffuse light the part A = DNI/E₀ comes from around the sun and the rest evenly: see <see cref="SkyOnPlaneWm2"/>. No bright horizon, no shade.</remarks>
    public static double OnPlaneHayDaviesWm2(
        double globalWm2, double diffuseWm2, SunPosition sun, double extraterrestrialWm2, double tiltDegrees, double facingDegrees, double groundReflects = 0.2)
    {
        if (sun.CosZenith <= 0) return 0;
        var beam = (globalWm2 - diffuseWm2) / Math.Max(sun.CosZenith, LeastCosZenith);
        return beam * Math.Max(0, sun.CosIncidence(tiltDegrees, facingDegrees)) + SkyOnPlaneWm2(diffuseWm2, beam, sun, extraterrestrialWm2, tiltDegrees, facingDegrees)
            + FromGroundWm2(globalWm2, tiltDegrees, groundReflects);
    }

    /// <summary>The sky's light on a tilted plane, brighter around the sun.</summary>
    /// <param name="beamWm2">Of the sun's disc on a plane across it (DNI).</param>
    /// <remarks>
    /// DHI · (A · cos θ / cos z + (1 − A) · (1 + cos β)/2) with A = DNI/E₀; cos z is held at 0.01745, a degree of sun.
    /// Source: Hay and Davies, Calculations of the solar radiation incident on an inclined surface, Proc. First Canadian Solar Radiation Data
    /// Workshop (1980) 59, as in Loutzenhiser et al., Solar Energy 81 (2007) 254.
    /// </remarks>
    public static double SkyOnPlaneWm2(double diffuseWm2, double beamWm2, SunPosition sun, double extraterrestrialWm2, double tiltDegrees, double facingDegrees)
    {
        var aroundSun = Math.Clamp(beamWm2 / extraterrestrialWm2, 0, 1);
        var turned = Math.Max(0, sun.CosIncidence(tiltDegrees, facingDegrees)) / Math.Max(sun.CosZenith, LeastCosZenith);
        return diffuseWm2 * (aroundSun * turned + (1 - aroundSun) * SkySeen(tiltDegrees));
    }

    // The part of the sky that a tilted plane sees.
    static double SkySeen(double tiltDegrees) => (1 + Math.Cos(tiltDegrees * Radian)) / 2;

    static double FromGroundWm2(double globalWm2, double tiltDegrees, double groundReflects) => globalWm2 * groundReflects * (1 - Math.Cos(tiltDegrees * Radian)) / 2;
}

namespace YPort.Twin.Model.Buildings;

/// <summary>How much air sunlight has come through, in thicknesses of the air straight overhead.</summary>
public static class AirMass
{
    const double SeaLevelHectopascals = 1013.25;

    /// <summary>At sea level; null when the sun is down.</summary>
    /// <param name="apparentZenithDegrees">With refraction; see <see cref="SunPosition.ApparentZenithDegrees"/>.</param>
    /// <remarks>1 / (cos z + 0.50572 · (96.07995 − z)^−1.6364). Source: Kasten and Young, Applied Optics 28 (1989) 4735, doi:10.1364/AO.28.004735.</remarks>
    public static double? Relative(double apparentZenithDegrees) => apparentZenithDegrees > 90 ? null
        : 1 / (Math.Cos(apparentZenithDegrees * Math.PI / 180) + 0.50572 * Math.Pow(96.07995 - apparentZenithDegrees, -1.6364));

    /// <summary>Under that pressure instead of sea level's.</summary>
    public static double? Absolute(double apparentZenithDegrees, double hectopascals) => Relative(apparentZenithDegrees) * hectopascals / SeaLevelHectopascals;

    /// <summary>Usual pressure at a height.</summary>
    /// <remarks>
    /// ((44331.514 − h) / 11880.516)^(1/0.1902632) hPa, the standard atmosphere up to 11 km; weather moves it by a few percent.
    /// Source: A Quick Derivation Relating Altitude to Air Pressure, Portland State Aerospace Society (2004).
    /// </remarks>
    public static double UsualHectopascals(double metres) => Math.Pow((44331.514 - metres) / 11880.516, 1 / 0.1902632);
}

namespace YPort.Twin.Model.Buildings;

/// <summary>Sunlight under a cloudless sky.</summary>
/// <param name="GlobalWm2">On the horizontal (GHI).</param>
/// <param name="BeamWm2">Of the sun's disc on a plane across it (DNI).</param>
/// <param name="DiffuseWm2">Of the whole sky on the horizontal (DHI).</param>
public readonly record struct ClearSky(double GlobalWm2, double BeamWm2, double DiffuseWm2)
{
    /// <summary>Ineichen and Perez: knows haze and height, where Haurwitz (<see cref="Sunlight.ClearSkyWm2"/>) knows neither. All 0 when the sun is down.</summary>
    /// <param name="apparentZenithDegrees">With refraction.</param>
    /// <param name="airMass">Absolute; see <see cref="AirMass.Absolute"/>. Null when the sun is down.</param>
    /// <param name="turbidity">Linke's, as if so many clean dry airs lay above each other: 2 is mountain air, 3 the countryside, 4 to 6 a hazy tropical city (those usual values are from memory).</param>
    /// <param name="metres">Above the sea.</param>
    /// <param name="extraterrestrialWm2">See <see cref="Sun.ExtraterrestrialWm2"/>.</param>
    /// <remarks>
    /// GHI = c₁ E₀ cos z exp(−c₂ m (f₁ + f₂(T − 1))), c₁ = 5.09e−5 h + 0.868, c₂ = 3.92e−5 h + 0.0387, f₁ = exp(−h/8000), f₂ = exp(−h/1250);
    /// DNI = E₀ b exp(−0.09 m (T − 1)), b = 0.664 + 0.163/f₁, at most GHI (1 − (0.1 − 0.2 exp(−T))/(0.1 + 0.882/f₁)) / cos z; DHI = GHI − DNI cos z.
    /// Without the enhancement exp(0.01 m^1.8) of Perez et al. (2002), which brightens low suns. Source: Ineichen and Perez, Solar Energy 73 (2002) 151,
    /// doi:10.1016/S0038-092X(02)00045-2. Linke's turbidity is an input: it varies by place, month and day, and a wrong 1 costs about 4 % of GHI at noon.
    /// </remarks>
    public static ClearSky IneichenPerez(double apparentZenithDegrees, double? airMass, double turbidity, double metres = 0, double extraterrestrialWm2 = 1364)
    {
        if (!(turbidity >= 1)) throw new ArgumentOutOfRangeException(nameof(turbidity), turbidity, "Linke's turbidity is 1 for the cleanest air and more for all other; send 1 to 10.");
        var cosine = Math.Cos(apparentZenithDegrees * Math.PI / 180);
        if (cosine <= 0 || airMass is not { } mass) return default;

        var (high, low) = (Math.Exp(-metres / 8000), Math.Exp(-metres / 1250));
        var global = (5.09e-5 * metres + 0.868) * extraterrestrialWm2 * cosine * Math.Exp(-(3.92e-5 * metres + 0.0387) * mass * (high + low * (turbidity - 1)));
        var beam = extraterrestrialWm2 * (0.664 + 0.163 / high) * Math.Exp(-0.09 * mass * (turbidity - 1));
        var most = global * Math.Max(0, (1 - (0.1 - 0.2 * Math.Exp(-turbidity)) / (0.1 + 0.882 / high)) / cosine);
        beam = Math.Min(beam, most);
        return new(global, beam, global - beam * cosine);
    }
}

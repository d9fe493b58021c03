using System.Globalization;

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>Methane in landfill gas that was burned or used: the recovery R of the IPCC's equation 3.1.</summary>
/// <remarks>
/// grams = m³ of gas x methane by volume x density x 1000; density = normal density x p / 101.325 kPa x 273.15 K / T.
/// The CDM's ACM0001 gives 0.0007168 t/m³ at 0 °C and 1.013 bar (from memory; a secondary copy has 0.000716, Dutt (MGM International, 2003) 0.716 kg/m³).
/// An ideal gas of 16.0425 g/mol has 0.7157 kg/m³ there. The change to other conditions follows the ideal gas: between -10 and 60 °C near 1 bar good to 0.1 %.
/// Leaves out water vapour, which a meter in moist gas counts as volume (3 % at 25 °C): give a dry volume, or a fraction measured in the moist gas;
/// and what slips through a flare unburned.
/// </remarks>
public static class LandfillGas
{
    /// <param name="normalDensity">kg/m³ at <see cref="GasConditions.Normal"/>.</param>
    public static double MethaneKilogramsPerCubicMetre(GasConditions at, Parameter normalDensity)
    {
        if (!(at.Celsius is > -50 and < 150))
            throw new ArgumentOutOfRangeException(nameof(at), at, "Landfill gas is metered between -50 and 150 °C. Give the temperature to which the meter refers its volume, in °C.");
        if (!(at.KiloPascals is > 10 and < 1000))
            throw new ArgumentOutOfRangeException(nameof(at), at, "Landfill gas is metered between 10 and 1000 kPa. Give the absolute pressure to which the meter refers its volume, in kPa.");
        if (normalDensity.Value is < 0.70m or > 0.74m)
            throw new ArgumentOutOfRangeException(nameof(normalDensity), normalDensity, "Methane has 0.716 to 0.718 kg/m³ at 0 °C and 101.325 kPa. Look at the factor's unit and conditions.");
        return normalDensity.AsDouble * at.KiloPascals / GasConditions.Normal.KiloPascals * GasConditions.Normal.Kelvin / at.Kelvin;
    }

    /// <summary>Grams of methane, not rounded.</summary>
    /// <param name="cubicMetres">Of gas destroyed, as the measure "landfill-gas-destroyed" counts it.</param>
    /// <param name="methaneFraction">By volume, 0 to 1.</param>
    public static double MethaneGrams(decimal cubicMetres, decimal methaneFraction, GasConditions at, Parameter normalDensity)
    {
        if (cubicMetres < 0) throw new ArgumentOutOfRangeException(nameof(cubicMetres), cubicMetres, "No less than nothing is destroyed. Look at the meter's resets.");
        if (methaneFraction is < 0 or > 1)
            throw new ArgumentOutOfRangeException(nameof(methaneFraction), methaneFraction, string.Create(CultureInfo.InvariantCulture, $"A fraction is 0 to 1; for {methaneFraction} % give {methaneFraction / 100}."));
        return (double)(cubicMetres * methaneFraction) * MethaneKilogramsPerCubicMetre(at, normalDensity) * 1000;
    }
}

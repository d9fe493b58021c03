namespace YPort.Twin.Model.Waste.Methane;

/// <summary>At which temperature and absolute pressure a volume of gas is given.</summary>
public readonly record struct GasConditions(double Celsius, double KiloPascals)
{
    const double ZeroCelsiusKelvin = 273.15;

    /// <summary>0 °C and 101.325 kPa, as for m³ that are marked N (ISO 13443 calls 15 °C standard, DIN 1343 0 °C normal).</summary>
    public static GasConditions Normal { get; } = new(0, 101.325);

    public double Kelvin => Celsius + ZeroCelsiusKelvin;
}

namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>Energy through power, in hours: how long the sun, or the roof, would have had to run at full power. Source: IEC 61724-1, read as in IEC's glossary (IEC 61836:2007).</summary>
public static class Yields
{
    /// <summary>Yr = H / 1 kW/m²: hours of full sun.</summary>
    public static decimal ReferenceHours(long irradiationMilliwattHoursPerM2) => irradiationMilliwattHoursPerM2 / 1_000_000m;

    /// <summary>Yf = E / P₀: kWh per kWp, the specific yield. Bangkok's roofs make about 1,340 to 1,420 in a year.</summary>
    /// <param name="peakMilliwatts">Of the panels (DC).</param>
    /// <returns>Null when either is unknown.</returns>
    public static decimal? FinalHours(long? madeMilliwattHours, long? peakMilliwatts) => peakMilliwatts switch
    {
        null => null,
        <= 0 => throw new ArgumentOutOfRangeException(nameof(peakMilliwatts), peakMilliwatts, "The panels' peak power is above 0; correct it in the register."),
        { } peak => madeMilliwattHours / (decimal)peak,
    };

    /// <summary>kWh per m² of floor over the time that the energy is of. Null when either is unknown.</summary>
    public static decimal? KilowattHoursPerM2(long? usedMilliwattHours, decimal? floorM2) => floorM2 switch
    {
        null => null,
        <= 0 => throw new ArgumentOutOfRangeException(nameof(floorM2), floorM2, "The floor area is above 0 m²; correct it in the register, or leave it out."),
        { } area => usedMilliwattHours / 1_000_000m / area,
    };
}

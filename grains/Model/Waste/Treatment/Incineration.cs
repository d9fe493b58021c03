namespace YPort.Twin.Model.Waste.Treatment;

/// <summary>Gases and power of burned waste.</summary>
/// <remarks>
/// Fossil CO2 = sum over types of SW dm CF FCF OF 44/12 (2006 IPCC Guidelines, volume 5, equations 5.1 and 5.2); biogenic CO2 the same with 1 - FCF.
/// N2O and CH4 = mass burned x factor (equations 5.4 and 5.5), of all that is burned, whether or not its contents are stated.
/// Carbon dioxide of what nobody stated the contents of is not estimated: its mass is shown, and the figure is a lower bound.
/// </remarks>
/// <param name="Lines">By type.</param>
/// <param name="NotEstimatedGrams">Waste whose contents nobody stated.</param>
/// <param name="Gases">In sum, rounded once to the gram.</param>
/// <param name="EnergyKilowattHours">Power made of it; null when nobody metered it. It displaces nothing here: in a city's inventory it is stationary energy (GPC I.4.4).</param>
public sealed record Incineration(IReadOnlyList<BurnLine> Lines, IReadOnlyDictionary<string, decimal> NotEstimatedGrams, decimal BurnedGrams, TreatmentGases Gases, decimal? EnergyKilowattHours)
{
    /// <summary>Null when the power is not known or nothing was burned.</summary>
    public decimal? KilowattHoursPerTonne => BurnedGrams > 0 ? EnergyKilowattHours / (BurnedGrams / 1_000_000m) : null;

    /// <param name="mass">As the measure "waste-burned" counts it.</param>
    public static Incineration Of(BurnSet set, MassByType mass, decimal? energyKilowattHours = null)
    {
        if (energyKilowattHours < 0) throw new ArgumentOutOfRangeException(nameof(energyKilowattHours), energyKilowattHours, "A plant that makes power makes no less than nothing. Give what it exports and uses itself.");
        BurnLine[] lines = [.. from type in WasteType.All
                               where set.Types.ContainsKey(type) && mass.Grams.GetValueOrDefault(type) > 0
                               select Line(set, type, mass.Grams[type])];
        var tonnes = mass.TotalGrams / 1_000_000m;
        TreatmentGases gases = new(lines.Sum(line => line.FossilCo2Kilograms), tonnes * set.Ch4.Value, tonnes * set.N2O.Value, lines.Sum(line => line.BiogenicCo2Kilograms));
        return new(lines, mass.NotEstimatedGrams, mass.TotalGrams, gases.Rounded(), energyKilowattHours);
    }

    static BurnLine Line(BurnSet set, WasteType type, decimal grams)
    {
        var burning = set.Types[type];
        var carbon = grams / 1000 * burning.DryMatter.Value * burning.Carbon.Value * set.Oxidised.Value;
        var fossil = carbon * burning.FossilCarbon.Value;
        return new(type, grams, fossil * 44 / 12, (carbon - fossil) * 44 / 12);
    }
}

/// <param name="Grams">Burned, wet.</param>
public sealed record BurnLine(WasteType Type, decimal Grams, decimal FossilCo2Kilograms, decimal BiogenicCo2Kilograms);

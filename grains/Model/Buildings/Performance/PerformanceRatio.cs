namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>What an array made of the sunlight it had, against what its rating promises: 1 would be a panel at 25 °C without any loss.</summary>
/// <param name="Value">0 in sunshine is a fault of the roof, not missing data. Usual over a year: 0.75 to 0.85 (from memory).</param>
/// <param name="Compared">Spans with all that is needed.</param>
/// <param name="LeftOut">Spans that lacked something: in neither sum.</param>
public readonly record struct PerformanceRatio(double Value, int Compared, int LeftOut)
{
    // 1 kW/m2 in mW/m2.
    const double StandardMilliwattsPerM2 = 1e6;

    /// <summary>Plain. Falls in the heat; compare it only over whole years. Null when no sun was measured in any complete span.</summary>
    /// <param name="peakMilliwatts">Of the panels at 1000 W/m² and 25 °C (DC), above 0.</param>
    /// <remarks>PR = (ΣE / P₀) / (ΣH / 1 kW/m²). Source: IEC 61724-1, read as in IEC's glossary (IEC 61836:2007, 3.4.66).</remarks>
    public static PerformanceRatio? Plain(IEnumerable<PerformanceSpan> spans, long peakMilliwatts) => Of(PerformanceSums.Plain(spans), peakMilliwatts);

    /// <summary>With the season taken out, so that January and May can be compared. Null when no sun was measured in any complete span.</summary>
    /// <param name="peakMilliwatts">Of the panels at 1000 W/m² and 25 °C (DC), above 0.</param>
    /// <param name="typicalCellCelsius">Of the reference period, usually a year: <see cref="TypicalCellCelsius"/>.</param>
    /// <param name="perCelsius">Relative change of power; silicon is near −0.004.</param>
    /// <remarks>
    /// PR = ΣE / Σ(P₀ · H/(1 kW/m²) · (1 + γ(T − T*))). Over the whole reference period it equals the plain one. Spans without a cell temperature are left out.
    /// Source: Dierauf et al., Weather-Corrected Performance Ratio, NREL/TP-5200-57991 (2013).
    /// </remarks>
    public static PerformanceRatio? WeatherCorrected(IEnumerable<PerformanceSpan> spans, long peakMilliwatts, double typicalCellCelsius, double perCelsius = -0.004) =>
        Of(PerformanceSums.WeatherCorrected(spans, typicalCellCelsius, perCelsius), peakMilliwatts);

    /// <summary>The mean temperature of the cells, each span weighted by its sunlight: T* = ΣH·T / ΣH over the complete spans. Null without sun.</summary>
    public static double? TypicalCellCelsius(IEnumerable<PerformanceSpan> spans)
    {
        double weighted = 0, weight = 0;
        foreach (var span in spans)
        {
            if (!span.IsCompared || span.CellCelsius is not { } celsius) continue;
            weighted += span.IrradiationMilliwattHoursPerM2!.Value * celsius;
            weight += span.IrradiationMilliwattHoursPerM2!.Value;
        }
        return weight > 0 ? weighted / weight : null;
    }

    static PerformanceRatio? Of(PerformanceSums sums, long peakMilliwatts) => peakMilliwatts <= 0
        ? throw new ArgumentOutOfRangeException(nameof(peakMilliwatts), peakMilliwatts, "The panels' peak power is above 0; correct it in the register.")
        : sums.SunMilliwattHoursPerM2 > 0 ? new(sums.MadeMilliwattHours * StandardMilliwattsPerM2 / (peakMilliwatts * sums.SunMilliwattHoursPerM2), sums.Compared, sums.LeftOut) : null;
}

namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>Both sums of a performance ratio, over the same spans.</summary>
/// <param name="MadeMilliwattHours">ΣE.</param>
/// <param name="SunMilliwattHoursPerM2">ΣH; where the heat is taken out each span's sun is weighted by how its cells' temperature changes their power.</param>
/// <param name="Compared">Spans with all that is needed.</param>
/// <param name="LeftOut">Spans that lacked something: in neither sum.</param>
public readonly record struct PerformanceSums(double MadeMilliwattHours, double SunMilliwattHoursPerM2, int Compared, int LeftOut)
{
    public static PerformanceSums Plain(IEnumerable<PerformanceSpan> spans) => Of(spans, needsCell: false, _ => 1);

    /// <param name="typicalCellCelsius">Cells of that temperature count as they are.</param>
    /// <param name="perCelsius">Relative change of power; silicon is near −0.004.</param>
    public static PerformanceSums WeatherCorrected(IEnumerable<PerformanceSpan> spans, double typicalCellCelsius, double perCelsius = -0.004) =>
        Of(spans, needsCell: true, span => 1 + perCelsius * (span.CellCelsius!.Value - typicalCellCelsius));

    static PerformanceSums Of(IEnumerable<PerformanceSpan> spans, bool needsCell, Func<PerformanceSpan, double> weight)
    {
        double made = 0, sun = 0;
        int compared = 0, leftOut = 0;
        foreach (var span in spans)
        {
            if (!span.IsCompared || needsCell && span.CellCelsius is null)
            {
                leftOut++;
                continue;
            }
            compared++;
            made += span.MadeMilliwattHours!.Value;
            sun += span.IrradiationMilliwattHoursPerM2!.Value * weight(span);
        }
        return new(made, sun, compared, leftOut);
    }
}

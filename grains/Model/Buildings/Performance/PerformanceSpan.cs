namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>What a roof made and what fell on it in one span of time, such as a quarter hour. Null is unknown, never 0.</summary>
/// <param name="MadeMilliwattHours">AC energy.</param>
/// <param name="IrradiationMilliwattHoursPerM2">On the panels' own plane.</param>
/// <param name="CellCelsius">Mean over the span, of the cells.</param>
public readonly record struct PerformanceSpan(long? MadeMilliwattHours, long? IrradiationMilliwattHoursPerM2, double? CellCelsius = null)
{
    /// <summary>Both are known: only such spans may be compared, or a gap of one would look like a fault of the other.</summary>
    public bool IsCompared => MadeMilliwattHours is not null && IrradiationMilliwattHoursPerM2 is >= 0;
}

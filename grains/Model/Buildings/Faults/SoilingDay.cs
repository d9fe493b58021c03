namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>A day of a roof, for its soiling.</summary>
/// <param name="Ratio">Weather-corrected performance ratio of the day; null when unknown.</param>
/// <param name="RainMillimetres">Null counts as no rain, which makes stretches longer, never shorter.</param>
public readonly record struct SoilingDay(DateOnly Day, double? Ratio, double? RainMillimetres);

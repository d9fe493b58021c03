namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>What one meter of a project counted on one day.</summary>
/// <param name="WattHours">Null when nothing is known.</param>
/// <param name="Covered">How much of the day the energy is of.</param>
public readonly record struct JcmMeterDay(string Serial, DateOnly Day, decimal? WattHours, TimeSpan Covered);

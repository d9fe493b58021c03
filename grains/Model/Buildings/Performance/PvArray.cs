namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>An array and its inverter, as far as its energy can be foretold.</summary>
/// <param name="PeakMilliwatts">Of the panels (DC).</param>
/// <param name="RatedMilliwatts">Of the inverters (AC).</param>
/// <param name="Losses">Between panel and inverter.</param>
/// <param name="PerCelsius">Relative change of power; silicon is near −0.004.</param>
public sealed record PvArray(long PeakMilliwatts, long RatedMilliwatts, PvLosses Losses, double PerCelsius = -0.004);

namespace YPort.Twin.Model.Buildings;

/// <summary>What is lost between the panels' rating and the inverter, in percent of what comes to each loss.</summary>
/// <remarks>
/// Total = 1 − (1 − L₁)(1 − L₂)…: each takes its part of what the others leave. The defaults are the manual's and come to 14.08 %, for ordinary
/// systems in North America; a roof's own survey is better. Source: Dobos, PVWatts Version 5 Manual, NREL/TP-6A20-62641 (2014), table 3, doi:10.2172/1158421;
/// the defaults read in pvlib's documentation of <c>pvsystem.pvwatts_losses</c>, 0.13.1.
/// </remarks>
/// <param name="LightInducedPercent">Of a new panel's first hours in the sun.</param>
public sealed record PvLosses(
    double SoilingPercent = 2, double ShadingPercent = 3, double SnowPercent = 0, double MismatchPercent = 2, double WiringPercent = 2, double ConnectionsPercent = 0.5,
    double LightInducedPercent = 1.5, double NameplatePercent = 1, double AgePercent = 0, double AvailabilityPercent = 3)
{
    /// <summary>The part that is left, 0 to 1.</summary>
    public double Kept => Each.Aggregate(1.0, (kept, loss) => kept * (1 - Checked(loss) / 100));

    /// <summary>All together, 0 to 100.</summary>
    public double TotalPercent => 100 * (1 - Kept);

    double[] Each =>
        [SoilingPercent, ShadingPercent, SnowPercent, MismatchPercent, WiringPercent, ConnectionsPercent, LightInducedPercent, NameplatePercent, AgePercent, AvailabilityPercent];

    static double Checked(double percent) => percent is >= 0 and <= 100 ? percent
        : throw new ArgumentOutOfRangeException(nameof(percent), percent, "A loss is 0 to 100 percent; a gain belongs into the rating.");
}

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>A year's methane beside what somebody reported, and what would have to hold for the two to agree. It changes no figure.</summary>
/// <remarks>Equation 3.1 solved for R, and for MCF, which all that is generated is proportional to. Each by itself, with all else as it is.</remarks>
/// <param name="Said">Who reported, and when.</param>
/// <param name="RecoveredShareNeeded">Of what was generated; null where no share from 0 to 1 does it.</param>
/// <param name="CorrectionNeeded">MCF; null where none from 0 to 1 does it.</param>
public sealed record Reconciliation(int Year, long EmittedGrams, long ReportedGrams, Declaration Said, double? RecoveredShareNeeded, double? CorrectionNeeded)
{
    /// <summary>Worked out here less reported.</summary>
    public long DifferenceGrams => EmittedGrams - ReportedGrams;

    /// <summary>Null when the year is not in it.</summary>
    /// <param name="reportedGrams">Of methane.</param>
    public static Reconciliation? Of(LandfillMethane methane, int year, long reportedGrams, Declaration said)
    {
        if (reportedGrams < 0) throw new ArgumentOutOfRangeException(nameof(reportedGrams), reportedGrams, "A landfill takes no methane out of the air. Give the mass of methane that was reported, in grams.");
        if (methane.In(year) is not { } result) return null;
        var beforeCover = reportedGrams / (1 - methane.Site.Ox.AsDouble);
        return new(year, result.EmittedGrams, reportedGrams, said, Share((result.GeneratedGrams - beforeCover) / result.GeneratedGrams),
            Share(methane.Site.Mcf.AsDouble * (beforeCover + result.RecoveredGrams) / result.GeneratedGrams));
    }

    // Rounding of what was emitted moves it by half a gram; dividing by nothing gives no number.
    static double? Share(double share) => share is >= -1e-6 and <= 1 + 1e-6 ? Math.Clamp(share, 0, 1) : null;
}

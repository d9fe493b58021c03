using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City.Actions;

/// <summary>How far an action has come.</summary>
public enum ActionStage
{
    /// <summary>Somebody looks into it: it claims nothing.</summary>
    Study,

    /// <summary>It runs to be learned from.</summary>
    Demonstration,

    /// <summary>It runs to stay.</summary>
    Operating,
}

/// <summary>Something that somebody does for the climate, with what it shall bring and what is measured of it.</summary>
/// <param name="Id">As in "finetech-pv".</param>
/// <param name="ExpectedTonnesPerYear">CO2e; null for a study, and where nobody said.</param>
/// <param name="Measured">How what it achieves is worked out; null where it is not, and then <paramref name="Remark"/> says why.</param>
/// <param name="Credits">Issued for it, by vintage. They stand beside the city's inventory, never in it.</param>
public sealed record ClimateAction(
    string Id, LocalName Title, LocalName Owner, IReadOnlyList<LocalName> Partners, ActionStage Stage, decimal? ExpectedTonnesPerYear, ActionMeasurement? Measured,
    IReadOnlyList<ActionEvidence> Evidence, IReadOnlyList<CreditIssue> Credits, string Remark);

/// <summary>Which activity of which twins an action's achievement is, times which factor.</summary>
/// <param name="Measure">The ledger's, such as "pv-energy".</param>
/// <param name="Twins">Their ids; none: not yet named, and nothing is achieved that anybody could show.</param>
/// <param name="FactorSeries">Of the registry; which factor of it holds is a matter of the day.</param>
public sealed record ActionMeasurement(string Measure, IReadOnlyList<string> Twins, string FactorSeries);

/// <summary>What supports a claim, and how far it can be trusted.</summary>
public sealed record ActionEvidence(string Says, FactorSource Source, FactorStatus Status);

/// <summary>Credits of one vintage.</summary>
/// <param name="Registry">"JCM", "T-VER": one reduction is in one registry.</param>
/// <param name="Vintage">Calendar year of the reduction.</param>
/// <param name="TransferredAbroadTonnes">Of those issued; they count toward another country's target.</param>
/// <param name="Verification">Reference of the third party's report; without one nothing was issued.</param>
public sealed record CreditIssue(string Registry, int Vintage, decimal IssuedTonnes, decimal TransferredAbroadTonnes, string? Verification);

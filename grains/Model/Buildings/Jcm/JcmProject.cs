using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>A project registered under the Joint Crediting Mechanism with methodology TH_AM001, "Installation of Solar PV System", as its documents say.</summary>
/// <param name="Reference">Of the register, such as "TH001".</param>
/// <param name="Methodology">"TH_AM001"; its version is data, for revisions come.</param>
/// <param name="DesignVersion">Of the project design document (PDD) in force.</param>
/// <param name="EmissionFactor">Of this project, in mass per energy: registered projects differ. Its status says how far it can be trusted.</param>
/// <param name="ExAnteTonnesPerYear">Reductions that the PDD expects.</param>
/// <param name="CreditingFrom">First day of the crediting period.</param>
/// <param name="CreditingTo">Last day.</param>
/// <param name="Participants">From both countries.</param>
/// <param name="Meters">All that measure what the arrays give.</param>
/// <param name="Issued">What the Joint Committee has issued so far.</param>
public sealed record JcmProject(
    string Reference, string Title, string Methodology, string MethodologyVersion, string DesignVersion, Factor EmissionFactor, decimal ExAnteTonnesPerYear,
    DateOnly CreditingFrom, DateOnly CreditingTo, IReadOnlyList<string> Participants, IReadOnlyList<JcmMeter> Meters, IReadOnlyList<JcmIssuance> Issued)
{
    /// <summary>The day lies in the crediting period.</summary>
    public bool Credits(DateOnly day) => CreditingFrom <= day && day <= CreditingTo;

    /// <summary>Everything that an auditor would send back; empty when the project can be counted.</summary>
    public IReadOnlyList<JcmFault> Faults() => [.. JcmRules.Of(this)];
}

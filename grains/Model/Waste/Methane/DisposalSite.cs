using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>A landfill, as the model of decay sees it.</summary>
/// <param name="Id">Its twin id.</param>
/// <param name="Opened">First year of deposit, CE.</param>
/// <param name="Mcf">Methane correction factor, 0 to 1.</param>
/// <param name="Ox">Share of methane that the cover oxidises, 0 to 1.</param>
/// <param name="Closed">Last year of deposit; null while it is open.</param>
/// <param name="DelayMonths">From deposit to the beginning of decay, 0 to 6. With 6, what came on average in mid-year begins on 1 January of the next ("month 13").</param>
public sealed record DisposalSite(string Id, int Opened, Parameter Mcf, Parameter Ox, int? Closed = null, int DelayMonths = 6)
{
    /// <summary>A site out of the registry's factors; null exactly when there are faults.</summary>
    /// <param name="covered">With soil or compost that oxidises: counted at managed sites only.</param>
    public static (DisposalSite? Site, IReadOnlyList<WasteFault> Faults) Of(FactorRegistry registry, string id, int opened, SiteManagement management, bool covered,
        int? closed = null, int delayMonths = 6, Instant? knownAt = null)
    {
        FactorLookup factors = new(registry, knownAt);
        var isManaged = management is SiteManagement.Anaerobic or SiteManagement.SemiAerobic;
        DisposalSite site = new(id, opened, factors.Share(Correction(management)), factors.Share(covered && isManaged ? "landfill-ox-covered" : "landfill-ox-none"), closed, delayMonths);
        WasteFault[] faults = [.. factors.Faults, .. site.Faults()];
        return faults.Length == 0 ? (site, []) : (null, faults);
    }

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<WasteFault> Faults()
    {
        if (Mcf.Value is < 0 or > 1) yield return new(Id, FormattableString.Invariant($"A methane correction factor of {Mcf.Value} lies outside 0 to 1."), "Take the one for how the site is managed.");
        if (Ox.Value is < 0 or > 1) yield return new(Id, FormattableString.Invariant($"An oxidation of {Ox.Value} lies outside 0 to 1."), "Send 0.1 for 10 %.");
        if (DelayMonths is < 0 or > 6) yield return new(Id, FormattableString.Invariant($"A delay of {DelayMonths} months lies outside 0 to 6."), "Leave it out: the default of 6 is the IPCC's.");
        if (Closed < Opened) yield return new(Id, FormattableString.Invariant($"It closed in {Closed}, before it opened in {Opened}."), "Correct one of the years.");
    }

    static string Correction(SiteManagement management) => management switch
    {
        SiteManagement.Anaerobic => "mcf-managed",
        SiteManagement.SemiAerobic => "mcf-semi-aerobic",
        SiteManagement.Deep => "mcf-deep",
        SiteManagement.Shallow => "mcf-shallow",
        _ => "mcf-uncategorised",
    };
}

namespace YPort.Twin.Model.City.Plan;

/// <summary>The numbers of the one sentence that an official reads first: "Metered actions delivered X t in 12 months, Y % of the 10.25 Mt that 2030 requires
/// against BAU", and that the target equals the level of the base year. How much of the city is measured at all, <see cref="Coverage"/> says.</summary>
/// <param name="Year">The year of the target, as in 2030.</param>
/// <param name="DeliveredTonnes">By metered actions in twelve months, less what was transferred abroad; null when nothing could be worked out.</param>
/// <param name="RequiredTonnes">Below business as usual in that year.</param>
/// <param name="BaseTonnes">The inventory of the base year.</param>
/// <param name="TargetTonnes">What the path comes to in that year.</param>
public sealed record Progress(int Year, decimal? DeliveredTonnes, decimal? RequiredTonnes, decimal BaseTonnes, decimal? TargetTonnes)
{
    /// <summary>Y; null when either is unknown, or nothing is required.</summary>
    public decimal? DeliveredPercent => RequiredTonnes > 0 ? DeliveredTonnes / RequiredTonnes * 100 : null;

    /// <summary>The target as a share of the base year: about 100 says that "-19 %" only holds the level.</summary>
    public decimal? TargetPercentOfBase => BaseTonnes > 0 ? TargetTonnes / BaseTonnes * 100 : null;

    public static Progress Of(CityPlan plan, int year, decimal? deliveredTonnes) => new(year, deliveredTonnes, plan.RequiredReductionTonnes(year), plan.Base.TonnesCo2e, plan.Path.At(year));
}

using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.City.Plan;

/// <summary>Emissions of a year as somebody published them. Two that differ are both kept; the plan says which it uses.</summary>
/// <param name="Id">As in "base-2018-bma".</param>
/// <param name="TonnesCo2e">Whole city.</param>
public sealed record PlanFigure(string Id, int Year, decimal TonnesCo2e, FactorSource Source, FactorStatus Status, string Says);

/// <summary>What a year shall come to.</summary>
/// <param name="PercentBelowBau">How far below business as usual of that year; null when the target is an amount.</param>
/// <param name="TonnesCo2e">The amount; null when the target is relative. Exactly one of the two is given.</param>
public sealed record PlanTarget(string Id, int Year, decimal? PercentBelowBau, decimal? TonnesCo2e, FactorSource Source, FactorStatus Status, string Says);

/// <summary>What the plan says of a sector.</summary>
/// <param name="Tonnes2018">In the base year; null: not found, shown as NE.</param>
/// <param name="Gpc">The sub-sectors of the GPC that it is, such as "II.1"; by the names of both, for the plan does not say.</param>
public sealed record PlanSector(Register.LocalName Name, decimal? Tonnes2018, IReadOnlyList<string> Gpc);

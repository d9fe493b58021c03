using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>The city's plan, with its sources, and what metered actions brought toward it.</summary>
/// <param name="Base">Figures of the base year, all that were published; <paramref name="UsedBase"/> is the one that the path begins at.</param>
/// <param name="Path">Straight from the base year through the targets; the plan states no years between.</param>
public sealed record PlanAnswer(
    string Set, ImmutableArray<PlanFigure> Base, string UsedBase, ImmutableArray<PlanFigure> Bau, ImmutableArray<PlanTarget> Targets, ImmutableArray<PathPoint> Path,
    ImmutableArray<PlanSectorAnswer> Sectors, ProgressAnswer Progress, CoverageAnswer Coverage)
{
    internal static PlanAnswer Of(MadePlan made)
    {
        var (plan, question, progress) = (made.Plan, made.Question, made.Progress);
        return new(FigureComposer.Word(question.Set), [.. plan.Data.Base], plan.Data.UsedBase, [.. plan.Data.Bau], [.. plan.Data.Targets],
            [.. Enumerable.Range(plan.Base.Year, plan.Data.Targets.Max(target => target.Year) - plan.Base.Year + 1).Select(year =>
                new PathPoint(year, Whole(plan.Path.At(year)), Whole(plan.Bau.At(year)), Whole(plan.RequiredReductionTonnes(year)), question.In(PlanQuestion.Required, year)))],
            [.. plan.Data.Sectors.Select(sector => new PlanSectorAnswer(NameBody.Of(sector.Name), sector.Tonnes2018))],
            new(progress.Year, made.From.Start, made.To.Start, made.DeliveredTonnes, [.. made.Unknown], Whole(progress.RequiredTonnes), Share(progress.DeliveredPercent), progress.BaseTonnes, plan.Base.Year,
                Whole(progress.TargetTonnes), Level(progress.TargetPercentOfBase), Explained(
                    ("deliveredTonnes", question.Address(PlanQuestion.Delivered)), ("requiredTonnes", question.In(PlanQuestion.Required, progress.Year)), ("deliveredPercent", question.Address(PlanQuestion.DeliveredPercent)),
                    ("baseTonnes", question.OfPublished(plan.Base.Id)), ("targetTonnes", question.In(PlanQuestion.Path, progress.Year)), ("targetPercentOfBase", question.Address(PlanQuestion.TargetPercent)))),
            CoverageAnswer.Of(made));
    }

    /// <summary>The plan's own figures are known to the tonne, at best.</summary>
    internal static decimal? Whole(decimal? tonnes) => tonnes is { } known ? decimal.Round(known) : null;

    internal static decimal? Share(decimal? percent) => percent is { } known ? decimal.Round(known, 6) : null;

    internal static decimal? Level(decimal? percent) => percent is { } known ? decimal.Round(known, 4) : null;

    internal static ImmutableSortedDictionary<string, string> Explained(params (string Name, string Address)[] figures) => figures.ToImmutableSortedDictionary(one => one.Name, one => one.Address, StringComparer.Ordinal);
}

/// <param name="PathTonnes">CO2e; null where the plan says nothing. <paramref name="BauTonnes"/> likewise, business as usual.</param>
/// <param name="Explain">The address that retraces what is required; its parts are the other two.</param>
public sealed record PathPoint(int Year, decimal? PathTonnes, decimal? BauTonnes, decimal? RequiredReductionTonnes, string Explain);

/// <param name="Tonnes2018">Null: not found, NE.</param>
public sealed record PlanSectorAnswer(NameBody Name, decimal? Tonnes2018);

/// <summary>The numbers of the sentence that an official reads first.</summary>
/// <param name="Year">Of the target.</param>
/// <param name="From">Counted from here: twelve months, or the calendar year that was asked for.</param>
/// <param name="DeliveredTonnes">By metered actions until <paramref name="To"/>, less what was transferred abroad.</param>
/// <param name="DeliveredPercent">Of what that year requires against business as usual.</param>
/// <param name="TargetPercentOfBase">About 100: a target below business as usual that only holds the level of the base year.</param>
/// <param name="Explain">By the name of the figure, the address that retraces it.</param>
public sealed record ProgressAnswer(
    int Year, Instant From, Instant To, decimal? DeliveredTonnes, ImmutableArray<string> Unknown, decimal? RequiredTonnes, decimal? DeliveredPercent, decimal BaseTonnes, int BaseYear, decimal? TargetTonnes, decimal? TargetPercentOfBase,
    ImmutableSortedDictionary<string, string> Explain);

/// <summary>What share of the city's emissions the twin measures; the rest is not estimated. A measurement, and no claim about what the city did.</summary>
/// <param name="Year">Calendar year that was measured, from <paramref name="From"/> to <paramref name="To"/>; a year that is not over covers less.</param>
/// <param name="MeasuredTonnes">CO2e, BASIC of what is twinned, as in <paramref name="Inventory"/>; null when nothing is.</param>
/// <param name="BaseTonnes">The whole city's inventory of <paramref name="BaseYear"/>, as published: of the same year or the latest before it.</param>
/// <param name="Percent">Measured of the base; null when unknown.</param>
/// <param name="ElsewhereTonnes">Measured, and in no sector of the plan, such as energy of which nobody said who uses it.</param>
/// <param name="Inventory">Address of the rows.</param>
/// <param name="UnstatedBecause">Why there are no targets and no business as usual by sector.</param>
/// <param name="UnknownBecause">Why nothing is known to be measured, where the inventory contradicts itself; the plan's own figures stand.</param>
/// <param name="Explain">By the name of the figure, the address that retraces it; of those that are known.</param>
public sealed record CoverageAnswer(
    int Year, Instant From, Instant To, decimal? MeasuredTonnes, string Base, int BaseYear, decimal BaseTonnes, decimal? Percent, ImmutableArray<SectorCoverageAnswer> Sectors, decimal? ElsewhereTonnes, string Inventory,
    string UnstatedBecause, string? UnknownBecause, ImmutableSortedDictionary<string, string> Explain)
{
    const string Unstated = "The plan's sources that were found state targets and business as usual of the whole city only.";

    internal static CoverageAnswer Of(MadePlan made)
    {
        var (question, coverage) = (made.Question, made.Coverage);
        return new(
            made.Inventory.Year, made.Inventory.From.Start, made.Inventory.To.Start, Shown.Plain(coverage.MeasuredTonnes), coverage.Base.Id, coverage.Base.Year, coverage.Base.TonnesCo2e, PlanAnswer.Share(coverage.Percent),
            [.. coverage.Sectors.Select(sector => new SectorCoverageAnswer(NameBody.Of(sector.Sector.Name), [.. sector.Sector.Gpc], Shown.Plain(sector.MeasuredTonnes), sector.BaseTonnes, PlanAnswer.Share(sector.Percent),
                Known(("measuredTonnes", sector.MeasuredTonnes, question.Of(PlanQuestion.Measured, sector.Sector)), ("percent", sector.Percent, question.Of(PlanQuestion.CoveredPercent, sector.Sector)))))],
            Shown.Plain(coverage.ElsewhereTonnes), $"/v1/reports/inventory?year={made.Inventory.Year}&set={FigureComposer.Word(question.Set)}", Unstated, made.UnmeasuredBecause,
            Known(("measuredTonnes", coverage.MeasuredTonnes, question.Address(PlanQuestion.Measured)), ("baseTonnes", coverage.Base.TonnesCo2e, question.OfPublished(coverage.Base.Id)),
                ("percent", coverage.Percent, question.Address(PlanQuestion.CoveredPercent)), ("elsewhereTonnes", coverage.ElsewhereTonnes, question.Address(PlanQuestion.Elsewhere))));

        static ImmutableSortedDictionary<string, string> Known(params (string Name, decimal? Value, string Address)[] figures) =>
            PlanAnswer.Explained([.. figures.Where(one => one.Value is not null).Select(one => (one.Name, one.Address))]);
    }
}

/// <param name="Gpc">The GPC's sub-sectors that it is.</param>
/// <param name="MeasuredTonnes">Null where nothing is measured. <paramref name="BaseTonnes"/>: null where it was not found.</param>
/// <param name="Percent">Null while either is unknown.</param>
/// <param name="Explain">By the name of the figure, the address that retraces it; of those that are known.</param>
public sealed record SectorCoverageAnswer(NameBody Name, ImmutableArray<string> Gpc, decimal? MeasuredTonnes, decimal? BaseTonnes, decimal? Percent, ImmutableSortedDictionary<string, string> Explain);

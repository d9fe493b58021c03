using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City.Actions;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>The city's plan, with its sources, and what metered actions brought toward it.</summary>
/// <param name="Base">Figures of the base year, all that were published; <paramref name="UsedBase"/> is the one that the path begins at.</param>
/// <param name="Path">Straight from the base year through the targets; the plan states no years between.</param>
public sealed record PlanAnswer(
    string Set, ImmutableArray<PlanFigure> Base, string UsedBase, ImmutableArray<PlanFigure> Bau, ImmutableArray<PlanTarget> Targets, ImmutableArray<PathPoint> Path,
    ImmutableArray<PlanSectorAnswer> Sectors, ProgressAnswer Progress);

/// <param name="PathTonnes">CO2e; null where the plan says nothing. <paramref name="BauTonnes"/> likewise, business as usual.</param>
public sealed record PathPoint(int Year, decimal? PathTonnes, decimal? BauTonnes, decimal? RequiredReductionTonnes);

/// <param name="Tonnes2018">Null: not found, NE.</param>
public sealed record PlanSectorAnswer(NameBody Name, decimal? Tonnes2018);

/// <summary>The numbers of the sentence that an official reads first.</summary>
/// <param name="Year">Of the target.</param>
/// <param name="From">Twelve months from here</param>
/// <param name="DeliveredTonnes">By metered actions in them, less what was transferred abroad.</param>
/// <param name="DeliveredPercent">Of what that year requires against business as usual.</param>
/// <param name="TargetPercentOfBase">About 100: a target below business as usual that only holds the level of the base year.</param>
public sealed record ProgressAnswer(
    int Year, Instant From, Instant To, decimal? DeliveredTonnes, ImmutableArray<string> Unknown, decimal? RequiredTonnes, decimal? DeliveredPercent, decimal BaseTonnes, int BaseYear, decimal? TargetTonnes, decimal? TargetPercentOfBase);

static class PlanEndpoint
{
    const int Target = 2030;

    /// <summary>Targets, path and business as usual, and how far metered actions have come.</summary>
    /// <param name="set">real (default) or rehearsal: whose actions count; the plan is the same.</param>
    internal static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> Plan([FromQuery] string? set, YearAmounts amounts, FactorBook book, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (plan, to) = (CityPlan.Bangkok, Window.Ceiling(Instant.From(clock)));
        var from = Window.Of(BangkokDay.Of(to.Day.Date.AddYears(-1)).Start);
        var registry = await book.Known(asked, stop);
        List<Achievement> achieved = [];
        foreach (var action in Portfolio.YPort.Actions)
            achieved.Add(await AccountingEndpoints.Achieved(action, asked, from, to, amounts, registry, vintage => vintage >= from.Day.Date.Year && vintage <= to.Day.Date.Year, stop));
        var (delivered, unknown) = Portfolio.Delivered(achieved);
        var progress = Progress.Of(plan, Target, delivered, coveredBasic: null);
        return TypedResults.Ok(new PlanAnswer(FigureComposer.Word(asked), [.. plan.Data.Base], plan.Data.UsedBase, [.. plan.Data.Bau], [.. plan.Data.Targets],
            [.. Enumerable.Range(plan.Base.Year, plan.Data.Targets.Max(target => target.Year) - plan.Base.Year + 1).Select(year => new PathPoint(year, Whole(plan.Path.At(year)), Whole(plan.Bau.At(year)), Whole(plan.RequiredReductionTonnes(year))))],
            [.. plan.Data.Sectors.Select(sector => new PlanSectorAnswer(NameBody.Of(sector.Name), sector.Tonnes2018))],
            new(Target, from.Start, to.Start, delivered, [.. unknown], Whole(progress.RequiredTonnes), progress.DeliveredPercent is { } share ? decimal.Round(share, 6) : null, progress.BaseTonnes, plan.Base.Year,
                Whole(progress.TargetTonnes), progress.TargetPercentOfBase is { } level ? decimal.Round(level, 4) : null)));
    }

    static decimal? Whole(decimal? tonnes) => tonnes is { } known ? decimal.Round(known) : null;
}

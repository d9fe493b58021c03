using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Answering;
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
    ImmutableArray<PlanSectorAnswer> Sectors, ProgressAnswer Progress, CoverageAnswer Coverage);

/// <param name="PathTonnes">CO2e; null where the plan says nothing. <paramref name="BauTonnes"/> likewise, business as usual.</param>
public sealed record PathPoint(int Year, decimal? PathTonnes, decimal? BauTonnes, decimal? RequiredReductionTonnes);

/// <param name="Tonnes2018">Null: not found, NE.</param>
public sealed record PlanSectorAnswer(NameBody Name, decimal? Tonnes2018);

/// <summary>The numbers of the sentence that an official reads first.</summary>
/// <param name="Year">Of the target.</param>
/// <param name="From">Counted from here: twelve months, or the calendar year that was asked for.</param>
/// <param name="DeliveredTonnes">By metered actions until <paramref name="To"/>, less what was transferred abroad.</param>
/// <param name="DeliveredPercent">Of what that year requires against business as usual.</param>
/// <param name="TargetPercentOfBase">About 100: a target below business as usual that only holds the level of the base year.</param>
public sealed record ProgressAnswer(
    int Year, Instant From, Instant To, decimal? DeliveredTonnes, ImmutableArray<string> Unknown, decimal? RequiredTonnes, decimal? DeliveredPercent, decimal BaseTonnes, int BaseYear, decimal? TargetTonnes, decimal? TargetPercentOfBase);

/// <summary>What share of the city's emissions the twin measures; the rest is not estimated. A measurement, and no claim about what the city did.</summary>
/// <param name="Year">Calendar year that was measured, from <paramref name="From"/> to <paramref name="To"/>; a year that is not over covers less.</param>
/// <param name="MeasuredTonnes">CO2e, BASIC of what is twinned, as in <paramref name="Inventory"/>; null when nothing is.</param>
/// <param name="BaseTonnes">The whole city's inventory of <paramref name="BaseYear"/>, as published: of the same year or the latest before it.</param>
/// <param name="Percent">Measured of the base; null when unknown.</param>
/// <param name="ElsewhereTonnes">Measured, and in no sector of the plan, such as energy of which nobody said who uses it.</param>
/// <param name="Inventory">Address of the rows.</param>
public sealed record CoverageAnswer(
    int Year, Instant From, Instant To, decimal? MeasuredTonnes, string Base, int BaseYear, decimal BaseTonnes, decimal? Percent, ImmutableArray<SectorCoverageAnswer> Sectors, decimal? ElsewhereTonnes, string Inventory)
{
    public static CoverageAnswer Of(string set, int year, Instant from, Instant to, Coverage coverage) => new(
        year, from, to, Plain(coverage.MeasuredTonnes), coverage.Base.Id, coverage.Base.Year, coverage.Base.TonnesCo2e, Rounded(coverage.Percent),
        [.. coverage.Sectors.Select(sector => new SectorCoverageAnswer(NameBody.Of(sector.Sector.Name), [.. sector.Sector.Gpc], Plain(sector.MeasuredTonnes), sector.BaseTonnes, Rounded(sector.Percent)))],
        Plain(coverage.ElsewhereTonnes), $"/v1/reports/inventory?year={year}&set={set}");

    static decimal? Plain(decimal? tonnes) => tonnes is { } known ? Shown.Plain(known) : null;

    static decimal? Rounded(decimal? percent) => percent is { } known ? decimal.Round(known, 6) : null;
}

/// <param name="Gpc">The GPC's sub-sectors that it is.</param>
/// <param name="MeasuredTonnes">Null where nothing is measured. <paramref name="BaseTonnes"/>: null where it was not found.</param>
/// <param name="Percent">Null while either is unknown.</param>
public sealed record SectorCoverageAnswer(NameBody Name, ImmutableArray<string> Gpc, decimal? MeasuredTonnes, decimal? BaseTonnes, decimal? Percent);

static class PlanEndpoint
{
    const int Target = 2030;

    /// <summary>Targets, path and business as usual, how far metered actions have come, and how much of the city is measured.</summary>
    /// <param name="year">Calendar year in which actions and coverage are counted, as vintages of credits are; default: the last twelve months, and coverage of this year so far.</param>
    /// <param name="set">real (default) or rehearsal: whose actions count; the plan is the same.</param>
    internal static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> Plan(
        [FromQuery] string? year, [FromQuery] string? set, YearAmounts amounts, Inventories inventories, FactorBook book, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (now, asked) = (Instant.From(clock), ask.Set(set));
        var thisYear = BangkokDay.Of(now).Date.Year;
        var of = ask.Number("year", year, thisYear, AccountingEndpoints.FirstYear, thisYear);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (plan, ceiling) = (CityPlan.Bangkok, Window.Ceiling(now));
        var (from, to) = year is null ? (Window.Of(BangkokDay.Of(ceiling.Day.Date.AddYears(-1)).Start), ceiling) : AccountingEndpoints.Year(of, now);
        var (firstVintage, lastVintage) = year is null ? (from.Day.Date.Year, to.Day.Date.Year) : (of, of);
        var registry = await book.Known(asked, stop);
        List<Achievement> achieved = [];
        foreach (var action in Portfolio.YPort.Actions)
            achieved.Add(await AccountingEndpoints.Achieved(action, asked, from, to, amounts, registry, vintage => vintage >= firstVintage && vintage <= lastVintage, stop));
        var (delivered, unknown) = Portfolio.Delivered(achieved);
        var made = await inventories.Of(asked, of, "AR5", knownAt: null, stop);
        if (made.Inventory is not { } inventory) return AccountingEndpoints.Contradicts(made);
        var (progress, coverage) = (Progress.Of(plan, Target, delivered, inventory.Basic), Coverage.Of(plan, inventory));
        return TypedResults.Ok(new PlanAnswer(FigureComposer.Word(asked), [.. plan.Data.Base], plan.Data.UsedBase, [.. plan.Data.Bau], [.. plan.Data.Targets],
            [.. Enumerable.Range(plan.Base.Year, plan.Data.Targets.Max(target => target.Year) - plan.Base.Year + 1).Select(year => new PathPoint(year, Whole(plan.Path.At(year)), Whole(plan.Bau.At(year)), Whole(plan.RequiredReductionTonnes(year))))],
            [.. plan.Data.Sectors.Select(sector => new PlanSectorAnswer(NameBody.Of(sector.Name), sector.Tonnes2018))],
            new(Target, from.Start, to.Start, delivered, [.. unknown], Whole(progress.RequiredTonnes), progress.DeliveredPercent is { } share ? decimal.Round(share, 6) : null, progress.BaseTonnes, plan.Base.Year,
                Whole(progress.TargetTonnes), progress.TargetPercentOfBase is { } level ? decimal.Round(level, 4) : null),
            CoverageAnswer.Of(FigureComposer.Word(asked), inventory.Header.Year, made.From.Start, made.To.Start, coverage)));
    }

    static decimal? Whole(decimal? tonnes) => tonnes is { } known ? decimal.Round(known) : null;
}

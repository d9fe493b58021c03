using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Model.City.Actions;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>What an official reports: the inventory of what is twinned, and what actions brought.</summary>
static class AccountingEndpoints
{
    public const int FirstYear = 2000, LastYear = 2099;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/actions", Actions).WithTags("Accounting").ProducesProblem(400).ProducesProblem(503);
        v1.MapGet("/reports/inventory", Inventory).WithTags("Accounting").Produces<InventoryAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(409).ProducesProblem(503);
        v1.MapGet("/reports/jcm", JcmEndpoint.Report).WithTags("Accounting").ProducesProblem(400).ProducesProblem(503);
        v1.MapGet("/reports/change", ChangeReport.Change).WithTags("Accounting").ProducesProblem(400).ProducesProblem(503);
        v1.MapGet("/plan", PlanEndpoint.Plan).WithTags("Accounting").ProducesProblem(400).ProducesProblem(503);
    }

    /// <summary>The portfolio: owner, partners, stage, expected and achieved tonnes a year, evidence, credits.</summary>
    /// <param name="year">Calendar year, as vintages of credits are; default: this one in Bangkok, so far.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<Results<Ok<ActionsAnswer>, ProblemHttpResult>> Actions(
        [FromQuery] string? year, [FromQuery] string? set, Achievements achievements, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var now = Instant.From(clock);
        var (asked, of) = (ask.Set(set), ask.Number("year", year, BangkokDay.Of(now).Date.Year, FirstYear, LastYear));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (from, to) = Year(of, now);
        var achieved = await achievements.All(asked, from, to, vintage => vintage == of, knownAt: null, stop);
        var (delivered, unknown) = Portfolio.Delivered(achieved.Select(one => one.Achieved));
        PlanQuestion question = new(asked, of, null);
        return TypedResults.Ok(new ActionsAnswer(FigureComposer.Word(asked), of, from.Start, to.Start, delivered, [.. unknown], [.. achieved.Select(one => ActionAnswer.Of(one.Action, one.Achieved,
            twin => $"/v1/explain/twins/{twin}/{one.Action.Measured!.Measure}?set={FigureComposer.Word(asked)}&from={from}&to={to}", question.OfAction(one.Action.Id)))], question.Address(PlanQuestion.Delivered)));
    }

    /// <summary>A year's inventory by GPC v1.1 of what is twinned; the rest is NE.</summary>
    /// <param name="year">Calendar year; default: this one in Bangkok, so far.</param>
    /// <param name="gwp">AR5 (default) or AR6: one set for all of it.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> Inventory(
        [FromQuery] string? year, [FromQuery] string? gwp, [FromQuery] string? set, [FromQuery] string? format, HttpRequest request, Inventories inventories, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var now = Instant.From(clock);
        var (asked, of, name) = (ask.Set(set), ask.Number("year", year, BangkokDay.Of(now).Date.Year, FirstYear, LastYear), ask.Gwp(gwp));
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var made = await inventories.Of(asked, of, name, knownAt: null, stop);
        if (made.Inventory is not { } inventory) return Contradicts(made);
        var answer = InventoryAnswer.Of(FigureComposer.Word(asked), made, inventory);
        return asCsv ? InventoryCsv.Of(answer) : TypedResults.Ok(answer);
    }

    public static ProblemHttpResult Contradicts(MadeInventory made) => Problems.Refused(409, "inventory-contradicts", "The inventory does not hold", string.Join(" ", made.Faults));

    /// <summary>A calendar year in Bangkok. What has not passed yet is not asked for.</summary>
    public static (Window From, Window To) Year(int year, Instant now)
    {
        var from = Window.Of(BangkokDay.Of(new DateOnly(year, 1, 1)).Start);
        var to = Window.Of(BangkokDay.Of(new DateOnly(year + 1, 1, 1)).Start);
        return (from, Window.Ceiling(now) is var soon && soon < to && soon > from ? soon : to);
    }
}

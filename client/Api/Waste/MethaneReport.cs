using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Waste;

/// <summary>A year's methane of landfills by first-order decay, from what came to what escaped.</summary>
/// <param name="Method">The one set of parameters that all of it is in: IPCC 2006 or IPCC 2019 Refinement.</param>
/// <param name="Together">Of all landfills of the answer; null where one of them is unknown.</param>
/// <param name="ToDo">What somebody has to declare so that figures become whole.</param>
public sealed record MethaneReportAnswer(string Set, int Year, string Method, ImmutableArray<ReportedFigure> Together, ImmutableArray<LandfillReportAnswer> Landfills, ImmutableArray<string> ToDo);

/// <param name="Declared">As the register has it; null when nobody declared anything.</param>
/// <param name="Years">Every year since the opening.</param>
/// <param name="Deposits">All that it was worked out from, with who says so.</param>
/// <param name="HowItCame">The year line by line, with the numbers in their places.</param>
/// <param name="Parameters">Every factor in it, with source and status.</param>
public sealed record LandfillReportAnswer(
    string Twin, NameBody Name, string Area, LandfillBody? Declared, ImmutableArray<ReportedFigure> Figures, ImmutableArray<MethaneYearAnswer> Years, ImmutableArray<DepositAnswer> Deposits,
    ImmutableArray<WorkedLine> HowItCame, ImmutableArray<FactorAnswer> Parameters);

/// <param name="RecoveredKg">Null when nobody metered any or its mass is unknown: it counts as none.</param>
public sealed record MethaneYearAnswer(int Year, decimal GeneratedKg, decimal? RecoveredKg, decimal OxidisedKg, decimal EmittedKg);

/// <param name="From">declared, or weighed: then from the ledger.</param>
/// <param name="Status">Of a declaration; null of what was weighed.</param>
public sealed record DepositAnswer(int Year, string Category, decimal Kg, decimal CityKg, decimal ElsewhereKg, decimal UnknownKg, string From, FactorSource Source, FactorStatus? Status);

static class MethaneReport
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/reports/methane", Report).WithTags("Accounting")
        .Produces<MethaneReportAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    /// <summary>Methane of landfills: generated, recovered, oxidised and emitted, by type and by whose waste it was; what is declared beside what was weighed and reported.</summary>
    /// <param name="year">A calendar year that is over in Bangkok; default: the last one.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="twin">Only this landfill.</param>
    /// <param name="method">2006 (default), which the inventory uses, or 2019: one set of the IPCC's parameters for all of it.</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> Report(
        [FromQuery] string? year, [FromQuery] string? set, [FromQuery] string? twin, [FromQuery] string? method, [FromQuery] string? format, HttpRequest request, Landfills landfills, FactorBook book,
        CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, only, decay) = (ask.Set(set), ask.Twin("twin", twin), ask.OneOf("method", method, ("2006", DecaySet.Ipcc2006), ("2019", DecaySet.Refinement2019)));
        var of = ask.Number("year", year, landfills.LastYear, Landfills.FirstYear, landfills.LastYear);
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var registry = await book.Known(asked, stop);
        LandfillYear[] found = [.. (await landfills.In(of, asked, decay, registry, stop)).Where(landfill => only is null || landfill.Twin.Id == only)];
        if (only is not null && found.Length == 0)
            return Problems.Refused(StatusCodes.Status404NotFound, "unknown-landfill", "There is no such landfill", $"No waste site of set {FigureComposer.Word(asked)} with the role landfill is called \"{only}\". GET /v1/twins?kind=waste-site&set={FigureComposer.Word(asked)} lists the sites.");

        var figures = new MethaneFigureRows(registry);
        MethaneReportAnswer answer = new(FigureComposer.Word(asked), of, decay, [.. figures.Together(found)], [.. found.Select(landfill => Answer(landfill, figures))], [.. found.SelectMany(ToDo)]);
        return asCsv ? ReportedCsv.Of(string.Create(CultureInfo.InvariantCulture, $"methane-{answer.Set}-{of}"), "twin",
                answer.Together.Select(figure => ("", figure)).Concat(answer.Landfills.SelectMany(landfill => landfill.Figures.Select(figure => (landfill.Twin, figure)))))
            : TypedResults.Ok(answer);
    }

    static LandfillReportAnswer Answer(LandfillYear landfill, MethaneFigureRows figures)
    {
        var (current, account) = (landfill.Twin.Current, landfill.Account);
        return new(landfill.Id, NameBody.Of(current.Name), current.Area, LandfillBody.Of(landfill.Facts), [.. figures.Of(landfill)],
            account is null ? [] : [.. account.Methane.Years.Select(year => new MethaneYearAnswer(year.Year, MethaneFigureRows.Kg(year.GeneratedGrams), year.DestroyedGrams is null ? null : MethaneFigureRows.Kg(year.RecoveredGrams), MethaneFigureRows.Kg(year.OxidisedGrams), year.EmittedGrams / 1000m))],
            account is null ? [] : [.. account.Deposits.Select(one => new DepositAnswer(one.Year, one.Category, one.Grams / 1000m, one.CityGrams / 1000m, one.ElsewhereGrams / 1000m, one.UnknownGrams / 1000m,
                one.IsWeighed ? "weighed" : "declared", one.Source, one.Status))],
            account is null ? [] : [.. MethaneExplanation.Of(account.Methane, landfill.Year)!.Select(WorkedLine.Of)],
            account is null ? [] : figures.Factors(account.From));
    }

    static IEnumerable<string> ToDo(LandfillYear landfill)
    {
        if (landfill.Facts is null) yield return RegisterHints.HistoryUnknown(landfill.Twin.Id);
        else foreach (var fault in landfill.Faults) yield return $"Methane of {landfill.Id} is unknown. {fault}";
        if (landfill is { Facts: { Gas: null }, Ledger.GasDestroyedCubicMetres.Count: > 0 })
            yield return $"Gas was destroyed at {landfill.Id}, and nobody declared how much methane is in it: send waste.landfill.gas at PUT /v1/twins/{landfill.Id}. Until then it counts as none.";
        if (landfill.Account?.Parts.Any(part => landfill.Placed(part.Origin) is Model.City.Inventory.NotInInventory && part is { Origin: Model.City.Inventory.WasteOrigin.Unknown, EmittedGrams: > 0 }) == true)
            yield return $"Of part of what came to {landfill.Id} nobody said whether it is the city's, so its methane counts in no row: send cityShare with the years of waste.landfill.history.";
    }
}

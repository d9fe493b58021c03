using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.EWaste;

/// <summary>Where e-waste came in, what became of it, and of the data on it. What recycling avoided is an indication outside the city's totals.</summary>
/// <param name="Gwp">The one set of warming potentials that refrigerants are in.</param>
/// <param name="Together">Of all holders of the answer; what they handed to each other is in no mass collected.</param>
/// <param name="Flagged">Books that do not hold: what was taken apart, recovered or disposed of there is in no such figure, but in ewaste-kept-apart.</param>
/// <param name="Untold">What the ledger's dimensions do not tell, and where it was taken from instead.</param>
public sealed record EWasteReportAnswer(
    string Set, Instant From, Instant To, string Gwp, ImmutableArray<ReportedFigure> Together, ImmutableArray<HolderReportAnswer> Holders, ImmutableArray<FlaggedLotAnswer> Flagged,
    ImmutableArray<string> Untold);

/// <param name="Role">point or recycler; null where nobody said.</param>
public sealed record HolderReportAnswer(TwinId Twin, NameBody Name, string Area, EWasteRole? Role, ImmutableArray<ReportedFigure> Figures);

/// <summary>One holder's books of a lot that contradict each other, of all time; they clear when the missing message comes.</summary>
/// <param name="Says">What is wrong, and what to do.</param>
public sealed record FlaggedLotAnswer(TwinId Twin, string Lot, LotFlaw Flaw, decimal? InKg, decimal? TreatedKg, decimal? ReleasedKg, decimal? GivenKg, string Says, string Explain);

static class EWasteReport
{
    static readonly ImmutableArray<string> Untold =
    [
        "The ledger keeps what was collected and taken apart by category, what was recovered by material and what was disposed of by method: what stands here by category of these last two is from the lots' own events.",
        "The ledger keeps no UNU key: it is from the lots' own events, and \"unknown\" where none was said, or where one mass is of several keys.",
        "The ledger tells estimated from measured; measured is what a scale or an event said, and it does not tell these two apart.",
        "What is estimated by unit weights is in ewaste-collected only: it balances no books, and what was done to such a lot is kept apart until it is weighed.",
        "Fractions handed to somebody who is no twin are recovered here; what became of them nobody told.",
    ];

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/reports/e-waste", Report).WithTags("Accounting")
        .Produces<EWasteReportAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    /// <summary>E-waste in, taken apart, recovered and disposed of, lots, certificates, and what recycling is worth, by holder and together.</summary>
    /// <param name="from">ISO 8601 with zone, or a date: midnight in Bangkok. Default: 30 days before to.</param>
    /// <param name="to">The end, not included. Default: midnight today.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="twin">Only this point or recycler.</param>
    /// <param name="gwp">AR5 (default) or AR6: one set for all refrigerants.</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> Report(
        [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? twin, [FromQuery] string? gwp, [FromQuery] string? format, HttpRequest request,
        EWasteAccounts accounts, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, only, warming) = (ask.Set(set), ask.Twin("twin", twin), ask.Gwp(gwp));
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        var (first, last) = ask.Period(from, to, clock);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (made, refused) = await accounts.Of(new(asked, first, last, only, warming, null), stop);
        if (made is null) return refused!;
        EWasteReportAnswer answer = new(FigureComposer.Word(asked), first.Start, last.Start, warming, [.. made.Figures().Select(one => one.Figure)],
            [.. made.Holders.Select(holder => new HolderReportAnswer(holder.Id, NameBody.Of(holder.Current.Name), holder.Current.Area, holder.At(last.Start).EWaste?.Role, [.. made.At(holder).Figures().Select(one => one.Figure)]))],
            [.. made.Chain.Lots.Where(lot => lot.Books.Flaw != LotFlaw.None).Select(lot => Flagged(lot, made.Rows))], Untold);
        return asCsv ? ReportedCsv.Of($"e-waste-{answer.Set}-{first.Day}", "twin", answer.Together.Select(figure => ("", figure)).Concat(answer.Holders.SelectMany(holder => holder.Figures.Select(figure => (holder.Twin.ToString(), figure)))))
            : TypedResults.Ok(answer);
    }

    static FlaggedLotAnswer Flagged(LotRecord lot, EWasteFigureRows rows) => new(lot.Holder, lot.Books.Name, lot.Books.Flaw, LotAnswer.Kilograms(lot.Books.InGrams), LotAnswer.Kilograms(lot.Books.TreatedGrams),
        LotAnswer.Kilograms(lot.Books.ReleasedGrams), LotAnswer.Kilograms(lot.Books.GivenGrams), lot.Books.Flaw switch
        {
            LotFlaw.NothingCameIn => "Something was done to it and nobody said that it came in: send collected, or transferred with \"from\".",
            LotFlaw.MassInUnknown => "It was worked on and nobody said how much of it came in: send its mass (weighed).",
            _ => "More was taken apart, or went out, than came in: send what is missing (collected, weighed, or transferred with \"from\"), or correct the mass with a revision.",
        }, rows.OfLot(lot.Books.Name));
}

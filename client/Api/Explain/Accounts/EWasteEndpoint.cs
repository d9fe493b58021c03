using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class EWasteEndpoint
{
    public static void Map(RouteGroupBuilder explain) => explain.MapGet("/e-waste/{figure}", Figure).Explains();

    /// <summary>Where a figure of the report on e-waste comes from: by holder or by lot, of what recycling avoided by stream with both factors, down to events.</summary>
    /// <param name="figure">As in /v1/reports/e-waste, such as ewaste-collected or recycling-avoided.</param>
    /// <param name="by">Of which part, as the report has it: baseline=burned;of=0302. Default: the whole.</param>
    /// <param name="lot">Only this lot, with all events about it.</param>
    /// <param name="from">ISO 8601 with zone, or a date: midnight in Bangkok. Default: 30 days before to.</param>
    /// <param name="to">The end, not included. Default: midnight today.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="twin">Only this point or recycler.</param>
    /// <param name="gwp">AR5 (default) or AR6: one set for all refrigerants.</param>
    /// <param name="knownAt">From what was committed by then, factors as well. Default: from all that is known.</param>
    /// <param name="format">json (default) or text; also by Accept.</param>
    internal static async Task<IResult> Figure(
        string figure, [FromQuery] string? by, [FromQuery] string? lot, [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? twin, [FromQuery] string? gwp, [FromQuery] string? knownAt, [FromQuery] string? format,
        HttpRequest request, EWasteAccounts accounts, EWasteBooks books, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, only, warming, known) = (ask.Set(set), ask.Twin("twin", twin), ask.Gwp(gwp), ask.Moment("knownAt", knownAt));
        var asText = ExplainText.IsAsked(ask, format, request);
        var (first, last) = ask.Period(from, to, clock);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (made, refused) = await accounts.Of(new(asked, first, last, only, warming, known), stop);
        if (made is null) return refused!;
        MadeFigure[] all = [.. made.Figures()], named = [.. all.Where(one => one.Figure.Figure == figure)];
        if (named.Length == 0) return Unknown($"\"{figure}\" is no figure of the report on e-waste in that time. There are: {string.Join(", ", all.Select(one => one.Figure.Figure).Distinct())}.");
        MadeFigure[] found = Of(named, by);
        if (found.Length == 0) return Unknown($"{figure} has no part \"{by}\" in that time. There are: {string.Join(", ", named.Select(one => ReportedFigure.Text(one.Figure.By)).Where(one => one != ""))}.");
        var explanation = new EWasteExplanation(made.Question, Instant.From(clock));
        if (lot is null) return ExplainText.Of(explanation.Of(found, null, []), asText);
        if (found.SelectMany(one => one.Parts).All(part => part.Name != lot || !part.Explain!.Contains("&lot=", StringComparison.Ordinal)))
            return Unknown($"Lot \"{lot}\" is no part of it. There are: {string.Join(", ", found.SelectMany(one => one.Parts).Select(part => part.Name).Take(20))}.");
        var events = await books.Events(made.All, asked, lot, known, stop) ?? [];
        return ExplainText.Of(explanation.Of(Of([.. made.Of(lot).Figures().Where(one => one.Figure.Figure == figure)], by), lot, events), asText);
    }

    static MadeFigure[] Of(MadeFigure[] named, string? by) => [.. named.Where(one => ReportedFigure.Text(one.Figure.By) == (by ?? ""))];

    static ProblemHttpResult Unknown(string detail) => Problems.Refused(StatusCodes.Status404NotFound, "unknown-figure", "There is no such figure", detail);
}

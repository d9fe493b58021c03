using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Explain.Accounts;

static class MethaneEndpoint
{
    public static void Map(RouteGroupBuilder explain) => explain.MapGet("/methane/{id}", Methane).Explains();

    /// <summary>Where a landfill's methane of a year comes from: decay line by line, recovered, oxidised, and what lay there from the year before, whose address leads on year by year.</summary>
    /// <param name="id">Of the landfill.</param>
    /// <param name="year">A calendar year that is over in Bangkok; default: the last one.</param>
    /// <param name="method">2006 (default), which the inventory uses, or 2019: one set of the IPCC's parameters for all of it.</param>
    /// <param name="knownAt">From what was committed by then, factors as well. Default: from all that is known.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="format">json (default) or text; also by Accept.</param>
    internal static async Task<IResult> Methane(
        string id, [FromQuery] string? year, [FromQuery] string? method, [FromQuery] string? knownAt, [FromQuery] string? set, [FromQuery] string? format, HttpRequest request, Inventories inventories, Landfills landfills,
        TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, twin, decay) = (ask.Set(set), ask.Twin("id", id), ask.OneOf("method", method, ("2006", DecaySet.Ipcc2006), ("2019", DecaySet.Refinement2019)));
        var (of, known) = (ask.Number("year", year, landfills.LastYear, Landfills.FirstYear, landfills.LastYear), ask.Moment("knownAt", knownAt));
        var asText = ExplainText.IsAsked(ask, format, request);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (found, factors) = await inventories.Methane(asked, of, decay, known, stop);
        if (found.FirstOrDefault(landfill => landfill.Twin.Id == twin) is not { } landfill)
            return Problems.Refused(StatusCodes.Status404NotFound, "unknown-landfill", "There is no such landfill", $"No waste site of set {FigureComposer.Word(asked)} with the role landfill is called \"{id}\". GET /v1/twins?kind=waste-site&set={FigureComposer.Word(asked)} lists the sites.");
        var answer = new LandfillExplanation(landfill, factors, new(asked, of, known, Instant.From(clock)) { Method = method }).Answer();
        return ExplainText.Of(answer, asText);
    }
}

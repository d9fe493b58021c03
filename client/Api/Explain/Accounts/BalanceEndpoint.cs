using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class BalanceEndpoint
{
    public static void Map(RouteGroupBuilder explain) =>
        explain.MapGet("/waste/{figure}", ([Description("collected, transferred, delivered, difference, still-there, sent, arrived or unexplained, as the addresses in /v1/reports/waste have it.")] string figure, [AsParameters] BalanceQuery query) => query.Answer(figure))
            .Explains().WithSummary("Where a figure of the balance of waste comes from: what was weighed at each site, added or taken off.")
            .WithDescription("The parts add up to the figure, to the last gram; each leads to the tickets. A way begins at site and ends at destination, \"anywhere\" where the ledger does not tell.");

    /// <summary>What may be asked about a figure of the balance.</summary>
    internal sealed class BalanceQuery : ExplainedQuery
    {
        [FromQuery(Name = "from"), Description("ISO 8601 with zone, or a date: midnight in Bangkok. Default: 30 days before to.")]
        public string? From { get; init; }

        [FromQuery(Name = "to"), Description("The end, not included. Default: midnight today.")]
        public string? To { get; init; }

        [FromQuery(Name = "site"), Description("Only what was weighed there; of a way, where it begins.")]
        public string? Site { get; init; }

        [FromQuery(Name = "destination"), Description("Of a way, where it ends; anywhere where the ledger does not tell.")]
        public string? Destination { get; init; }

        [FromQuery(Name = "category"), Description("Only this category, such as food; a way has one.")]
        public string? Category { get; init; }

        [FromQuery(Name = "origin"), Description("Only what came from there: a district, outside:place, a site or unknown.")]
        public string? Origin { get; init; }
        [FromServices] public required WasteBalances Balances { get; init; }

        public async Task<IResult> Answer(string figure)
        {
            var ask = new Ask();
            var (set, known, asText) = (ask.Set(Set), ask.Moment("knownAt", KnownAt), ExplainText.IsAsked(ask, Format, Request));
            var (from, to) = ask.Period(From, To, Clock);
            if (!BalanceFigure.Names.Contains(figure)) return Unknown($"\"{figure}\" is no figure of the balance. One of: {string.Join(", ", BalanceFigure.Names)}.");
            BalanceFigure asked = new(figure, Site, Destination, Category, Origin);
            foreach (var (field, value, wants, allows) in (ReadOnlySpan<(string, string?, bool, bool)>)
            [
                ("site", Site, asked.IsOfSite || asked.IsOnWay, figure != BalanceFigure.Difference), ("destination", Destination, asked.IsOnWay, asked.IsOnWay),
                ("category", Category, asked.IsOnWay, asked.IsOnWay || asked.IsSum), ("origin", Origin, false, figure is BalanceFigure.Collected or BalanceFigure.Delivered),
            ])
                if (wants && value is null) ask.Fault(field, value, $"{figure} is of one.", "Take the address from /v1/reports/waste.");
                else if (!allows && value is not null) ask.Fault(field, value, $"{figure} is of no {field}.", "Leave it out.");
            if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
            var made = await Balances.Of(set, from, to, known, Stop);
            var answer = new BalanceExplanation(made, known, Instant.From(Clock)).Of(asked, out var lacks);
            return answer is null ? Unknown(lacks) : ExplainText.Of(answer, asText);
        }

        static ProblemHttpResult Unknown(string detail) => Problems.Refused(StatusCodes.Status404NotFound, "unknown-figure", "There is no such figure", detail);
    }
}

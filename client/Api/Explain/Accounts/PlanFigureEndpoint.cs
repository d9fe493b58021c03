using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class PlanFigureEndpoint
{
    public static void Map(RouteGroupBuilder explain)
    {
        explain.MapGet("/plan/{figure}", ([Description("A figure of /v1/plan as its addresses have it: delivered-tonnes, delivered-percent, required-tonnes, path-tonnes, bau-tonnes, published-tonnes, target-percent-of-base, measured-tonnes, covered-percent or elsewhere-tonnes.")]
            string figure, [AsParameters] PlanFigureQuery query) => query.Answer(figure))
            .Explains().WithSummary("Where a figure of the plan comes from: actions, rows of the inventory, and what was published.")
            .WithDescription("The question is that of /v1/plan. Tonnes of the plan are rounded once, to whole tonnes; the parts add up to them before.");
        explain.MapGet("/actions/{id}", ([Description("Of the action, as in /v1/actions.")] string id, [AsParameters] PlanFigureQuery query) => query.OfAction(id))
            .Explains().WithSummary("Where the tonnes of an action come from: what each of its twins did, times the factor of those days.");
    }

    /// <summary>What may be asked about a figure of the plan.</summary>
    internal sealed class PlanFigureQuery : ExplainedQuery
    {
        [FromQuery(Name = "year"), Description("Calendar year in which actions and coverage are counted; default: the last twelve months, and coverage of this year so far.")]
        public string? Year { get; init; }

        [FromQuery(Name = "at"), Description("Of the path, business as usual and what is required: in this year. Default: 2030.")]
        public string? At { get; init; }

        [FromQuery(Name = "sector"), Description("Of what is measured and covered: only this sector of the plan, by a sub-sector of the GPC that it is, such as I.2.")]
        public string? Sector { get; init; }

        [FromQuery(Name = "id"), Description("Of what was published: which figure, such as base-2018-bma.")]
        public string? Id { get; init; }
        [FromServices] public required Plans Plans { get; init; }

        public async Task<IResult> Answer(string figure)
        {
            var ask = new Ask();
            var (question, asText) = (PlanEndpoint.Read(ask, Year, Set, KnownAt, Clock), ExplainText.IsAsked(ask, Format, Request));
            if (!PlanQuestion.Names.Contains(figure)) return Unknown("unknown-figure", $"\"{figure}\" is no figure of the plan that is explained. One of: {string.Join(", ", PlanQuestion.Names)}.");
            foreach (var (field, value, allows) in (ReadOnlySpan<(string, string?, bool)>)
            [
                ("at", At, figure is PlanQuestion.Required or PlanQuestion.Path or PlanQuestion.Bau), ("sector", Sector, figure is PlanQuestion.Measured or PlanQuestion.CoveredPercent), ("id", Id, figure == PlanQuestion.Published),
            ])
                if (value is not null && !allows) ask.Fault(field, value, $"{figure} is of no {field}.", "Leave it out.");
            var plan = CityPlan.Bangkok.Data;
            var at = ask.Number("at", At, Plans.Target, plan.Base.Min(one => one.Year), plan.Targets.Max(one => one.Year));
            if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
            var sector = Sector is null ? null : plan.Sectors.FirstOrDefault(one => one.Gpc.Contains(Sector));
            if (Sector is not null && sector is null) return Unknown("unknown-sector", $"No sector of the plan is \"{Sector}\" of the GPC. There are: {string.Join(", ", plan.Sectors.SelectMany(one => one.Gpc))}.");
            if (figure == PlanQuestion.Published && PlanExplanation.Published(plan).All(one => one.Id != Id)) return Unknown("unknown-figure", $"\"{Id}\" was not published. There are: {string.Join(", ", PlanExplanation.Published(plan).Select(one => one.Id))}.");
            return ExplainText.Of(new PlanExplanation(await Plans.Of(question, Stop), Instant.From(Clock)).Of(figure, at, sector, Id), asText);
        }

        public async Task<IResult> OfAction(string id)
        {
            var ask = new Ask();
            var (question, asText) = (PlanEndpoint.Read(ask, Year, Set, KnownAt, Clock), ExplainText.IsAsked(ask, Format, Request));
            foreach (var (field, value) in (ReadOnlySpan<(string, string?)>)[("at", At), ("sector", Sector), ("id", Id)])
                if (value is not null) ask.Fault(field, value, "An action has none.", "Leave it out.");
            if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
            var made = await Plans.Of(question, Stop);
            return made.Actions.FirstOrDefault(one => one.Action.Id == id) is { } action ? ExplainText.Of(new ActionExplanation(made, Instant.From(Clock)).Of(action), asText)
                : Unknown("unknown-action", $"No action is called \"{id}\". There are: {string.Join(", ", made.Actions.Select(one => one.Action.Id))}.");
        }

        static ProblemHttpResult Unknown(string type, string detail) => Problems.Refused(StatusCodes.Status404NotFound, type, "There is no such figure", detail);
    }
}

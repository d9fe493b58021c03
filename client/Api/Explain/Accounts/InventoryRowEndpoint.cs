using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class InventoryRowEndpoint
{
    internal const string Gpc = "A reference of the GPC v1.1, such as I.6.2 or III.1.2.",
        Part = "One of the reference's rows, as its address in /v1/reports/inventory has it: the first day of a factor (2026-07-01), or a landfill.";

    public static void Map(RouteGroupBuilder explain)
    {
        explain.MapGet("/inventory/{gpc}", ([Description(Gpc)] string gpc, [AsParameters] RowQuery query) => query.Answer(gpc, null)).Documented();
        explain.MapGet("/inventory/{gpc}/{part}", ([Description(Gpc)] string gpc, [Description(Part)] string part, [AsParameters] RowQuery query) => query.Answer(gpc, part)).Documented();
    }

    static void Documented(this RouteHandlerBuilder route) => route.Explains().ProducesProblem(409)
        .WithSummary("Where a row of the inventory comes from: factors with their days, warming potentials, and each twin's part down to readings.")
        .WithDescription("A row that is NE, IE, NO or C says why. Each part has its activity, what it adds to the row, and the address that explains it; they add up to the row to the last digit. Landfills lead to their methane.");

    /// <summary>What may be asked about a row.</summary>
    internal sealed class RowQuery
    {
        [FromQuery(Name = "year"), Description("Calendar year; default: this one in Bangkok, so far.")]
        public string? Year { get; init; }

        [FromQuery(Name = "gwp"), Description("AR5 (default) or AR6: one set for all of it.")]
        public string? Gwp { get; init; }

        [FromQuery(Name = "knownAt"), Description("From what was committed by then, factors as well, as if nothing had been said since. Default: from all that is known.")]
        public string? KnownAt { get; init; }

        [FromQuery(Name = "set"), Description("real (default) or rehearsal.")]
        public string? Set { get; init; }

        [FromQuery(Name = "format"), Description("json (default) or text; also by Accept.")]
        public string? Format { get; init; }
        public required HttpRequest Request { get; init; }
        [FromServices] public required Inventories Inventories { get; init; }
        [FromServices] public required TimeProvider Clock { get; init; }
        public required CancellationToken Stop { get; init; }

        public async Task<IResult> Answer(string gpc, string? part)
        {
            var (ask, now) = (new Ask(), Instant.From(Clock));
            var (set, year, gwp) = (ask.Set(Set), ask.Number("year", Year, BangkokDay.Of(now).Date.Year, AccountingEndpoints.FirstYear, AccountingEndpoints.LastYear), ask.Gwp(Gwp));
            var (known, asText) = (ask.Moment("knownAt", KnownAt), ExplainText.IsAsked(ask, Format, Request));
            if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
            if (Model.City.Inventory.Gpc.Find(gpc) is not { } reference)
                return Unknown($"\"{gpc}\" is no reference of the GPC v1.1, such as I.6.2 or III.1.2. GET /v1/reports/inventory lists all.");

            var made = await Inventories.Of(set, year, gwp, known, Stop);
            if (made.Inventory is not { } inventory) return AccountingEndpoints.Contradicts(made);
            MadeRow[] under = [.. made.Rows.Where(row => row.Row.Reference == reference)];
            MadeRow[] rows = part is null ? under : [.. under.Where(row => row.Name == $"{gpc}/{part}")];
            if (rows.Length == 0)
                return Unknown(under is [{ Row: KeyedRow keyed }] ? $"{gpc} of {year} has no row \"{part}\": it is {keyed.Key.Text()}. {keyed.Explanation}"
                    : $"{gpc} of {year} has no row \"{part}\". Ask for one of: {string.Join(", ", under.Select(row => row.Name))}.");
            var answer = new InventoryExplanation(made, inventory.Gwp, new(set, year, known, now)).Of(part is null ? gpc : $"{gpc}/{part}", rows);
            return ExplainText.Of(answer, asText);
        }

        static ProblemHttpResult Unknown(string detail) => Problems.Refused(StatusCodes.Status404NotFound, "unknown-row", "There is no such row", detail);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

static class PlanEndpoint
{
    /// <summary>Targets, path and business as usual, how far metered actions have come, and how much of the city is measured.</summary>
    /// <param name="year">Calendar year in which actions and coverage are counted, as vintages of credits are; default: the last twelve months, and coverage of this year so far.</param>
    /// <param name="set">real (default) or rehearsal: whose actions count; the plan is the same.</param>
    internal static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> Plan([FromQuery] string? year, [FromQuery] string? set, Plans plans, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var question = Read(ask, year, set, null, clock);
        return ask.IsFaulty ? Problems.Invalid(ask.Faults) : TypedResults.Ok(PlanAnswer.Of(await plans.Of(question, stop)));
    }

    public static PlanQuestion Read(Ask ask, string? year, string? set, string? knownAt, TimeProvider clock)
    {
        var thisYear = BangkokDay.Of(Instant.From(clock)).Date.Year;
        var of = ask.Number("year", year, thisYear, AccountingEndpoints.FirstYear, thisYear);
        return new(ask.Set(set), year is null ? null : of, ask.Moment("knownAt", knownAt));
    }
}

using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class ChangeEndpoint
{
    const string Says = "Where a change of emissions comes from: two amounts under one factor, or one amount under two, with the addresses of both.";

    public static void Map(RouteGroupBuilder explain)
    {
        explain.MapGet("/change", ([AsParameters] ChangeQuery query, [FromQuery, Description(Form)] string? format, HttpRequest request, TimeProvider clock) => Answer("", query, format, request, clock)).Documented();
        explain.MapGet("/change/{part}", ([Description("activity, factor or method; or real, the first two together.")] string part, [AsParameters] ChangeQuery query, [FromQuery, Description(Form)] string? format, HttpRequest request, TimeProvider clock) =>
            Answer(part, query, format, request, clock)).Documented();
    }

    internal const string Form = "json (default) or text; also by Accept.";

    static void Documented(this RouteHandlerBuilder route) => route.Explains().ProducesProblem(409)
        .WithSummary(Says).WithDescription("The question is that of /v1/reports/change. The parts add up to the whole, and the terms of a part to the part, to the last digit.");

    static async Task<IResult> Answer(string part, ChangeQuery query, string? format, HttpRequest request, TimeProvider clock)
    {
        var ask = new Ask();
        var asText = ExplainText.IsAsked(ask, format, request);
        if (part is not ("" or ChangeExplanation.Real) && !ChangeExplanation.Parts.Contains(part))
            return Problems.Refused(StatusCodes.Status404NotFound, "unknown-part", "A change has no such part", $"\"{part}\" is no part of a change. One of: {string.Join(", ", ChangeExplanation.Parts)}.");
        var (compared, unknown, refused) = await query.Read(ask);
        if (compared is null) return refused ?? Problems.Refused(StatusCodes.Status409Conflict, "nothing-known", "There is nothing to explain", unknown!);
        var answer = new ChangeExplanation(compared, Instant.From(clock)).Of(part);
        return ExplainText.Of(answer, asText);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace YPort.Twin.Api.Asking;

/// <summary>Refusals as RFC 9457 problems: what happened, with which value, what to do.</summary>
static class Problems
{
    /// <summary>Every fault of a request at once, so that it is mended in one go.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyCollection<Fault> faults) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest, type: "/problems/invalid-request", title: "The request cannot be answered as it is",
        detail: string.Join(" ", faults.Select(Sentence)),
        extensions: new Dictionary<string, object?> { ["errors"] = faults.ToArray() });

    public static ProblemHttpResult Refused(int status, string type, string title, string detail) =>
        TypedResults.Problem(statusCode: status, type: "/problems/" + type, title: title, detail: detail);

    public static ProblemHttpResult BadId(string id) => Invalid([new("id", id, "This cannot name a twin.", "A twin's id is 1 to 63 of a-z, 0-9 and \"-\", beginning with a letter or digit.")]);

    public static ProblemHttpResult UnknownTwin(string id) => Refused(StatusCodes.Status404NotFound, "unknown-twin", "There is no such twin",
        $"Twin \"{id}\" is not in the register. Register it with PUT /v1/twins/{id}, or correct the id; GET /v1/twins lists all.");

    public static ProblemHttpResult Busy(HttpContext http, string type, string detail, params IEnumerable<KeyValuePair<string, object?>> more)
    {
        http.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, type: "/problems/" + type, title: "Not just now", detail: detail, extensions: more);
    }

    /// <summary>What the web server refuses by itself says what to do as well.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        var (request, problem) = (context.HttpContext.Request, context.ProblemDetails);
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {request.Path}. /docs lists every address.",
            StatusCodes.Status405MethodNotAllowed => $"{request.Path} does not take {request.Method}. /docs lists what it takes.",
            StatusCodes.Status415UnsupportedMediaType => $"{request.Path} does not take Content-Type \"{request.ContentType}\". /docs lists what it takes.",
            StatusCodes.Status500InternalServerError => $"Something failed that nobody expected. Send the same again; if it stays, tell the operator the trace {System.Diagnostics.Activity.Current?.Id ?? context.HttpContext.TraceIdentifier}.",
            _ => null,
        };
    }

    static string Sentence(Fault fault) => string.Create(CultureInfo.InvariantCulture, $"{fault.Field}{(fault.Value is null ? "" : $" \"{fault.Value}\"")}: {fault.Reason} {fault.Cure}");
}

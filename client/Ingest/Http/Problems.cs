using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest.Http;

/// <summary>Refusals of a whole request, as RFC 9457 problems: what happened, with which value, what to do.</summary>
static class Problems
{
    public static ProblemHttpResult Of(int status, string type, string title, string detail, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(statusCode: status, type: "/problems/" + type, title: title, detail: detail, extensions: more);

    public static ProblemHttpResult BadParameter(string name, string? value, string cure) =>
        Of(400, "bad-parameter", "A parameter cannot be read", $"{name} is \"{value}\". {cure}");

    public static ProblemHttpResult Unreadable(string detail) => Of(400, "unreadable-batch", "This batch cannot be read", detail);

    public static ProblemHttpResult TooLarge(string detail, IDictionary<string, object?>? more = null) => Of(413, "too-large", "This is more than is taken at once", detail, more);

    public static ProblemHttpResult TooManyToTry(int items) => TooLarge($"{items} items are more than the {DryRun.MostItems} that a dry run judges. Try the first {DryRun.MostItems}; when they are sent, there is no such bound.");

    public static ProblemHttpResult UnknownForm(string? contentType, bool events = false) => Of(415, "unknown-form", $"This form of {(events ? "events" : "readings")} is not known",
        $"Content-Type is \"{contentType}\". Send a JSON array as application/json, lines of JSON as application/x-ndjson (or application/jsonl){(events ? "" : ", CSV as text/csv, or with &twin= a SenML pack as application/senml+json")}; all in UTF-8.");

    public static ProblemHttpResult NoSuchItem(string id) => Of(404, "no-such-item", "Nothing is set aside under this id",
        $"\"{id}\" names no quarantined item. Ids look like 12-3456; GET /v1/quarantine lists them. An item appears there a few seconds after it was set aside.");

    /// <summary>429 when we hold too much, 503 when a shard does not answer: what it said is inside then.</summary>
    public static ProblemHttpResult Busy(HttpContext http, TwinBusyException busy, IDictionary<string, object?>? more = null)
    {
        http.Response.Headers.RetryAfter = "1";
        return busy.InnerException is null
            ? Of(429, "too-much-in-flight", "Too much is in flight", busy.Message, more)
            : Of(503, "busy", "Not just now", busy.Message, more);
    }
}

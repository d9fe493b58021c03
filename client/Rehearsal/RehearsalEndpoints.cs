using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.Faults;
using YPort.Twin.Rehearsal.Playing;

namespace YPort.Twin.Rehearsal;

/// <summary>How the rehearsal stands.</summary>
/// <param name="PlayedFrom">From here to <paramref name="PlayedTo"/> all is told, ISO 8601; null before the first beat.</param>
/// <param name="Backfill">The past that is told in the background; null where none is.</param>
/// <param name="Faults">By twin id or kind.</param>
public sealed record RehearsalAnswer(bool Enabled, int Seed, double Speed, string? PlayedFrom, string? PlayedTo, BackfillAnswer? Backfill, IReadOnlyDictionary<string, FaultKnobs> Faults);

/// <param name="Done">0 to 1.</param>
public sealed record BackfillAnswer(string From, string To, double Done);

/// <summary>Chances from 0 (never) to 1 (always) of what goes wrong on the way; what is left out is never.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FaultsBody(double Gaps = 0, double Repeats = 0, double Reordering = 0, double Lateness = 0, double Sentinels = 0, double Stuck = 0, double WrongUnit = 0);

static class RehearsalEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/rehearsal", Standing).WithTags("Rehearsal").WithSummary("How the rehearsal stands")
            .WithDescription("Whether a made-up city plays, what of it is told, how far the telling of the past is, and which faults are set.");
        app.MapPut("/v1/rehearsal/faults/{twinOrKind}", Set).WithTags("Rehearsal").WithSummary("Damage made-up readings on their way")
            .WithDescription("For one made-up twin or a kind of them; real twins are never touched. An empty object takes the faults away. A twin's own come before its kind's.");
    }

    static Ok<RehearsalAnswer> Standing(IOptions<RehearsalOptions> options, Progress progress, FaultyLine line) => TypedResults.Ok(Answer(options.Value, progress, line));

    static Results<Ok<RehearsalAnswer>, ProblemHttpResult> Set(string twinOrKind, FaultsBody body, CityFile city, IOptions<RehearsalOptions> options, Progress progress, FaultyLine line)
    {
        if (!options.Value.Enabled)
            return TypedResults.Problem(statusCode: 409, type: "/problems/no-rehearsal", title: "No rehearsal plays here", detail: "Turn it on with Twin__Rehearsal__Enabled=true and a city file of set rehearsal.");
        if (!Kinds.All.Contains(twinOrKind) && !city.Twins.Any(twin => twin.Id.ToString() == twinOrKind))
            return TypedResults.Problem(statusCode: 404, type: "/problems/unknown-twin", title: "Nobody of that name plays",
                detail: $"\"{twinOrKind}\" is neither a twin of the city file nor a kind. Kinds: {string.Join(", ", Kinds.All)}; made-up twins stand at /v1/twins?set=rehearsal.");
        FaultKnobs knobs = new(body.Gaps, body.Repeats, body.Reordering, body.Lateness, body.Sentinels, body.Stuck, body.WrongUnit);
        if (knobs.Faults("").ToArray() is { Length: > 0 } wrong)
            return TypedResults.Problem(statusCode: 400, type: "/problems/invalid-request", title: "The request cannot be answered as it is", detail: string.Join(" ", wrong.Select(one => one.ErrorMessage)));
        line.Set(twinOrKind, knobs);
        return TypedResults.Ok(Answer(options.Value, progress, line));
    }

    static RehearsalAnswer Answer(RehearsalOptions options, Progress progress, FaultyLine line) => new(
        options.Enabled, options.Seed, options.Speed, progress.Played?.From.ToString(), progress.Played?.To.ToString(),
        progress.Past is { } past ? new(past.From.ToString(), past.To.ToString(), past.Done) : null, new SortedDictionary<string, FaultKnobs>(line.Knobs.ToDictionary(), StringComparer.Ordinal));
}

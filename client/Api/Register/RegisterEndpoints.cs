using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Register;

static class RegisterEndpoints
{
    // Written into the journal with every entry.
    const string By = "api";

    public static void Map(RouteGroupBuilder v1)
    {
        var twins = v1.MapGroup("/twins").WithTags("Twins");
        twins.MapPut("/{id}", Put).Accepts<TwinBody>("application/json")
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(415).ProducesProblem(428).ProducesProblem(503);
        twins.MapGet("/{id}", Get).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
        twins.MapPost("/{id}/meter-replacements", Replace).Accepts<MeterReplacementBody>("application/json")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(415).ProducesProblem(503);
    }

    /// <summary>Registers a twin, or changes what is known of it from a moment on.</summary>
    /// <remarks>
    /// A new twin: 201. The same again: 200, nothing is entered. A change: If-Match with the twin's ETag is required (428 without, 412 when stale);
    /// one that was made already is the same again, whatever version it was sent for.
    /// Kind and set are for life (409).
    /// </remarks>
    /// <param name="id">1 to 63 of a-z, 0-9 and "-".</param>
    internal static async Task<Results<Ok<TwinAnswer>, Created<TwinAnswer>, ProblemHttpResult>> Put(
        string id,
        [FromHeader(Name = "If-Match"), Description("The ETag of the version that is changed, or *; required for a change.")] string? ifMatch,
        [FromHeader(Name = "If-None-Match"), Description("Send * to register only if there is no such twin yet.")] string? ifNoneMatch,
        HttpRequest request, IGrainFactory grains, IDistricts districts, TimeProvider clock, CancellationToken stop)
    {
        if (!TwinId.TryParse(id, out var twin)) return Problems.BadId(id);
        var (body, problem) = await Bodies.Read<TwinBody>(request, stop);
        if (body is null) return problem!;
        var ask = new Ask();
        var from = ask.Moment("from", body.From);
        var description = TwinRules.Read(twin, body, districts, ask);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        var shard = grains.GetGrain<IShardGrain>(twin.Shard);
        var register = await shard.Describe(twin);
        if (register is { Current: var current } && (current.Kind != description.Kind || current.Set != description.Set))
            return ForLife($"Twin \"{id}\" is {current.Kind} in set {current.Set.ToString().ToLowerInvariant()}, not {description.Kind} in set {description.Set.ToString().ToLowerInvariant()}.");
        bool Says(TwinRegister known) => TwinRules.SaysTheSame(known.Current, description) && (from is null || TwinRules.SaysTheSame(known.At(from.Value), description));
        var said = register is not null && Says(register);
        // A change whose answer was lost is sent again with the ETag that it was made for (RFC 9110, section 13.1.1).
        if (Preconditions.Check(said ? null : ifMatch, ifNoneMatch, register, changes: !said) is { } refusal) return refusal;
        if (said) return Known(request, register!);

        var entry = new Described(from ?? (register is null ? TwinRegister.Beginning : Instant.From(clock)), description);
        var answer = await shard.Enter(twin, entry, register?.Version ?? 0, By);
        return answer.Outcome switch
        {
            RegisterOutcome.Created => New(request, answer.Register!),
            RegisterOutcome.Changed or RegisterOutcome.Unchanged => Known(request, answer.Register!),
            // A repeat that its first, whose answer was lost, has just overtaken.
            RegisterOutcome.Stale when answer.Register is { } now && ifNoneMatch is null && Says(now) => Known(request, now),
            RegisterOutcome.Stale => Stale(id, answer),
            _ => ForLife(answer.Refusal is { } why ? $"{why.Reason} {why.Cure}" : $"Twin \"{id}\" cannot be changed so."),
        };
    }

    /// <summary>What the register holds of a twin, with every entry; its ETag is the version.</summary>
    /// <param name="id">Such as roof-1.</param>
    internal static async Task<Results<Ok<TwinAnswer>, ProblemHttpResult>> Get(string id, HttpRequest request, IGrainFactory grains)
    {
        if (!TwinId.TryParse(id, out var twin)) return Problems.BadId(id);
        return await grains.GetGrain<IShardGrain>(twin.Shard).Describe(twin) is { } register ? Known(request, register) : Problems.UnknownTwin(id);
    }

    /// <summary>Notes that a register's meter was replaced, so that energy is counted across it.</summary>
    /// <remarks>The same again enters nothing.</remarks>
    /// <param name="id">Such as roof-1.</param>
    internal static async Task<Results<Ok<TwinAnswer>, ProblemHttpResult>> Replace(
        string id, [FromHeader(Name = "If-Match"), Description("The ETag of the version that is changed; may be left out.")] string? ifMatch,
        HttpRequest request, IGrainFactory grains, CancellationToken stop)
    {
        if (!TwinId.TryParse(id, out var twin)) return Problems.BadId(id);
        var (body, problem) = await Bodies.Read<MeterReplacementBody>(request, stop);
        if (body is null) return problem!;
        var shard = grains.GetGrain<IShardGrain>(twin.Shard);
        if (await shard.Describe(twin) is not { } register) return Problems.UnknownTwin(id);
        var ask = new Ask();
        if (TwinRules.Read(body, register.Current.Kind, ask) is not { } entry) return Problems.Invalid(ask.Faults);

        if (register.Entries.OfType<MeterReplaced>().FirstOrDefault(meter => meter.Channel == entry.Channel && meter.At == entry.At) is { } before)
            return before == entry ? Known(request, register) : Problems.Refused(StatusCodes.Status409Conflict, "replaced-otherwise", "That moment has its replacement",
                $"The meter of {entry.Channel} was replaced at {entry.At} already, with other values: last {before.LastSteps}, first {before.FirstSteps} steps. Correct the time.");
        if (Preconditions.Check(ifMatch, null, register, changes: false) is { } refusal) return refusal;
        var answer = await shard.Enter(twin, entry, register.Version, By);
        return answer.Outcome switch
        {
            RegisterOutcome.Stale => Stale(id, answer),
            RegisterOutcome.Refused => Problems.Refused(StatusCodes.Status409Conflict, "replacement-refused", "The replacement contradicts the register",
                answer.Refusal is { } why ? $"{why.Reason} {why.Cure}" : $"Twin \"{id}\" cannot have it."),
            _ => Known(request, answer.Register!),
        };
    }

    static Created<TwinAnswer> New(HttpRequest request, TwinRegister register)
    {
        request.HttpContext.Response.Headers.ETag = Preconditions.Tag(register);
        return TypedResults.Created($"/v1/twins/{register.Id}", TwinAnswer.Of(register));
    }

    static Ok<TwinAnswer> Known(HttpRequest request, TwinRegister register)
    {
        request.HttpContext.Response.Headers.ETag = Preconditions.Tag(register);
        return TypedResults.Ok(TwinAnswer.Of(register));
    }

    static ProblemHttpResult Stale(string id, RegisterAnswer answer) =>
        Preconditions.Failed($"Twin \"{id}\" was changed by somebody else just now{(answer.Register is { } now ? $" and is version {Preconditions.Tag(now)}" : "")}. Read it again with GET and send its ETag in If-Match.");

    static ProblemHttpResult ForLife(string detail) => Problems.Refused(StatusCodes.Status409Conflict, "for-life", "Kind and set are for life",
        $"{detail} A twin's kind and set never change, so that real and rehearsal never share a number: register another id.");
}

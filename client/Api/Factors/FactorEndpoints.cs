using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Factors;

static class FactorEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var factors = v1.MapGroup("/factors").WithTags("Factors");
        factors.MapGet("", All).ProducesProblem(400).ProducesProblem(404);
        factors.MapPost("", Declare).ProducesProblem(400).ProducesProblem(409).ProducesProblem(503);
    }

    /// <summary>The registry of factors: value, unit, validity, source and how far each can be trusted.</summary>
    /// <param name="series">Only those of one series, such as th-grid-scope-2.</param>
    /// <param name="on">Only those that hold or may be chosen on that day, as 2026-03-15.</param>
    /// <param name="knownAt">As known then; default: now.</param>
    /// <param name="set">real (default) or rehearsal: what an operator declared belongs to one.</param>
    internal static Results<Ok<FactorsAnswer>, ProblemHttpResult> All(
        [FromQuery] string? series, [FromQuery] string? on, [FromQuery] string? knownAt, [FromQuery] string? set, FactorBook book)
    {
        var ask = new Ask();
        var (asked, known, day) = (ask.Set(set), ask.Moment("knownAt", knownAt), ask.Day("on", on));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var declared = book.Declared(asked);
        var registry = declared.Registry;
        if (series is not null && !registry.All.Any(factor => factor.Series == series))
            return Problems.Refused(404, "unknown-series", "There is no such series of factors", $"\"{series}\" is not in the registry. One of: {string.Join(", ", registry.All.Select(factor => factor.Series).Distinct())}.");
        var factors = registry.All.Where(factor => (series is null || factor.Series == series) && (known is not { } moment || factor.KnownFrom is not { } since || since <= moment));
        if (day is { } date) factors = factors.Select(factor => factor.Series).Distinct().SelectMany(one => registry.Choices(date, one, known)).ToArray();
        return TypedResults.Ok(new FactorsAnswer(FigureComposer.Word(asked), [.. factors.Select(FactorAnswer.Of)], [.. declared.Flagged.Select(FlaggedAnswer.Of)]));
    }

    /// <summary>Declares a factor, or states one anew as its next version. Figures are restated from its validity on; no reading is touched, and what was known before stays answerable by knownAt.</summary>
    /// <remarks>It goes through the journal as an event "factor-declared" at an office; register one first: PUT /v1/twins/{id} with kind office.</remarks>
    /// <param name="office">The twin that declares it; may be left out where the set has one office.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<Results<Created<FactorAnswer>, Ok<FactorAnswer>, ProblemHttpResult>> Declare(
        FactorBody body, [FromQuery] string? office, [FromQuery] string? set, FactorBook book, IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, named) = (ask.Set(set), ask.Twin("office", office));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var twin = await Offices.Chosen(ask, named, asked, grains);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        await book.Look(stop);
        var registry = book.Of(asked);
        var version = body.Version ?? (registry.Named(body.Id)?.Version ?? 0) + 1;
        var now = Instant.From(clock);
        if (CanonicalFields.Read(FactorEvents.Declared, body.Fields(version), out var canonical, out var subject) is { } problem)
        {
            ask.Fault("factor", body.Id, problem.Reason, problem.Cure);
            return Problems.Invalid(ask.Faults);
        }
        var factor = FactorEvents.Read(canonical, now);
        // The event that declares it is called by both, and may be called by no longer name than any other.
        var called = $"{factor.Id}:{factor.Version}";
        if (!TwinEvent.IsCode(called))
        {
            ask.Fault("id", body.Id, $"With its version it is \"{called}\", {called.Length} characters, and {TwinEvent.LongestId} is the longest that an event is called by.",
                $"Send an id of at most {TwinEvent.LongestId - $":{factor.Version}".Length} characters.");
            return Problems.Invalid(ask.Faults);
        }
        if (registry.All.FirstOrDefault(one => one.Id == factor.Id && one.Version == factor.Version) is { } same && same == factor with { KnownFrom = same.KnownFrom }) return TypedResults.Ok(FactorAnswer.Of(same));
        if (FactorRegistry.Of([.. registry.All, factor]).Faults is { Count: > 0 } faults)
            return Problems.Refused(409, "factor-contradicts", "It contradicts the registry", string.Join(" ", faults));

        TwinEvent said = new(twin, FactorEvents.Declared.Name, called, now, canonical, subject);
        var outcome = await grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("factors", asked, now, [said]));
        if (outcome.Refused is [{ Refusal: var refusal }, ..]) return Problems.Refused(409, "factor-contradicts", "It was refused", $"{refusal.Reason} {refusal.Cure}");
        // Committed; it counts as soon as the projections have it, which is within a second.
        for (var tries = 0; tries < 100 && book.Of(asked).Named(factor.Id)?.Version != factor.Version; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, stop);
            await book.Look(stop);
        }
        return TypedResults.Created($"/v1/factors?series={factor.Series}&set={FigureComposer.Word(asked)}", FactorAnswer.Of(book.Of(asked).Named(factor.Id) is { } known && known.Version == factor.Version ? known : factor));
    }
}

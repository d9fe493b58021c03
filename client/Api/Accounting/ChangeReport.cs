using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>What changed between two times, and why: what was done, what the same method found, and what is only counted otherwise.</summary>
/// <param name="ActivityKg">More or less was done, at the old factor.</param>
/// <param name="FactorKg">The same method found another value, such as a cleaner grid, at the new activity.</param>
/// <param name="MethodKg">Method, boundary or version changed: it is no reduction.</param>
/// <param name="RealKg">Activity and factor.</param>
/// <param name="Explain">By the name of the figure, the address that retraces it; null while nothing can be said.</param>
/// <param name="UnknownBecause">Why nothing can be said, while one of the two times told nothing: all but the question is null then.</param>
public sealed record ChangeAnswer(
    string Of, string Set, ChangeState? Before, ChangeState? After, decimal? WholeKg, decimal? RealKg, decimal? ActivityKg, decimal? FactorKg, decimal? MethodKg,
    ImmutableSortedDictionary<string, string>? Explain, string? UnknownBecause = null);

/// <param name="Activity">In the activity's unit.</param>
/// <param name="Kg">Activity × factor, CO2e.</param>
public sealed record ChangeState(Instant From, Instant To, decimal Activity, string ActivityUnit, FactorAnswer Factor, decimal Kg);

static class ChangeReport
{
    /// <summary>Splits a change of emissions into what happened and what is only counted otherwise; the parts add up to the whole.</summary>
    internal static async Task<Results<Ok<ChangeAnswer>, ProblemHttpResult>> Change([AsParameters] ChangeQuery query)
    {
        Ask ask = new();
        var (compared, unknown, refused) = await query.Read(ask);
        if (unknown is not null) return TypedResults.Ok(new ChangeAnswer(query.Of!, FigureComposer.Word(ask.Set(query.Set)), null, null, null, null, null, null, null, null, unknown));
        if (compared is null) return refused!;
        var (set, emission, before, after) = (FigureComposer.Word(compared.Set), compared.Emission, compared.Before, compared.After);
        return TypedResults.Ok(new ChangeAnswer(emission.Name, set, State(before), State(after), Shown.Plain(compared.Change.WholeKg), Shown.Plain(compared.Change.RealKg), Shown.Plain(compared.Change.ActivityKg),
            Shown.Plain(compared.Change.FactorKg), Shown.Plain(compared.Change.MethodKg), PlanAnswer.Explained(("wholeKg", compared.Address("")),
            ("realKg", compared.Address("real")), ("activityKg", compared.Address("activity")), ("factorKg", compared.Address("factor")), ("methodKg", compared.Address("method")))));
    }

    static ChangeState State(EmissionState state) =>
        new(state.From.Start, state.To.Start, Shown.Plain(state.Amount.Amount), state.Amount.Unit.Text, FactorAnswer.Of(state.Factor), Shown.Plain(state.Amount.EmittedKg(state.Factor)!.Value));
}

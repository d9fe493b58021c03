using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>What changed between two times, and why: what was done, what the same method found, and what is only counted otherwise.</summary>
/// <param name="ActivityKg">More or less was done, at the old factor.</param>
/// <param name="FactorKg">The same method found another value, such as a cleaner grid, at the new activity.</param>
/// <param name="MethodKg">Method, boundary or version changed: it is no reduction.</param>
/// <param name="RealKg">Activity and factor.</param>
public sealed record ChangeAnswer(string Of, string Set, ChangeState Before, ChangeState After, decimal WholeKg, decimal RealKg, decimal ActivityKg, decimal FactorKg, decimal MethodKg);

/// <param name="Activity">In the activity's unit.</param>
/// <param name="Kg">Activity × factor, CO2e.</param>
public sealed record ChangeState(Instant From, Instant To, decimal Activity, string ActivityUnit, FactorAnswer Factor, decimal Kg);

static class ChangeReport
{
    /// <summary>Splits a change of emissions into what happened and what is only counted otherwise; the parts add up to the whole.</summary>
    /// <param name="of">An emission of /v1/measures, such as import-emissions.</param>
    /// <param name="beforeFrom">The earlier time begins here; a date means midnight in Bangkok.</param>
    /// <param name="beforeTo">It ends here, not included.</param>
    /// <param name="from">The later time begins here.</param>
    /// <param name="to">It ends here, not included.</param>
    /// <param name="beforeKnownAt">The earlier time by the factor as it was known then: with the same time twice, all that a restated factor changed. Default: as known now.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<Results<Ok<ChangeAnswer>, ProblemHttpResult>> Change(
        [FromQuery] string? of, [FromQuery] string? beforeFrom, [FromQuery] string? beforeTo, [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? beforeKnownAt, [FromQuery] string? set,
        ILedger ledger, FactorBook book, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, known) = (ask.Set(set), ask.Moment("beforeKnownAt", beforeKnownAt));
        var emission = of is null ? null : Emissions.Named(of);
        if (emission is null) ask.Fault("of", of, "It is no emission.", $"One of: {string.Join(", ", Emissions.All)}.");
        var registry = await book.Known(asked, stop);
        var before = Time(ask, "beforeFrom", beforeFrom, "beforeTo", beforeTo);
        var after = Time(ask, "from", from, "to", to);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (then, now) = (Held(ask, "beforeFrom", emission!, before, registry, known), Held(ask, "from", emission!, after, registry, null));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        if (await Amount(emission!, asked, before, ledger, stop) is not { } did || await Amount(emission!, asked, after, ledger, stop) is not { } does)
            return Problems.Refused(409, "nothing-known", "There is nothing to compare", $"Nothing is known of {emission!.Activity} in one of the two times. Ask for times in which it was told; /v1/metrics/{emission.Activity} shows them.");
        var change = EmissionChange.Between(did, then!, does, now!) ?? throw new InvalidOperationException($"{then} and {now} do not fit {emission!.Activity}, though they are of one series.");
        return TypedResults.Ok(new ChangeAnswer(emission!.Name, FigureComposer.Word(asked), State(before, did, then!), State(after, does, now!), Shown.Plain(change.WholeKg), Shown.Plain(change.RealKg),
            Shown.Plain(change.ActivityKg), Shown.Plain(change.FactorKg), Shown.Plain(change.MethodKg)));
    }

    static (Window From, Window To) Time(Ask ask, string first, string? from, string last, string? to)
    {
        if (from is null) ask.Fault(first, from, "It is missing.", "Send a date such as 2026-01-01.");
        if (to is null) ask.Fault(last, to, "It is missing.", "Send a date such as 2026-02-01.");
        if (ask.Moment(first, from) is not { } start || ask.Moment(last, to) is not { } end) return default;
        if (start >= end) ask.Fault(first, from, $"It is not before {last}.", "A date means midnight in Bangkok.");
        return (Window.Of(start), Window.Ceiling(end));
    }

    // Two factors within one time would have to be split themselves.
    static Factor? Held(Ask ask, string field, Emission emission, (Window From, Window To) time, FactorRegistry registry, Instant? knownAt)
    {
        var (first, last) = (time.From.Day.Date, new Window(time.To.Index - 1).Day.Date);
        if (registry.Changes(emission.Series, first, last, knownAt) is [var change, ..]) ask.Fault(field, first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), $"On {change:yyyy-MM-dd} another factor of {emission.Series} begins or one ends.", "Ask for a time on one side of it.");
        else if (registry.On(first, emission.Series, knownAt) is { } factor) return factor;
        else ask.Fault(field, first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), $"No factor of {emission.Series} holds then.", "GET /v1/factors lists which do.");
        return null;
    }

    static async Task<ActivityAmount?> Amount(Emission emission, CitySet set, (Window From, Window To) time, ILedger ledger, CancellationToken stop)
    {
        var measure = emission.Activity;
        var sums = await ledger.Sums(new(measure.Name, set, null, null, time.From, time.To, [time.From], LedgerSplit.None), stop);
        return sums.Count == 0 ? null : new(measure.Name, measure.InUnit(sums.Aggregate(Int128.Zero, (all, one) => all + one.Steps)), measure.Unit, DataQuality.H);
    }

    static ChangeState State((Window From, Window To) time, ActivityAmount amount, Factor factor) =>
        new(time.From.Start, time.To.Start, Shown.Plain(amount.Amount), amount.Unit.Text, FactorAnswer.Of(factor), Shown.Plain(amount.EmittedKg(factor)!.Value));
}

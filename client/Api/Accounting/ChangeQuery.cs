using System.ComponentModel;
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

/// <summary>What was done in a time, and the factor that it counts by.</summary>
sealed record EmissionState(Window From, Window To, ActivityAmount Amount, Factor Factor);

/// <summary>Emissions of two times and what lies between them.</summary>
/// <param name="BeforeKnownAt">The earlier time is by the factor as it was known then.</param>
sealed record ComparedEmissions(CitySet Set, Emission Emission, EmissionState Before, EmissionState After, EmissionChange Change, Instant? BeforeKnownAt)
{
    /// <param name="part">"activity", "factor", "method" or "real", which is the first two; "" for the whole.</param>
    public string Address(string part) => $"/v1/explain/change{(part == "" ? "" : "/" + part)}?of={Emission}&beforeFrom={Before.From}&beforeTo={Before.To}&from={After.From}&to={After.To}&set={FigureComposer.Word(Set)}"
        + (BeforeKnownAt is { } known ? $"&beforeKnownAt={known}" : "");
}

/// <summary>The question after a change; the report and its explanation ask the same.</summary>
sealed class ChangeQuery
{
    [FromQuery(Name = "of"), Description("An emission of /v1/measures, such as import-emissions.")]
    public string? Of { get; init; }

    [FromQuery(Name = "beforeFrom"), Description("The earlier time begins here; a date means midnight in Bangkok.")]
    public string? BeforeFrom { get; init; }

    [FromQuery(Name = "beforeTo"), Description("It ends here, not included.")]
    public string? BeforeTo { get; init; }

    [FromQuery(Name = "from"), Description("The later time begins here.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("It ends here, not included.")]
    public string? To { get; init; }

    [FromQuery(Name = "beforeKnownAt"), Description("The earlier time by the factor as it was known then: with the same time twice, all that a restated factor changed. Default: as known now.")]
    public string? BeforeKnownAt { get; init; }

    [FromQuery(Name = "set"), Description("real (default) or rehearsal.")]
    public string? Set { get; init; }
    [FromServices] public required AnswerLedger Ledger { get; init; }
    [FromServices] public required FactorBook Book { get; init; }
    public required CancellationToken Stop { get; init; }

    /// <summary>What was compared; or why nothing is known of it, which is no fault of the question; or why it cannot be asked.</summary>
    public async Task<(ComparedEmissions? Compared, string? Unknown, ProblemHttpResult? Refused)> Read(Ask ask)
    {
        var (asked, known) = (ask.Set(Set), ask.Moment("beforeKnownAt", BeforeKnownAt));
        var emission = Of is null ? null : Emissions.Named(Of);
        if (emission is null) ask.Fault("of", Of, "It is no emission.", $"One of: {string.Join(", ", Emissions.All)}.");
        var registry = await Book.Known(asked, Stop);
        var before = Time(ask, "beforeFrom", BeforeFrom, "beforeTo", BeforeTo);
        var after = Time(ask, "from", From, "to", To);
        if (ask.IsFaulty) return (null, null, Problems.Invalid(ask.Faults));
        var (then, now) = (Held(ask, "beforeFrom", emission!, before, registry, known), Held(ask, "from", emission!, after, registry, null));
        if (ask.IsFaulty) return (null, null, Problems.Invalid(ask.Faults));

        if (await Amount(emission!, asked, before, Ledger, Stop) is not { } did || await Amount(emission!, asked, after, Ledger, Stop) is not { } does)
            return (null, $"Nothing is known of {emission!.Activity} in one of the two times. Ask for times in which it was told; /v1/metrics/{emission.Activity} shows them.", null);
        var change = EmissionChange.Between(did, then!, does, now!) ?? throw new InvalidOperationException($"{then} and {now} do not fit {emission!.Activity}, though they are of one series.");
        return (new(asked, emission!, new(before.From, before.To, did, then!), new(after.From, after.To, does, now!), change, known), null, null);
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

    static async Task<ActivityAmount?> Amount(Emission emission, CitySet set, (Window From, Window To) time, AnswerLedger ledger, CancellationToken stop)
    {
        var measure = emission.Activity;
        var sums = await ledger.Sums(new(measure.Name, set, null, null, time.From, time.To, [time.From], LedgerSplit.None), stop);
        return sums.Count == 0 ? null : new(measure.Name, measure.InUnit(sums.Aggregate(Int128.Zero, (all, one) => all + one.Steps)), measure.Unit, DataQuality.H);
    }
}

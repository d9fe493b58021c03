using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Jcm;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

static class JcmEndpoint
{
    /// <summary>What registered JCM projects reduced, by vintage, rounded down; unverified until issued. Only what a meter measured counts.</summary>
    /// <param name="from">First day, as 2026-01-01; default: 1 January of this year in Bangkok, or the project's first if that is later.</param>
    /// <param name="to">Last day; default: yesterday.</param>
    /// <param name="set">real (default) or rehearsal, where the project is illustrative.</param>
    internal static async Task<Results<Ok<JcmAnswer>, ProblemHttpResult>> Report(
        [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, AnswerLedger ledger, FactorBook book, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, first, last) = Period(ask, from, to, set, clock);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var registry = await book.Known(asked, stop);
        List<JcmProjectAnswer> projects = [];
        foreach (var registration in JcmRegister.All.Where(one => one.Set == asked))
            if (await Account(registration, first, last, registry, ledger, stop) is { } found)
                projects.Add(JcmProjectAnswer.Of(registration, found.Account,
                    meter => OfMeter(meter, asked, found.Account.From, last),
                    year => $"/v1/explain/jcm/{registration.Reference}/{year}?set={FigureComposer.Word(asked)}&from={found.Account.From:yyyy-MM-dd}&to={last:yyyy-MM-dd}"));
        return TypedResults.Ok(new JcmAnswer(FigureComposer.Word(asked), [.. projects]));
    }

    /// <summary>Set, first day where one was asked for, and last; nonsense where it is faulty afterwards.</summary>
    public static (CitySet Set, DateOnly? First, DateOnly Last) Period(Ask ask, string? from, string? to, string? set, TimeProvider clock)
    {
        var yesterday = BangkokDay.Of(Instant.From(clock)).Previous.Date;
        var (asked, first, last) = (ask.Set(set), ask.Day("from", from), ask.Day("to", to) ?? yesterday);
        if (last > yesterday) ask.Fault("to", to, "That day is not over in Bangkok.", $"Send {yesterday:yyyy-MM-dd} or earlier.");
        if (first > last) ask.Fault("from", from, $"It is after {last:yyyy-MM-dd}.", "Send an earlier first day.");
        if (first is { } begins && last.DayNumber - begins.DayNumber > 3660) ask.Fault("from", from, "A crediting period of ten years is the longest that is reported at once.", "Send a later first day.");
        return (asked, first, last);
    }

    /// <summary>A project's account and the days of its meters that it was made of; null where the time ends before the project begins.</summary>
    public static async Task<(JcmAccount Account, IReadOnlyList<JcmMeterDay> Days)?> Account(JcmRegistration registration, DateOnly? first, DateOnly last, FactorRegistry registry, AnswerLedger ledger, CancellationToken stop)
    {
        var start = first ?? (new DateOnly(last.Year, 1, 1) is var newYear && newYear > registration.CreditingFrom ? newYear : registration.CreditingFrom);
        if (start > last) return null;
        // The factor of a project is fixed when it is registered.
        var factor = registry.On(registration.CreditingFrom, registration.FactorSeries)
            ?? throw new InvalidOperationException($"Project {registration.Reference} is counted by {registration.FactorSeries}, of which the registry has no factor for {registration.CreditingFrom:yyyy-MM-dd}.");
        List<JcmMeterDay> days = [];
        foreach (var meter in registration.Meters) days.AddRange(await Days(meter, registration.Set, start, last, ledger, stop));
        return (JcmAccount.Of(registration.With(factor), start, last, days), days);
    }

    public static string OfMeter(JcmRegisteredMeter meter, CitySet set, DateOnly first, DateOnly last) =>
        $"/v1/explain/twins/{meter.Twin}/{BuildingMeasures.PvEnergy}?set={FigureComposer.Word(set)}&from={first:yyyy-MM-dd}&to={last.AddDays(1):yyyy-MM-dd}";

    // What was estimated, between two words far apart or of power, is no meter's count: its time is a gap.
    static async Task<IEnumerable<JcmMeterDay>> Days(JcmRegisteredMeter meter, CitySet set, DateOnly from, DateOnly to, AnswerLedger ledger, CancellationToken stop)
    {
        Window[] bounds = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(day => Window.Of(BangkokDay.Of(from.AddDays(day)).Start))];
        LedgerQuestion question = new(BuildingMeasures.PvEnergy.Name, set, TwinId.Parse(meter.Twin), null, bounds[0], Window.Of(BangkokDay.Of(to).End), bounds, LedgerSplit.None);
        return (await ledger.Sums(question, stop)).Where(sum => sum.Quality == Quality.Measured)
            .Select(sum => new JcmMeterDay(meter.Serial, from.AddDays(sum.StepIndex), BuildingMeasures.PvEnergy.InUnit(sum.Steps), TimeSpan.FromMicroseconds((double)sum.CoveredMicroseconds)));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.Buildings.Jcm;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

static class VintageEndpoint
{
    public static void Map(RouteGroupBuilder explain) => explain.MapGet("/jcm/{project}/{year}", Vintage).Explains();

    /// <summary>Where a JCM vintage's reduction comes from: what each calibrated meter measured, times the project's factor, rounded down; and all that did not count.</summary>
    /// <param name="project">Its reference, as in /v1/reports/jcm.</param>
    /// <param name="year">Of the vintage.</param>
    /// <param name="from">First monitored day, as in /v1/reports/jcm.</param>
    /// <param name="to">Last.</param>
    /// <param name="set">real (default) or rehearsal, where the project is illustrative.</param>
    /// <param name="format">json (default) or text; also by Accept.</param>
    internal static async Task<IResult> Vintage(
        string project, string year, [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? format, HttpRequest request, AnswerLedger ledger, FactorBook book, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, first, last) = JcmEndpoint.Period(ask, from, to, set, clock);
        var of = ask.Number("year", year, 0, AccountingEndpoints.FirstYear, AccountingEndpoints.LastYear);
        var asText = ExplainText.IsAsked(ask, format, request);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        if (JcmRegister.All.FirstOrDefault(one => one.Set == asked && one.Reference == project) is not { } registration)
            return Unknown($"No project of set {FigureComposer.Word(asked)} is called \"{project}\". GET /v1/reports/jcm?set={FigureComposer.Word(asked)} lists them.");
        if (await JcmEndpoint.Account(registration, first, last, await book.Known(asked, stop), ledger, stop) is not var (account, days) || account.Vintages.FirstOrDefault(one => one.Year == of) is not { } vintage)
            return Unknown($"{project} has no monitored day in {of} between {from ?? "its beginning"} and {last:yyyy-MM-dd}. Ask with from and to around that year.");
        var answer = Answer(registration, account, vintage, days, Instant.From(clock));
        return ExplainText.Of(answer, asText);
    }

    internal static ExplainAnswer Answer(JcmRegistration registration, JcmAccount account, JcmVintage vintage, IReadOnlyList<JcmMeterDay> days, Instant now)
    {
        var (first, last) = (Later(account.From, new(vintage.Year, 1, 1)), Earlier(account.To, new(vintage.Year, 12, 31)));
        var factor = account.Project.EmissionFactor;
        // Each meter as a project of its own, by the same rules: together they are the vintage.
        var meters = registration.Meters.Select(meter => (Meter: meter, WattHours: JcmAccount.Of(account.Project with { Meters = [.. account.Project.Meters.Where(one => one.Serial == meter.Serial)] }, first, last,
            days.Where(day => day.Serial == meter.Serial && day.Day >= first && day.Day <= last)).Vintages[0])).ToArray();
        var sum = meters.Sum(one => one.WattHours.WattHours);
        var gaps = account.Gaps.Where(gap => gap.From <= last && gap.To >= first).ToArray();
        FactorUse use = new(FactorAnswer.Of(factor), first, last, Shown.Plain(vintage.WattHours), "Wh", Shown.Plain(vintage.ReferenceTonnes), []);
        return new($"jcm/{registration.Reference}/{vintage.Year}", $"reduction of {registration.Title}, vintage {vintage.Year}, {vintage.Label}", FigureComposer.Word(registration.Set), vintage.ReductionTonnes, Shown.Text(vintage.ReductionTonnes), "t",
            BangkokDay.Of(first).Start, BangkokDay.Of(last).End, now, null, null, null, "energy of calibrated meters in service × the project's factor - project emissions, rounded down to whole tonnes once, for the vintage",
            $"{use.Product()} = {Shown.Text(vintage.ReferenceTonnes)} t; less {Shown.Text(vintage.ProjectTonnes)} t; rounded down {vintage.ReductionTonnes} t",
            $"{registration.Methodology} {registration.MethodologyVersion}: only what a meter measured counts; what was estimated, or is of a meter without calibration, counts 0. Rules: grains/Model/Buildings/README.md.")
        {
            Factors = [use],
            Parts = [.. meters.Select(one => new ExplainPart(one.Meter.Serial, Shown.Plain(one.WattHours.WattHours), null, "Wh", null, JcmEndpoint.OfMeter(one.Meter, registration.Set, first, last)) { Adds = Shown.Plain(one.WattHours.ReferenceTonnes) })],
            Notes =
            [
                sum == vintage.WattHours ? $"The {meters.Length} meters add up to the vintage's energy, to the last digit; what they add is not yet rounded down." : $"The meters add up to {Shown.Text(sum)} Wh and not to the vintage's {Shown.Text(vintage.WattHours)} Wh: this should be looked at.",
                "A meter's own explanation has all of its energy, estimated as well; here only what was measured on credited days counts.",
                .. gaps.Select(gap => $"{gap.Serial}, {gap.From:yyyy-MM-dd} to {gap.To:yyyy-MM-dd}: {ApiJson.Word(gap.Kind)}, {Math.Round(gap.Missing.TotalHours, 4).ToString(CultureInfo.InvariantCulture)} h missing, {Shown.Text(gap.LeftOutWattHours)} Wh left out"),
                .. FactorUse.Trust(factor),
            ],
        };
    }

    static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unknown(string detail) => Problems.Refused(StatusCodes.Status404NotFound, "unknown-vintage", "There is no such vintage", detail);

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}

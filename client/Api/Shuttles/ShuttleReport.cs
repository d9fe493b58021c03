using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Api.Shuttles;

/// <summary>What shuttles did, emitted and avoided. Avoided emissions stand beside the city's totals, never in them.</summary>
/// <param name="Together">Of all vehicles of the answer.</param>
/// <param name="ToDo">What somebody has to declare so that figures become whole, vehicle by vehicle.</param>
public sealed record ShuttleReportAnswer(
    string Set, Instant From, Instant To, ImmutableArray<ReportedFigure> Together, ImmutableArray<VehicleReportAnswer> Vehicles, ImmutableArray<string> ToDo);

/// <param name="FormerModes">As declared; those that speak for a day of the report are in its figures.</param>
public sealed record VehicleReportAnswer(TwinId Twin, NameBody Name, string Area, ImmutableArray<FormerModesBody> FormerModes, ImmutableArray<ReportedFigure> Figures);

static class ShuttleReport
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/reports/shuttles", Report).WithTags("Accounting")
        .Produces<ShuttleReportAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    /// <summary>Distance, passengers, energy, safety, own and avoided emissions of shuttles, by vehicle and together.</summary>
    /// <param name="from">ISO 8601 with zone, or a date: midnight in Bangkok. Default: 30 days before to.</param>
    /// <param name="to">The end, not included. Default: midnight today.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="twin">Only this vehicle.</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> Report(
        [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? twin, [FromQuery] string? format, HttpRequest request, ShuttleServices services, FactorBook book,
        IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, only) = (ask.Set(set), ask.Twin("twin", twin));
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        var (first, last) = ask.Period(from, to, clock);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var shuttles = await ShuttleAccounts.Shuttles(grains, asked, only);
        if (only is not null && shuttles.Length == 0) return Unknown(asked, only.Value);

        var figures = new ShuttleFigureRows(asked, first, last);
        var accounts = await ShuttleAccounts.Of(shuttles, first, last, services, await book.Known(asked, stop), stop);
        var all = accounts.Vehicles;
        ShuttleReportAnswer answer = new(FigureComposer.Word(asked), first.Start, last.Start, [.. figures.Of(shuttles, accounts.Did, accounts.Avoided)],
            [.. all.Select(one => new VehicleReportAnswer(one.Register.Id, NameBody.Of(one.Register.Current.Name), one.Register.Current.Area,
                [.. (one.Register.Current.Shuttle?.FormerModes ?? []).Select(FormerModesBody.Of)], [.. figures.Of([one.Register], one.Did, one.Avoided)]))],
            [.. all.SelectMany(one => ToDo(one.Register, one.Did, one.Avoided))]);
        return asCsv ? ReportedCsv.Of($"shuttles-{answer.Set}-{first.Day}", "twin", answer.Together.Select(figure => ("", figure)).Concat(answer.Vehicles.SelectMany(vehicle => vehicle.Figures.Select(figure => (vehicle.Twin.ToString(), figure)))))
            : TypedResults.Ok(answer);
    }

    public static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unknown(CitySet set, TwinId shuttle) => Problems.Refused(StatusCodes.Status404NotFound, "unknown-shuttle", "There is no such shuttle",
        $"No shuttle of set {FigureComposer.Word(set)} is called \"{shuttle}\". GET /v1/twins?kind=shuttle&set={FigureComposer.Word(set)} lists them.");

    static IEnumerable<string> ToDo(TwinRegister shuttle, ServiceRecord did, AvoidedEmissions avoided)
    {
        if (did.Charges.Any(charge => charge.MeteredBy is null)) yield return RegisterHints.MeterUnknown(shuttle.Id);
        if (did.Carried.Any(carried => carried.PassengerMillimetres > 0) && avoided.LackingOfTravel.Any())
            yield return $"Avoided emissions of {shuttle.Id} are unknown: lacking are {string.Join("; ", avoided.LackingOfTravel)}. Former modes are declared in shuttle.formerModes at PUT /v1/twins/{shuttle.Id}, factors at POST /v1/factors.";
    }
}

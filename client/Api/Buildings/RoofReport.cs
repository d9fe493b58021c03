using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Buildings;

/// <summary>Which roofs lose most.</summary>
static class RoofReport
{
    // Every roof is worked out before the first page can be given: 400 roofs of a week are 2,800 days.
    const int MostRoofDays = 3_000, MostOnAPage = 500;

    /// <summary>What roofs made of the sun they had: actual and expected energy, performance ratio, specific yield, availability; those that lost most first.</summary>
    /// <remarks>As far as the projections are: usually less than a second behind. At most 31 days, and 3,000 days of roofs together.</remarks>
    /// <param name="from">First day in Bangkok, such as 2026-11-01. Default: the day before to.</param>
    /// <param name="to">The day after the last. Default: today.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="area">Only roofs in this district or "outside:place"; all districts when left out.</param>
    /// <param name="twin">Only this roof.</param>
    /// <param name="limit">So many on a page, 1 to 500 (default 100).</param>
    /// <param name="skip">How many to leave out before: the next page's address has it.</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> Roofs(
        [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? area, [FromQuery] string? twin, [FromQuery] string? limit, [FromQuery] string? skip,
        [FromQuery] string? format, HttpRequest request, RoofSeries series, IGrainFactory grains, IDistricts districts, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var now = Instant.From(clock);
        var (asked, one, time) = (ask.Set(set), ask.Twin("twin", twin), RoofDays.Read(from, to, now, ask));
        ask.Area("area", area, districts);
        var (most, before) = (ask.Number("limit", limit, 100, 1, MostOnAPage), ask.Number("skip", skip, 0, 0, 1_000_000));
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var twins = (await StateEndpoints.Listings(grains)).Where(listing => listing.Register.Current.Set == asked).ToArray();
        if (one is { } id && !twins.Any(listing => listing.Register.Id == id)) return Problems.UnknownTwin(twin!);

        var roofs = twins.Where(RoofSheet.HasRoof).Where(listing => listing.Register.At(new(time.To.Start.Microseconds - 1)) is var known
            && (one is { } only ? listing.Register.Id == only : area is null ? known.InCity : known.Area == area)).ToArray();
        if (roofs.Length * time.Count / Window.PerDay is var days && days > MostRoofDays)
        {
            ask.Fault("from", from, $"{roofs.Length} roofs of that time are {days} days together; {MostRoofDays} are the most.", "Ask for a shorter time, one area= or one twin=.");
            return Problems.Invalid(ask.Faults);
        }

        RoofSheets sheets = new(twins, series, time, now);
        List<RoofAnswer> answers = [];
        foreach (var roof in roofs) answers.Add(RoofFigures.Of(await sheets.Of(roof, stop)));
        var ranked = answers.OrderBy(answer => answer.ShortfallKwh is null).ThenByDescending(answer => answer.ShortfallKwh).ThenBy(answer => answer.Twin)
            .Select((answer, index) => answer with { Rank = answer.ShortfallKwh is null ? null : index + 1 }).ToArray();
        var page = ranked.Skip(before).Take(most).ToImmutableArray();
        var next = before + page.Length < ranked.Length ? NextPage.After(request, ("from", time.From.Day.ToString()), ("to", time.To.Day.ToString()), ("skip", Number(before + page.Length))) : null;
        RoofReportAnswer report = new(FigureComposer.Word(asked), time.From.Start, time.To.Start, now, ranked.Length, RoofFigures.Method, [.. RoofFigures.Limits], page, next);
        return asCsv ? AsCsv(report) : TypedResults.Ok(report);
    }

    static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One line a roof, units in the names; reasons and assumptions in words at the end.</summary>
    static Csv AsCsv(RoofReportAnswer report) => new($"roofs-{report.Set}-{BangkokDay.Of(report.From)}",
        ["rank", "twin", "name", "area", "peak_kW", "rated_kW", "tilt_deg", "facing_deg", "actual_kWh", "coverage", "sun_source", "sun_twin", "sun_distance_km", "sun_kWh_m2", "cell_temperature",
            "expected_basis", "expected_kWh", "compared_actual_kWh", "compared", "left_out", "shortfall_kWh", "performance_ratio", "performance_ratio_25C", "specific_yield_kWh_kWp", "availability",
            "off", "unheard", "unknown", "assumptions", "explain", "sun_explain", "faults"],
        report.Roofs.Select(roof => (IEnumerable<object?>)[
            roof.Rank, roof.Twin, roof.Name.En, roof.Area, roof.Capacity?.PeakKw, roof.Capacity?.RatedKw, roof.Capacity?.TiltDegrees, roof.Capacity?.FacingDegrees, roof.Actual.Kwh, roof.Actual.Coverage,
            ApiJson.Word(roof.Sun.Source), roof.Sun.Twin, roof.Sun.DistanceKm, roof.Sun.KwhPerM2, roof.CellTemperature,
            roof.Expected is { } expected ? ApiJson.Word(expected.Basis) : null, roof.Expected?.Kwh, roof.Expected?.ActualKwh, roof.Expected?.Compared, roof.Expected?.LeftOut, roof.ShortfallKwh,
            roof.PerformanceRatio, roof.PerformanceRatioAt25C, roof.SpecificYieldKwhPerKwp, roof.Availability?.Value, roof.Availability?.Off, roof.Availability?.Unheard,
            string.Join("; ", roof.Unknown.Select(figure => $"{figure.Figure}: {figure.Reason}")), string.Join(" ", roof.Assumptions), roof.Actual.Explain, roof.Sun.Explain, roof.Faults]), report.Next);
}

using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Buildings;
using YPort.Twin.Api.City;
using YPort.Twin.Model.Buildings.Performance;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains a roof's performance ratio: energy, peak power and sun, over the quarter hours that have both.</summary>
static class RoofExplanation
{
    /// <param name="answer">As the report on roofs has it, of the same sheet.</param>
    public static ExplainAnswer Of(RoofSheet sheet, RoofAnswer answer, Instant now)
    {
        var (sums, at25) = (PerformanceSums.Plain(sheet.Spans), PerformanceSums.WeatherCorrected(sheet.Spans, RoofFigures.ReferenceCelsius));
        var (made, sun, peak) = (Thousandths(sums.MadeMilliwattHours), Thousandths(sums.SunMilliwattHoursPerM2), answer.Capacity?.PeakKw);
        var value = answer.PerformanceRatio is { } ratio ? (decimal)ratio : (decimal?)null;
        return new($"roofs/{answer.Twin}", "performance ratio by IEC 61724-1: what the array made of the sun it had, against what its rating promises", FigureComposer.Word(sheet.Description.Set), value, value?.ToString(CultureInfo.InvariantCulture), "1",
            sheet.Time.From.Start, sheet.Time.To.Start, now, null, answer.Actual.Coverage, answer.Actual.Quality, "(energy / peak power) / (sunlight on the panels / 1 kW/m²), sums first, over the quarter hours that have both, known whole",
            value is null ? "Not known." : string.Create(CultureInfo.InvariantCulture, $"({made} kWh / {peak} kW) / ({sun} kWh/m² / 1 kW/m²) = {value}"), RoofFigures.Method)
        {
            Lines =
            [
                new(string.Create(CultureInfo.InvariantCulture, $"energy in the {sums.Compared} quarter hours that have both; {sums.LeftOut} lacked one and are in neither sum"), made, "kWh", []),
                new("sunlight on the panels in the same quarter hours", sun, "kWh/m2", []),
                new("peak power of the panels", peak, "kW", []),
                new(string.Create(CultureInfo.InvariantCulture, $"at 25 °C: sunlight of {at25.Compared} quarter hours, each weighted by 1 - 0.004 × (cells - 25 °C)"), answer.PerformanceRatioAt25C is null ? null : Thousandths(at25.SunMilliwattHoursPerM2), "kWh/m2", []),
                new("performance ratio at 25 °C, by that sunlight", answer.PerformanceRatioAt25C is { } corrected ? (decimal)corrected : null, "1", []),
                .. answer.Expected is { } expected ? [new WorkedLine(string.Create(CultureInfo.InvariantCulture, $"expected by PVWatts in {expected.Compared} quarter hours ({ApiJson.Word(expected.Basis)}), of which {expected.ActualKwh} kWh were made"), expected.Kwh, "kWh", [])] : Array.Empty<WorkedLine>(),
            ],
            Parts =
            [
                new("energy of all quarter hours", answer.Actual.Kwh, answer.Actual.Exact, "kWh", answer.Actual.Quality, answer.Actual.Explain),
                .. answer.Sun.Explain is { } explain ? [new ExplainPart($"sunlight of all quarter hours, {ApiJson.Word(answer.Sun.Source)} {answer.Sun.Twin}", answer.Sun.KwhPerM2, null, "kWh/m2", null, explain)] : Array.Empty<ExplainPart>(),
                new("peak power, as the register has it", peak, null, "kW", null, $"/v1/twins/{answer.Twin}"),
            ],
            Notes = ["The parts are divided, not added.", .. answer.CellTemperature is { } cells ? [$"Cell temperature: {cells}."] : Array.Empty<string>(), .. answer.Assumptions, .. answer.Unknown.Select(one => $"{one.Figure}: {one.Reason}")],
        };
    }

    static decimal Thousandths(double milli) => Shown.Plain(decimal.Round((decimal)milli / 1_000_000, 6));
}

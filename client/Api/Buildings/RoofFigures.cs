using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Performance;

namespace YPort.Twin.Api.Buildings;

/// <summary>Makes a roof's figures of its sheet; the arithmetic is the model's. What cannot be known is null with its reason.</summary>
static class RoofFigures
{
    const string NoCapacity = "The register has no pv.ratedPower.";
    const string NoTogether = "No quarter hour has both energy and measured sun, known whole.";
    public const double ReferenceCelsius = 25;
    static readonly PvLosses Losses = new();

    public const string Method =
        "Energy from the ledger; expected energy by PVWatts from each quarter hour's mean sun on the plane and cell temperature; performance ratio (ΣE/P₀)/(ΣH/1 kW/m²) by IEC 61724-1, at 25 °C with"
        + " each quarter hour's sun weighted by 1 + γ(T − 25); specific yield E/P₀; availability by time. Quarter hours that lack something are in neither sum. Rules, sources and worked examples: grains/Model/Buildings/README.md.";

    public static string[] Limits { get; } =
    [
        string.Create(CultureInfo.InvariantCulture, $"Losses between panel and inverter are PVWatts' usual {Losses.TotalPercent:0.0} %, the inverter is one curve for every make, γ is -0.4 % per °C: a roof's own survey is better."),
        "A weather station's sun is that of its place: on single days with broken clouds a roof kilometres away had another. Compare weeks.",
        "A sensor that is dirty or badly aligned makes its roof look better; one roof is judged by one sensor for the whole time.",
        "Against a cloudless sky or without temperatures the expectation is an upper bound, and such a roof has no shortfall and no rank.",
        "Availability counts sunny quarter hours (200 W/m² and more) in which the meter spoke; half a plant that is off shows in the performance ratio only.",
    ];

    public static RoofAnswer Of(RoofSheet sheet)
    {
        List<UnknownFigure> unknown = [];
        var (id, set) = (sheet.Twin.Register.Id, sheet.Description.Set);
        var expected = Expected(sheet, unknown);
        var shortfall = expected?.Basis == ExpectedBasis.Measured ? expected.Kwh - expected.ActualKwh : (decimal?)null;
        if (shortfall is null) unknown.Add(new("shortfallKwh", expected is null ? unknown[^1].Reason : "Only an upper bound of the expectation is known."));
        var answer = new RoofAnswer(
            null, id, NameBody.Of(sheet.Description.Name), sheet.Description.Area, Capacity(sheet), Actual(sheet), sheet.Sun, sheet.CellsFrom, expected, shortfall,
            Ratio(sheet, unknown), RatioAt25(sheet, unknown), Yield(sheet, unknown), Available(sheet, unknown), [], [.. sheet.Assumptions], $"/v1/twins/{id}/faults?from={sheet.Time.From.Day}&to={sheet.Time.To.Day}",
            $"/v1/explain/roofs/{id}?from={sheet.Time.From.Day}&to={sheet.Time.To.Day}");
        if (answer.Capacity is null) unknown.Add(new("capacity", NoCapacity));
        if (answer.CellTemperature is null) unknown.Add(new("cellTemperature", NoTemperature(sheet)));
        return answer with { Unknown = [.. unknown] };
    }

    /// <summary>kWh/m² of mWh/m², or kWh of mWh, to the Wh.</summary>
    public static decimal Thousandths(long milli) => Shown.Plain(decimal.Round(milli / 1_000_000m, 3));

    static RoofCapacity? Capacity(RoofSheet sheet)
    {
        if (sheet.Description.PvRatedMilliwatts is not { } rated) return null;
        var plane = sheet.Description.Building?.PvPlane;
        return new(Shown.Plain(sheet.PeakMilliwatts!.Value / 1_000_000m), Shown.Plain(rated / 1_000_000m), plane?.TiltDegrees, plane?.FacingDegrees);
    }

    static RoofEnergy Actual(RoofSheet sheet) => new(
        sheet.Energy.IsKnown ? Shown.Plain(decimal.Round((decimal)sheet.Energy.Steps / 1_000_000m, 3)) : null, sheet.Energy.IsKnown ? sheet.Energy.Steps.ToString(CultureInfo.InvariantCulture) : null,
        sheet.Energy.Coverage(BuildingMeasures.PvEnergy), sheet.Energy.Shares(BuildingMeasures.PvEnergy),
        $"/v1/explain/twins/{sheet.Twin.Register.Id}/{BuildingMeasures.PvEnergy}?{sheet.Time.Query(sheet.Description.Set)}");

    static RoofExpected? Expected(RoofSheet sheet, List<UnknownFigure> unknown)
    {
        if (sheet.Description.PvRatedMilliwatts is not { } rated) return Missing(NoCapacity);
        if (sheet.Sun.Source == SunSource.None) return Missing(NoSun(sheet));
        var basis = !sheet.IsSunMeasured ? ExpectedBasis.UpperBoundClearSky : sheet.CellsFrom is null ? ExpectedBasis.UpperBoundCool : ExpectedBasis.Measured;
        PvArray array = new(sheet.PeakMilliwatts!.Value, rated, Losses);
        if (ExpectedEnergy.Of(basis == ExpectedBasis.Measured ? sheet.Spans : sheet.CoolSpans, TimeSpan.FromHours(RoofTime.Hours), array) is not { } found)
            return Missing(sheet.Energy.IsKnown ? "No quarter hour has energy, sun and temperature, known whole." : "Nothing was heard of its energy.");
        return new(basis, Thousandths(found.ExpectedMilliwattHours), Thousandths(found.MadeMilliwattHours), found.Compared, found.LeftOut, Rounded(found.Ratio));

        RoofExpected? Missing(string why)
        {
            unknown.Add(new("expected", why));
            return null;
        }
    }

    static double? Ratio(RoofSheet sheet, List<UnknownFigure> unknown) => Or("performanceRatio", unknown,
        Judged(sheet) ?? NoTogether, Judged(sheet) is null ? Rounded(PerformanceRatio.Plain(sheet.Spans, sheet.PeakMilliwatts!.Value)?.Value) : null);

    static double? RatioAt25(RoofSheet sheet, List<UnknownFigure> unknown) => Or("performanceRatioAt25C", unknown,
        Judged(sheet) ?? (sheet.CellsFrom is null ? NoTemperature(sheet) : NoTogether),
        Judged(sheet) is null && sheet.CellsFrom is not null ? Rounded(PerformanceRatio.WeatherCorrected(sheet.Spans, sheet.PeakMilliwatts!.Value, ReferenceCelsius)?.Value) : null);

    static decimal? Yield(RoofSheet sheet, List<UnknownFigure> unknown) => Or("specificYieldKwhPerKwp", unknown,
        sheet.PeakMilliwatts is null ? NoCapacity : "Nothing was heard of its energy.",
        sheet.Energy.IsKnown && Yields.FinalHours((long)sheet.Energy.Steps, sheet.PeakMilliwatts) is { } hours ? Shown.Plain(decimal.Round(hours, 4)) : (decimal?)null);

    static RoofAvailable? Available(RoofSheet sheet, List<UnknownFigure> unknown)
    {
        if (Judged(sheet) is null && RoofAvailability.Of(sheet.Moments, sheet.RatedWatts!.Value) is { } found) return new(Math.Round(found.Value, 4), found.Working, found.Off, found.Unheard);
        unknown.Add(new("availability", Judged(sheet) ?? "No sunny quarter hour was heard of it."));
        return null;
    }

    // Why a roof cannot be held against a measured sun; null when it can.
    static string? Judged(RoofSheet sheet) => sheet.PeakMilliwatts is null ? NoCapacity : sheet.IsSunMeasured ? null : NoSun(sheet);

    public static string NoSun(RoofSheet sheet) => sheet.Sun.Source == SunSource.None
        ? "It has no sunlight sensor of its own, and the register does not say where it stands."
        : string.Create(CultureInfo.InvariantCulture, $"Nobody measured the sun within {Stations.MostKilometres} km: against a cloudless sky the clouds would look like its fault.");

    static string NoTemperature(RoofSheet sheet) => sheet.IsSunMeasured ? string.Create(CultureInfo.InvariantCulture, $"Nobody measured panels, or air and wind, on the roof or within {Stations.MostKilometres} km.") : NoSun(sheet);

    static T? Or<T>(string figure, List<UnknownFigure> unknown, string why, T? known) where T : struct
    {
        if (known is null) unknown.Add(new(figure, why));
        return known;
    }

    static double? Rounded(double? value) => value is { } known ? Math.Round(known, 4) : null;
}

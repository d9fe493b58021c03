using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Faults;
using YPort.Twin.Model.Buildings.Performance;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Buildings;

/// <summary>What is wrong with a roof's readings, told apart.</summary>
static class FaultsEndpoint
{
    const double ReferenceCelsius = 25;
    static readonly string[] Limits =
    [
        "A finding is no alarm: it may need all of a time, and comes when it is asked for.",
        "Outages are judged by the ledger's quarter hours, stuck sensors and outliers by the readings of pv-power and irradiance-poa; a roof with only a meter has neither.",
        "Soiling needs 14 days; of rain and cleaning nothing is known here, so that a rain within the time may hide it.",
        "A leap away from both neighbours counts only where readings lie 10 minutes or more apart: within minutes clouds do that.",
    ];

    /// <summary>What is wrong with a roof's readings in a time: stuck, outlier, outage, unheard, night generation, wrong unit, clipping, soiling.</summary>
    /// <remarks>As far as the projections are: usually less than a second behind. At most 31 days.</remarks>
    /// <param name="id">A building's, such as roof-1.</param>
    /// <param name="from">First day in Bangkok, such as 2026-11-01. Default: the day before to.</param>
    /// <param name="to">The day after the last. Default: today.</param>
    internal static async Task<Results<Ok<RoofFaultsAnswer>, ProblemHttpResult>> Faults(
        string id, [FromQuery] string? from, [FromQuery] string? to, RoofSeries series, IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        if (!TwinId.TryParse(id, out var named)) return Problems.BadId(id);
        var ask = new Ask();
        var now = Instant.From(clock);
        var time = RoofDays.Read(from, to, now, ask);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var twins = (await StateEndpoints.Listings(grains)).ToArray();
        if (twins.FirstOrDefault(listing => listing.Register.Id == named) is not { } roof) return Problems.UnknownTwin(id);
        if (!RoofSheet.HasRoof(roof)) return RoofSheets.NoRoof(roof);

        var set = roof.Register.Current.Set;
        var sheet = await new RoofSheets(twins.Where(listing => listing.Register.Current.Set == set), series, time, now).Of(roof, stop);
        RoofWords words = new(
            await Told(BuildingChannels.PvPower), await Told(BuildingChannels.IrradiancePoa), sheet.Moments, Days(sheet), sheet.RatedWatts, sheet.PeakMilliwatts / 1000.0, sheet.Description.Place);
        return TypedResults.Ok(new RoofFaultsAnswer(named, FigureComposer.Word(set), time.From.Start, time.To.Start, sheet.Sun,
            [.. RoofFaults.Of(words).Select(fault => new RoofFaultAnswer(fault.Kind, fault.Channel.Name, fault.From, fault.To, fault.Count, fault.Says, fault.Cure,
                $"/v1/readings?twin={named}&channel={fault.Channel}&from={fault.From}&to={fault.To}"))], [.. Unknown(sheet, words)], [.. Limits]));

        async Task<IReadOnlyList<Observation>> Told(Channel channel) =>
            [.. (await series.Samples(named, channel, time, stop)).Select(sample => new Observation(sample.At, (double)channel.InUnit(sample.Steps)))];
    }

    // The ratio of each day at 25 °C; without measured sun and temperature there is none.
    static IReadOnlyList<SoilingDay> Days(RoofSheet sheet)
    {
        if (sheet.PeakMilliwatts is not { } peak || !sheet.IsSunMeasured || sheet.CellsFrom is null) return [];
        return [.. sheet.Spans.Chunk(Window.PerDay).Select((spans, day) => new SoilingDay(
            sheet.Time[day * Window.PerDay].Day.Date, PerformanceRatio.WeatherCorrected(spans, peak, ReferenceCelsius)?.Value, null))];
    }

    static IEnumerable<UnknownFigure> Unknown(RoofSheet sheet, RoofWords words)
    {
        if (sheet.RatedWatts is null) yield return new("all but stuck and soiling", "The register has no pv.ratedPower.");
        if (!sheet.IsSunMeasured) yield return new("outage, unheard, wrong-unit, soiling", RoofFigures.NoSun(sheet));
        if (words.Power.Count == 0) yield return new("stuck, outlier, night-generation, wrong-unit, clipping", "Nothing was told of pv-power in this time.");
        if (words.Place is null) yield return new("night-generation", "The register does not say where the roof stands.");
    }
}

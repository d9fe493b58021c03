using System.Globalization;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>All that is known of a roof in a time, for its faults.</summary>
/// <param name="Power">Every standing reading of power, in W.</param>
/// <param name="Sun">Every standing reading of the roof's own sunlight sensor, in W/m².</param>
/// <param name="Quarters">Mean power by the ledger and mean measured sun on the plane, by quarter hours.</param>
/// <param name="Days">For soiling; of rain nothing is known.</param>
/// <param name="RatedWatts">AC; null when unknown. <paramref name="PeakWatts"/> of the panels.</param>
/// <param name="Place">Null when unknown.</param>
public sealed record RoofWords(
    IReadOnlyList<Observation> Power, IReadOnlyList<Observation> Sun, IReadOnlyList<RoofMoment> Quarters, IReadOnlyList<SoilingDay> Days, double? RatedWatts, double? PeakWatts, Place? Place);

/// <summary>Every fault that this room can find, told apart: a pure function of what was heard.</summary>
public static class RoofFaults
{
    static readonly TimeSpan StuckAfter = TimeSpan.FromHours(1);
    // The leap from both neighbours was measured on quarter hours; within minutes clouds do that.
    static readonly TimeSpan LeapsFrom = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>In order of time.</summary>
    public static IReadOnlyList<RoofFault> Of(RoofWords words)
    {
        List<RoofFault> found = [.. Stuck(BuildingChannels.PvPower, words.Power, words.RatedWatts), .. Stuck(BuildingChannels.IrradiancePoa, words.Sun, null)];
        if (words.RatedWatts is { } rated)
        {
            // In another unit every value is an outlier and a thousandth looks like nothing: that is said once.
            if (Unit(words) is { } unit) found.Add(unit);
            else found.AddRange([.. Outlying(words, rated), .. Quiet(words, rated), .. Clipped(words, rated), .. Dark(words, rated)]);
        }
        found.AddRange(Dirt(words));
        return [.. found.OrderBy(fault => fault.From).ThenBy(fault => fault.Kind)];
    }

    static IEnumerable<RoofFault> Stuck(Channel channel, IReadOnlyList<Observation> series, double? ceiling) => StuckSensor.Find(series, StuckAfter, ceiling).Select(span => Run(
        RoofFaultKind.Stuck, channel, series, span, $"{channel} said {Text(series[span.First].Value)} {channel.Unit} to the last digit, {span.Count} times in a row.",
        "Look at the sensor and its line: weather holds nothing so still."));

    static RoofFault? Unit(RoofWords words)
    {
        if (words.PeakWatts is not { } peak || words.Power.Count == 0) return null;
        var sun = words.Quarters.ToDictionary(moment => Window.Of(moment.At), moment => moment.PlaneWm2);
        RoofMoment[] moments = [.. words.Power.Select(one => new RoofMoment(one.At, one.Value, sun.GetValueOrDefault(Window.Of(one.At))))];
        if (WrongUnit.Factor(moments, peak) is not { } factor) return null;
        var judged = moments.Where(moment => moment is { Watts: > 0, PlaneWm2: >= OffInSunshine.Sunny }).ToArray();
        return new(RoofFaultKind.WrongUnit, BuildingChannels.PvPower, judged[0].At, judged[^1].At, judged.Length,
            $"Power in sunshine is about a thousandfold too {(factor > 1 ? "high" : "low")} for {Text(peak / 1000)} kWp: {judged.Length} readings.",
            "Look at the unit that the feed declares: W, kW and MW are a thousand apart.");
    }

    static IEnumerable<RoofFault> Outlying(RoofWords words, double rated)
    {
        var series = words.Power;
        var step = UsualStep(series);
        var places = (step >= LeapsFrom ? OutlyingValues.Find(series, rated, step) : OutlyingValues.Impossible(series, rated)).ToHashSet();
        return Runs.Of(series.Count, 1, places.Contains).Select(span => Run(RoofFaultKind.Outlier, BuildingChannels.PvPower, series, span,
            $"Power of {Text(series[span.First].Value / 1000)} kW cannot be of a roof rated {Text(rated / 1000)} kW with the readings before and after.",
            "Look at the meter's line; withdraw the readings if they are wrong."));
    }

    static IEnumerable<RoofFault> Quiet(RoofWords words, double rated)
    {
        var channel = words.Power.Count > 0 ? BuildingChannels.PvPower : BuildingChannels.PvEnergy;
        var quarters = words.Quarters;
        foreach (var span in OffInSunshine.Find(quarters, rated))
            yield return Quarters(RoofFaultKind.Outage, span, "the roof made below 1 % of its rating", "Look at the inverter and its breaker; the meter speaks.");
        foreach (var span in Runs.Of(quarters.Count, 2, i => OffInSunshine.Of(quarters[i], rated) == RoofCondition.Unheard))
            yield return Quarters(RoofFaultKind.Unheard, span, "nothing was heard of the roof", "Look at the meter's link; whether the roof works is unknown.");

        RoofFault Quarters(RoofFaultKind kind, FaultSpan span, string what, string cure)
        {
            var sun = Enumerable.Range(span.First, span.Count).Average(i => quarters[i].PlaneWm2!.Value);
            return new(kind, channel, quarters[span.First].At, quarters[span.First + span.Count - 1].At + Quarter, span.Count,
                $"In {span.Count} quarter hours with {Text(sun)} W/m² on average {what}.", cure);
        }
    }

    static IEnumerable<RoofFault> Clipped(RoofWords words, double rated) => Clipping.Find(words.Power, rated).Select(span => Run(
        RoofFaultKind.Clipping, BuildingChannels.PvPower, words.Power, span,
        $"Power stood at the inverter's rating of {Text(rated / 1000)} kW for {span.Count} readings.", "No defect: the panels could give more than the inverter takes."));

    static IEnumerable<RoofFault> Dark(RoofWords words, double rated) => words.Place is not { } place ? [] : NightGeneration.Find(words.Power, rated, place).Select(span => Run(
        RoofFaultKind.NightGeneration, BuildingChannels.PvPower, words.Power, span,
        $"Power of {Text(words.Power[span.First].Value / 1000)} kW while the sun stood over 6° below the horizon, {span.Count} readings.", "Look at the sender's clock and time zone, then at what the meter counts."));

    static IEnumerable<RoofFault> Dirt(RoofWords words) => SoilingTrend.Of(words.Days).Where(trend => trend.IsSoiling).Select(trend => new RoofFault(
        RoofFaultKind.Soiling, words.Power.Count > 0 ? BuildingChannels.PvPower : BuildingChannels.PvEnergy,
        BangkokDay.Of(trend.From).Start, BangkokDay.Of(trend.To).End, trend.Days,
        $"The temperature-corrected ratio fell by {Text(-trend.ChangePerDay * 100, "0.###")} % a day over {trend.Days} days (Z {Text(trend.Z, "0.##")}); at the end {Text(trend.Lost * 100)} % were lost.",
        "Look at the panels: dirt, or a shade that grows. Of rain and of cleaning nothing is known here."));

    static RoofFault Run(RoofFaultKind kind, Channel channel, IReadOnlyList<Observation> series, FaultSpan span, string says, string cure) =>
        new(kind, channel, series[span.First].At, series[span.First + span.Count - 1].At, span.Count, says, cure);

    // The median: a gap moves it by nothing.
    static TimeSpan UsualStep(IReadOnlyList<Observation> series)
    {
        if (series.Count < 2) return TimeSpan.Zero;
        var steps = Enumerable.Range(1, series.Count - 1).Select(i => series[i].At - series[i - 1].At).Order().ToArray();
        return steps[steps.Length / 2];
    }

    static string Text(double? value, string form = "0.#") => (value ?? 0).ToString(form, CultureInfo.InvariantCulture);
}

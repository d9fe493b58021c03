using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Model.Buildings.Faults;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Buildings;

/// <summary>What is wrong with a roof, as a function of its readings and the moment asked for; it clears by itself when the readings do.</summary>
public static class BuildingAlarms
{
    // Half an hour of sunlight in which any working roof makes something: 200 W/m2 on average.
    const int SunnyWindows = 2;
    const long SunnyStepsPerWindow = 50_000;
    // Below 1 % of rated power a roof in such sun makes nothing worth the name.
    const int NothingPercent = 1;
    static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(30);
    // What power says was made in the last half hour in which the register stood: above any meter's own step (100 Wh) and 5 % of the rating.
    const long StuckSteps = 100_000;
    const int StuckPercent = 5;
    // A sensor that says one and the same for so long; as in RoofFaults.
    static readonly TimeSpan StillAfter = TimeSpan.FromHours(1);

    /// <param name="tail">The newest samples of a channel, at least as far back as <see cref="Channel.AtHand"/> and the nearest before that.</param>
    /// <param name="rows">The ledger's rows of a window.</param>
    public static ImmutableArray<Alarm> Of(TwinRegister register, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail,
        Func<Measure, Window, (LedgerRow? Measured, LedgerRow? Estimated)> rows)
    {
        var alarms = ImmutableArray.CreateBuilder<Alarm>();
        // In a thousandth of its unit a working roof looks silent: that is said once.
        if ((WrongUnitOf(register, asOf, tail, rows) ?? SilentInSunshine(register, asOf, rows)) is { } sunny) alarms.Add(sunny);
        if (RegisterStuck(register, asOf, tail) is { } stuck) alarms.Add(stuck);
        var ratedWatts = register.At(asOf).PvRatedMilliwatts / 1000.0;
        if (Still("power-stuck", BuildingChannels.PvPower, (ratedWatts ?? 0) * NothingPercent / 100, ratedWatts, asOf, tail) is { } power) alarms.Add(power);
        if (Still("sunlight-stuck", BuildingChannels.IrradiancePoa, OffInSunshine.Sunny, null, asOf, tail) is { } sunlight) alarms.Add(sunlight);
        if (PowerInTheDark(register, asOf, tail) is { } dark) alarms.Add(dark);
        return alarms.ToImmutable();
    }

    static Alarm? SilentInSunshine(TwinRegister register, Instant asOf, Func<Measure, Window, (LedgerRow? Measured, LedgerRow? Estimated)> rows)
    {
        if (register.At(asOf).PvRatedMilliwatts is not { } rated) return null;
        var last = new Window(Window.Of(asOf).Index - 1);
        long sun = 0, made = 0;
        var heard = false;
        for (var back = 0; back < SunnyWindows; back++)
        {
            var window = new Window(last.Index - back);
            var irradiation = Steps(rows(BuildingMeasures.Irradiation, window));
            if (irradiation is null or < SunnyStepsPerWindow) return null;
            sun += irradiation.Value;
            if (Steps(rows(BuildingMeasures.PvEnergy, window)) is not { } energy) continue;
            heard = true;
            made += energy;
        }
        // Rated mW over half an hour, in mWh, times one per cent.
        if (made * 100 >= rated / 2 * NothingPercent) return null;
        var since = new Window(last.Index - SunnyWindows + 1).Start;
        var says = string.Create(CultureInfo.InvariantCulture, $"{sun / 1000m:0} Wh/m² of sun fell in half an hour and the roof {(heard ? $"made {made / 1000m:0} Wh" : "said nothing")}; it is rated {rated / 1_000_000m:0.#} kW.");
        return new("silent-in-sunshine", since, says, heard ? "Look at the inverter and its breaker; the sensor speaks." : "Look at the sensor's link first, then at the inverter.");
    }

    static Alarm? RegisterStuck(TwinRegister register, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail)
    {
        var meter = tail(BuildingChannels.PvEnergy);
        if (meter.Length < 2 || IsStale(BuildingChannels.PvEnergy, meter, asOf)) return null;
        var first = meter.Length - 1;
        while (first > 0 && meter[first - 1].Steps == meter[^1].Steps) first--;
        var (since, until) = (meter[first].At, meter[^1].At);
        var from = until - StuckAfter;
        if (since > from) return null;

        Int128 fine = 0;
        var power = tail(BuildingChannels.PvPower);
        for (var i = 0; i + 1 < power.Length && power[i].At < until; i++)
            if (power[i + 1].At > from && PairRules.Of(register, BuildingMeasures.PvEnergy, BuildingChannels.PvPower, power[i], power[i + 1]) is { } pair)
                fine += pair.Part(Math.Max(pair.From, from.Microseconds), Math.Min(pair.To, until.Microseconds));
        var made = (long)Rounding.Divide(fine, Pair.FinePerStepHour);
        // Rated mW over half an hour, in mWh, times five per cent.
        if (made < StuckSteps || made * 100 < (register.At(asOf).PvRatedMilliwatts ?? 0) / 2 * StuckPercent) return null;
        var says = string.Create(CultureInfo.InvariantCulture,
            $"The energy meter has stood at {meter[^1].Steps / 1_000_000m:0.###} kWh since {since} while power made {made / 1_000_000m:0.###} kWh in the half hour until {until}.");
        return new("register-stuck", since, says, "Look at the meter and its pulse line; until it counts, its quarter hours read zero.");
    }

    // By night a roof says zero, or what its inverter draws, for hours; at the inverter's rating it clips; see StuckSensor. Whoever speaks less often than each quarter hour may repeat himself honestly.
    static Alarm? Still(string code, Channel channel, double least, double? ceiling, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail)
    {
        var said = tail(channel);
        if (said.Length < 2 || IsStale(channel, said, asOf)) return null;
        var value = (double)channel.InUnit(said[^1].Steps);
        if (value <= 0 || value < least || Clipping.IsAtCeiling(value, ceiling)) return null;
        var first = said.Length - 1;
        while (first > 0 && said[first - 1].Steps == said[^1].Steps && said[first].At - said[first - 1].At <= channel.LongestMeasured) first--;
        if (said[^1].At - said[first].At < StillAfter) return null;
        var says = string.Create(CultureInfo.InvariantCulture, $"{channel} has said {channel.InUnit(said[^1].Steps):0.###} {channel.Unit} to the last digit since {said[first].At}, {said.Length - first} times in a row.");
        return new(code, said[first].At, says, "Look at the sensor and its line: weather holds nothing so still.");
    }

    // Twice in a row, as NightGeneration asks.
    static Alarm? PowerInTheDark(TwinRegister register, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail)
    {
        var said = tail(BuildingChannels.PvPower);
        if (register.At(asOf) is not { PvRatedMilliwatts: { } rated and > 0, Place: { } place } || said.IsEmpty || IsStale(BuildingChannels.PvPower, said, asOf)) return null;
        var first = said.Length;
        while (first > 0 && NightGeneration.Holds(new(said[first - 1].At, Watts(said[first - 1])), rated / 1000.0, place)) first--;
        if (said.Length - first < 2) return null;
        var says = string.Create(CultureInfo.InvariantCulture, $"Power of {Watts(said[^1]) / 1000:0.###} kW while the sun stands over 6° below the horizon, {said.Length - first} readings in a row.");
        return new("night-generation", said[first].At, says, "Look at the sender's clock and time zone, then at what the meter counts.");
    }

    // Over the last two full quarter hours, by the roof's own sun.
    static Alarm? WrongUnitOf(TwinRegister register, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail, Func<Measure, Window, (LedgerRow? Measured, LedgerRow? Estimated)> rows)
    {
        if (register.At(asOf).Building?.PvPeakMilliwatts is not { } peak || peak <= 0) return null;
        List<RoofMoment> moments = [];
        var end = Window.Of(asOf);
        Window start = new(end.Index - SunnyWindows);
        var suns = Enumerable.Range(start.Index, SunnyWindows).Select(index => SunWm2(rows(BuildingMeasures.Irradiation, new(index)))).ToArray();
        foreach (var sample in tail(BuildingChannels.PvPower))
            if (Window.Of(sample.At) is var window && window >= start && window < end) moments.Add(new(sample.At, Watts(sample), suns[window.Index - start.Index]));
        if (WrongUnit.Factor(moments, peak / 1000.0) is not { } factor) return null;
        var says = string.Create(CultureInfo.InvariantCulture, $"Power in sunshine is about a thousandfold too {(factor > 1 ? "high" : "low")} for {peak / 1_000_000m:0.#} kWp, over half an hour.");
        return new("wrong-unit", start.Start, says, "Look at the unit that the feed declares: W, kW and MW are a thousand apart.");
    }

    // The mean over a quarter hour that is known whole.
    static double? SunWm2((LedgerRow? Measured, LedgerRow? Estimated) rows) => (rows.Measured?.CoveredMicroseconds ?? 0) + (rows.Estimated?.CoveredMicroseconds ?? 0) < Window.Microseconds ? null
        : Steps(rows) * (Window.PerDay / 24) / 1000.0;

    static double Watts(Sample sample) => (double)BuildingChannels.PvPower.InUnit(sample.Steps);

    static bool IsStale(Channel channel, ReadOnlySpan<Sample> said, Instant asOf) => FreshnessRules.Of(channel, said[^1].At, asOf) == Freshness.Stale;

    static long? Steps((LedgerRow? Measured, LedgerRow? Estimated) rows) =>
        rows is (null, null) ? null : (rows.Measured?.Steps ?? 0) + (rows.Estimated?.Steps ?? 0);
}

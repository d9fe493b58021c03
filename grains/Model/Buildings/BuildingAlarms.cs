using System.Collections.Immutable;
using System.Globalization;
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

    /// <param name="tail">The newest samples of a channel, at least as far back as <see cref="Channel.AtHand"/> and the nearest before that.</param>
    /// <param name="rows">The ledger's rows of a window.</param>
    public static ImmutableArray<Alarm> Of(TwinRegister register, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail,
        Func<Measure, Window, (LedgerRow? Measured, LedgerRow? Estimated)> rows)
    {
        var alarms = ImmutableArray.CreateBuilder<Alarm>();
        if (SilentInSunshine(register, asOf, rows) is { } silent) alarms.Add(silent);
        if (RegisterStuck(register, asOf, tail) is { } stuck) alarms.Add(stuck);
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
        if (meter.Length < 2 || FreshnessRules.Of(BuildingChannels.PvEnergy, meter[^1].At, asOf) == Freshness.Stale) return null;
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

    static long? Steps((LedgerRow? Measured, LedgerRow? Estimated) rows) =>
        rows is (null, null) ? null : (rows.Measured?.Steps ?? 0) + (rows.Estimated?.Steps ?? 0);
}

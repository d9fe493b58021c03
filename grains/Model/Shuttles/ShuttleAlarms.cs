using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What is wrong with a vehicle, as a function of what it said and the moment asked for; it clears by itself when that changes.</summary>
public static class ShuttleAlarms
{
    // The window that runs and the one before.
    const int JumpWindows = 2;
    static readonly TimeSpan LongSafeStop = TimeSpan.FromMinutes(5);
    const int LowChargeSteps = 15_000; // thousandths of a per cent

    /// <param name="tail">The newest samples of a channel, at least as far back as <see cref="Channel.AtHand"/> and the nearest before that.</param>
    public static ImmutableArray<Alarm> Of(TwinRegister register, Instant asOf, ShuttleNow now, Func<Channel, ReadOnlySpan<Sample>> tail)
    {
        var alarms = ImmutableArray.CreateBuilder<Alarm>();
        if (ImpossibleJump(register, asOf, tail(ShuttleChannels.Position)) is { } jump) alarms.Add(jump);
        foreach (var fault in now.Faults)
            if (fault.IsMajor)
                alarms.Add(new("open-fault", fault.Since, $"Fault {fault.Code} was raised and not cleared.", "Look it up in the maker's list; send a fault event with state \"cleared\" when it is mended."));
        if (now.Mode is { Mode: ShuttleWords.SafeStop } stop && asOf - stop.Since >= LongSafeStop)
            alarms.Add(new("long-safe-stop", stop.Since, $"It has stood in safe stop since {stop.Since}.", "Ask its operator; somebody may have to drive it out of the way."));
        if (LowBattery(asOf, tail) is { } low) alarms.Add(low);
        return alarms.ToImmutable();
    }

    static Alarm? ImpossibleJump(TwinRegister register, Instant asOf, ReadOnlySpan<Sample> fixes)
    {
        var since = new Window(Window.Of(asOf).Index - JumpWindows + 1).Start;
        Alarm? first = null;
        var count = 0;
        for (var i = 1; i < fixes.Length; i++)
            if (fixes[i].At >= since && Leg.IsImpossible(register, fixes[i - 1], fixes[i], out var millimetres))
            {
                count++;
                var metres = millimetres is { } far ? string.Create(CultureInfo.InvariantCulture, $"{far / 1000m:0} m") : "half the Earth";
                var seconds = (fixes[i].At.Microseconds - fixes[i - 1].At.Microseconds) / (decimal)Instant.PerSecond;
                first ??= new("impossible-jump", fixes[i].At,
                    string.Create(CultureInfo.InvariantCulture, $"Its position went {metres} in {seconds:0.###} s, from {GeoPoint.Unpack(fixes[i - 1].Steps)} to {GeoPoint.Unpack(fixes[i].Steps)}"), "");
            }
        return first is null ? null : first with
        {
            Says = first.Says + (count == 1 ? "." : $", and so {count} times since."),
            Cure = "It is not counted as driven. Look at the receiver and whether its logger repeats old places; if the vehicle is that fast, correct shuttle.topSpeed in the register.",
        };
    }

    static Alarm? LowBattery(Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail)
    {
        var charge = tail(ShuttleChannels.StateOfCharge);
        if (charge.IsEmpty || charge[^1].Steps >= LowChargeSteps || FreshnessRules.Of(ShuttleChannels.StateOfCharge, charge[^1].At, asOf) == Freshness.Stale) return null;
        var power = tail(ShuttleChannels.BatteryPower);
        if (!power.IsEmpty && power[^1].Steps < 0 && FreshnessRules.Of(ShuttleChannels.BatteryPower, power[^1].At, asOf) != Freshness.Stale) return null;
        var first = charge.Length - 1;
        while (first > 0 && charge[first - 1].Steps < LowChargeSteps) first--;
        var says = string.Create(CultureInfo.InvariantCulture, $"Its battery is at {charge[^1].Steps / 1000m:0.#} % and not charging.");
        return new("low-battery", charge[first].At, says, "Send it to its charger.");
    }
}

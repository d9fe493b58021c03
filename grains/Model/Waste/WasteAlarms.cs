using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Waste;

/// <summary>What is wrong with a waste site, as a function of what it was told and the moment asked for; it clears by itself.</summary>
public static class WasteAlarms
{
    const long FullSteps = 100_000, NearlyFullSteps = 80_000; // thousandths of a percent
    const int GasWindows = 2;

    /// <param name="tail">The newest samples of a channel, at least as far back as <see cref="Channel.AtHand"/> and the nearest before that.</param>
    /// <param name="rows">The ledger's rows of a window.</param>
    public static ImmutableArray<Alarm> Of(TwinRegister register, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail,
        Func<Measure, Window, (LedgerRow? Measured, LedgerRow? Estimated)> rows)
    {
        var alarms = ImmutableArray.CreateBuilder<Alarm>();
        if (RoleUnknown(register, asOf) is { } unknown) alarms.Add(unknown);
        if (Filling(asOf, tail(WasteChannels.FillLevel)) is { } filling) alarms.Add(filling);
        if (GasNotDestroyed(asOf, tail(WasteChannels.LandfillGasFlow), rows) is { } gas) alarms.Add(gas);
        return alarms.ToImmutable();
    }

    /// <summary>Of whatever fills up: 80 % or more is nearly full, 100 % full. A stale level says nothing.</summary>
    public static Alarm? Filling(Instant asOf, ReadOnlySpan<Sample> levels)
    {
        if (levels.IsEmpty || levels[^1] is not { Steps: >= NearlyFullSteps } last || FreshnessRules.Of(WasteChannels.FillLevel, last.At, asOf) == Freshness.Stale) return null;
        var isFull = last.Steps >= FullSteps;
        var least = isFull ? FullSteps : NearlyFullSteps;
        var first = levels.Length - 1;
        while (first > 0 && levels[first - 1].Steps >= least) first--;
        return new(isFull ? "full" : "nearly-full", levels[first].At, string.Create(CultureInfo.InvariantCulture, $"It is {last.Steps / 1000m:0.#} % full."),
            isFull ? "Empty it, or send what comes elsewhere." : "Plan its emptying.");
    }

    static Alarm? RoleUnknown(TwinRegister register, Instant asOf) => register.At(asOf).Waste is not null ? null : new(
        "role-unknown", register.Entries.OfType<Described>().Last(entry => entry.Description.Waste is null).From is var since && since == TwinRegister.Beginning ? asOf : since,
        "Nobody said what this site does with waste, so its tickets are kept and count nowhere.",
        "Enter \"waste\":{\"role\":...} with PUT /v1/twins, from the day it holds; its tickets since then count at once.");

    // Gas that is drawn and neither burned nor used goes into the air.
    static Alarm? GasNotDestroyed(Instant asOf, ReadOnlySpan<Sample> flow, Func<Measure, Window, (LedgerRow? Measured, LedgerRow? Estimated)> rows)
    {
        var last = new Window(Window.Of(asOf).Index - 1);
        for (var back = 0; back < GasWindows; back++)
        {
            var window = new Window(last.Index - back);
            if (rows(WasteMeasures.GasDestroyed, window) is (null, null) || Destroyed(rows(WasteMeasures.GasDestroyed, window)) > 0 || !Flows(flow, window)) return null;
        }
        return new("gas-not-destroyed", new Window(last.Index - GasWindows + 1).Start, "Gas was drawn from the landfill for half an hour and the meter of destroyed gas stood.",
            "Look at the flare and the engine; if they run, at the meter.");
    }

    static long Destroyed((LedgerRow? Measured, LedgerRow? Estimated) rows) => (rows.Measured?.Steps ?? 0) + (rows.Estimated?.Steps ?? 0);

    static bool Flows(ReadOnlySpan<Sample> flow, Window window)
    {
        var seen = false;
        foreach (var sample in flow)
        {
            if (sample.At < window.Start || sample.At >= window.End) continue;
            if (sample.Steps <= 0) return false;
            seen = true;
        }
        return seen;
    }
}

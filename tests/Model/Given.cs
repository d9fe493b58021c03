using System.Collections.Immutable;
using CsCheck;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Model;

/// <summary>A roof, its readings and its quarter hours, shortly said.</summary>
static class Given
{
    public static readonly Instant Midnight = Instant.Parse("2026-03-01T00:00:00+07:00");

    public static TwinRegister Roof(long? ratedKilowatts = 250, params RegisterEntry[] later) => new(TwinId.Parse("roof-1"),
        [new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Real, new("Roof 1"), "1030", PvRatedMilliwatts: ratedKilowatts * 1_000_000)), .. later]);

    public static Instant At(double minutes) => new(Midnight.Microseconds + (long)Math.Round(minutes * Instant.PerMinute));

    /// <summary>A sample; its offset is its minute, so that a row's highest offset can be foretold.</summary>
    public static Sample Says(double minutes, long steps, double spanMinutes = 0, Quality quality = Quality.Measured) =>
        new(At(minutes), steps, (long)(spanMinutes * Instant.PerMinute), (long)minutes, quality, 0, false);

    public static List<LedgerRow> Rows(TwinRegister register, Measure measure, int windows, params (Channel Channel, Sample[] Samples)[] readings)
    {
        List<LedgerRow> rows = [];
        var first = Window.Of(Midnight);
        var sorted = readings.ToDictionary(reading => reading.Channel, reading => reading.Samples.OrderBy(sample => sample.At).ToArray());
        WindowAmounts.Compute(register, measure, first, new(first.Index + windows), channel => sorted.TryGetValue(channel, out var samples) ? samples : default, rows);
        return rows;
    }

    /// <summary>A window's amount in steps; null where nothing is known.</summary>
    public static long? Steps(this IEnumerable<LedgerRow> rows, int window, Quality? quality = null)
    {
        var found = rows.Where(row => row.Window.Index == Window.Of(Midnight).Index + window && (quality is null || row.Quality == quality)).ToArray();
        return found.Length == 0 ? null : found.Sum(row => row.Steps);
    }

    /// <summary>Times within a day at whole seconds, distinct and in order, with power from a little below zero up.</summary>
    public static readonly Gen<Sample[]> Powers =
        Gen.Select(Gen.Int[0, 86_399], Gen.Long[-20_000, 250_000_000]).Array[0, 60]
            .Select(pairs => pairs.DistinctBy(pair => pair.Item1).OrderBy(pair => pair.Item1)
                .Select(pair => new Sample(At(pair.Item1 / 60.0), pair.Item2, 0, pair.Item1, Quality.Measured, 0, false)).ToArray());

    /// <summary>A register read now and then over a day, rising no faster than 250 kW.</summary>
    public static readonly Gen<Sample[]> Registers =
        Gen.Select(Gen.Int[1, 7_200], Gen.Double[0, 1]).Array[0, 40].Select(steps =>
        {
            List<Sample> samples = [];
            var (seconds, count) = (0L, 5_000_000_000L);
            foreach (var (gap, share) in steps)
            {
                seconds += gap;
                if (seconds >= 86_400) break;
                count += (long)(250_000_000.0 * gap / 3600 * share);
                samples.Add(new(At(seconds / 60.0), count, 0, seconds, Quality.Measured, 0, false));
            }
            return samples.ToArray();
        });

    public static ImmutableArray<Sample> Frozen(this IEnumerable<Sample> samples) => [.. samples];

    public static readonly Channel Power = BuildingChannels.PvPower, Meter = BuildingChannels.PvEnergy, Load = BuildingChannels.LoadPower, LoadAmount = BuildingChannels.LoadIntervalEnergy;
}

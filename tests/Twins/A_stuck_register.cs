using System.Collections.Immutable;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Twins;

/// <summary>A roof in a running city whose power says 100 kW while its meter stands. Moves the clock, so its silo is its own.</summary>
public sealed class A_stuck_register
{
    static readonly int[] Minutes = [0, 6, 9, 10, 14];

    static Reading[] Power(RunningShards city) => [.. Enumerable.Range(0, 21).Select(i => city.Power(2 * i - 40, 100))];

    static Reading[] Meter(RunningShards city) => [city.Meter(-40, 1000), city.Meter(-20, 1000), city.Meter(0, 1000)];

    [Fact, Trait("needs", "minutes")]
    public async Task Raises_its_alarm_at_any_minute_of_a_quarter_hour_in_whatever_order_it_was_told()
    {
        RunningShards city = new();
        await city.InitializeAsync();
        foreach (var minute in Minutes)
        {
            Until(city, minute);
            var (power, meter) = (Power(city), Meter(city));
            ImmutableArray<Reading[]> orders = [[.. power, .. meter], [.. meter, .. power], [.. power.Concat(meter).OrderBy(reading => reading.At)], [.. power.Concat(meter).OrderByDescending(reading => reading.At)]];
            await Task.WhenAll(orders.Select(async order =>
            {
                var roof = await city.Roof();
                foreach (var reading in order) await city.Send(roof, reading);
                await city.Settled(roof);
                Assert.Equal(Expected(city), await Alarm(city, roof));
            }));
        }
        await city.DisposeAsync();
    }

    // A twin that begins anew knows of one reading; what comes then is older than that.
    [Fact]
    public async Task Raises_its_alarm_when_its_older_readings_come_after_a_restart()
    {
        RunningShards city = new();
        await city.InitializeAsync();
        Dictionary<int, TwinId> roofs = [];
        foreach (var minute in Minutes)
        {
            var roof = roofs[minute] = await city.Roof();
            await city.Send(roof, city.Meter(minute, 1000), city.Power(minute, 100));
            await city.Settled(roof);
        }
        city = await city.Restart();
        foreach (var (minute, roof) in roofs)
        {
            Until(city, minute);
            await city.Send(roof, [.. Power(city)[..^1], .. Meter(city)[..^1]]);
            await city.Settled(roof);
            Assert.Equal(Expected(city), await Alarm(city, roof));
        }
        await city.DisposeAsync();
    }

    [Fact]
    public async Task Is_held_against_the_power_of_its_own_half_hour_until_it_is_stale()
    {
        RunningShards city = new();
        await city.InitializeAsync();
        foreach (var minute in Minutes)
        {
            Until(city, minute);
            var roof = await city.Roof();
            await city.Send(roof, city.Meter(-200, 1000), city.Meter(-74, 1000));
            await city.Send(roof, [.. Enumerable.Range(0, 65).Select(i => city.Power(2 * i - 128, 100))]);
            await city.Settled(roof);
            Assert.Equal($"The energy meter has stood at 1000 kWh since {city.Now - TimeSpan.FromMinutes(200)} while power made 50 kWh in the half hour until {city.Now - TimeSpan.FromMinutes(74)}.", await Alarm(city, roof));
        }
        await city.DisposeAsync();
    }

    static string Expected(RunningShards city) => $"The energy meter has stood at 1000 kWh since {city.Now - TimeSpan.FromMinutes(40)} while power made 50 kWh in the half hour until {city.Now}.";

    static async Task<string> Alarm(RunningShards city, TwinId roof) => Assert.Single((await city.Building(roof).Now()).Alarms, alarm => alarm.Code == "register-stuck").Says; // that power says the same all the while is another one

    // The city's clock begins at noon and only goes on.
    static void Until(RunningShards city, int minute) => city.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 1, 5, minute, 0, TimeSpan.Zero));
}

using System.Numerics;
using CsCheck;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using static YPort.Twin.Tests.Model.Given;

namespace YPort.Twin.Tests.Model;

public sealed class The_parts_of_a_day
{
    [Fact]
    public void Add_up_to_what_the_register_counted() => Registers.Sample(samples =>
    {
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, Window.PerDay + 1, (Meter, samples));
        Assert.Equal(samples.Length < 2 ? 0 : samples[^1].Steps - samples[0].Steps, rows.Sum(row => row.Steps));
    });

    [Fact]
    public void Are_the_same_computed_one_by_one_or_together() => Gen.Select(Registers, Powers).Sample((meter, power) =>
    {
        var together = Rows(Roof(), BuildingMeasures.PvEnergy, Window.PerDay, (Meter, meter), (Power, power));
        List<LedgerRow> apart = [];
        for (var window = 0; window < Window.PerDay; window++)
        {
            Window one = new(Window.Of(Midnight).Index + window);
            WindowAmounts.Compute(Roof(), BuildingMeasures.PvEnergy, one, one.Next, channel => channel == Meter ? meter : channel == Power ? power : default, apart);
        }
        Assert.Equal(together, apart);
    });

    [Fact]
    public void Are_what_exact_fractions_say_of_power_alone() => Powers.Sample(samples =>
    {
        var rows = Rows(Roof(), BuildingMeasures.PvEnergy, Window.PerDay, (Power, samples));
        for (var window = 0; window < Window.PerDay; window++)
        {
            // Twice the integral in mW x µs, as an exact fraction over the pairs that touch the window.
            var (from, to) = (At(window * 15).Microseconds, At(window * 15 + 15).Microseconds);
            var covered = 0L;
            BigInteger sum = 0;
            for (var i = 0; i + 1 < samples.Length; i++)
            {
                var (a, b) = (samples[i], samples[i + 1]);
                var (t0, t1) = (a.At.Microseconds, b.At.Microseconds);
                var (u, v) = (Math.Max(from, t0), Math.Min(to, t1));
                if (u >= v || t1 - t0 > Instant.PerHour) continue;
                covered += v - u;
                sum += Until(v) - Until(u);

                BigInteger Until(long time)
                {
                    BigInteger elapsed = time - t0;
                    return 2 * a.Steps * elapsed + HalfEven((b.Steps - a.Steps) * elapsed * elapsed, t1 - t0);
                }
            }
            var expected = covered == 0 ? (long?)null : (long)HalfEven(sum, 2 * Instant.PerHour);
            Assert.Equal(expected, rows.Steps(window));
        }
    });

    static BigInteger HalfEven(BigInteger value, BigInteger by)
    {
        var floor = BigInteger.DivRem(value, by, out var rest);
        if (rest < 0) (floor, rest) = (floor - 1, rest + by);
        var twice = 2 * rest;
        return twice > by || (twice == by && !floor.IsEven) ? floor + 1 : floor;
    }
}

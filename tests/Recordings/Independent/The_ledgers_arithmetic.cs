using System.Numerics;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Recordings.Independent;

public sealed class The_ledgers_arithmetic
{
    [Theory]
    [MemberData(nameof(RecordedMeasure.Names), MemberType = typeof(RecordedMeasure))]
    public void Equals_the_same_worked_out_by_hand_for_every_quarter_hour(string twin, string measure)
    {
        var recorded = RecordedMeasure.Of(twin, measure);
        var expected = recorded.Quarters();

        var samples = recorded.Points().Select((point, i) => new Sample(new(point.At), (long)point.Steps, (recorded.Span?.Ticks ?? 0) / 10, i, Quality.Measured, 0, false)).ToArray();
        var register = new TwinRegister(TwinId.Parse(twin), [new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Real, new("x"), "outside:x"))]);
        List<LedgerRow> rows = [];
        WindowAmounts.Compute(register, Measures.Named(measure)!, new((int)expected.Keys.First() - 1), new((int)expected.Keys.Last() + 2),
            channel => channel.Name == recorded.Channel ? samples : [], rows);

        Assert.True(expected.Count > 90, "A recording covers a day or more.");
        Assert.Equal(
            expected.SelectMany(quarter => new[] { (quarter.Key, Quality.Measured, quarter.Value.Measured, quarter.Value.MeasuredCover), (quarter.Key, Quality.Estimated, quarter.Value.Estimated, quarter.Value.EstimatedCover) })
                .Where(row => row.Item4 > 0),
            rows.Select(row => ((long)row.Window.Index, row.Quality, (BigInteger)row.Steps, row.CoveredMicroseconds)));
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Folding;

/// <summary>
/// A page's rows added up by measure, day and area. Rows that come and go are added and taken out, which for whole numbers is the same as adding
/// all of them up again, and a hundred times cheaper; another register, which may move windows to another area, begins anew.
/// </summary>
sealed class DaySums
{
    readonly Dictionary<(string Measure, BangkokDay Day, string Area), (DaySum Sum, int Rows)> _sums = [];

    public DaySums(TwinRegister? register, IEnumerable<LedgerRow> rows)
    {
        Register = register;
        foreach (var row in rows) Add(row);
    }

    public TwinRegister? Register { get; }

    public void Add(in LedgerRow row) => Change(row, 1);

    public void Remove(in LedgerRow row) => Change(row, -1);

    public ImmutableArray<DaySum> From(BangkokDay from) => [.. _sums.Values.Where(one => one.Sum.Day >= from).Select(one => one.Sum)];

    void Change(in LedgerRow row, int sign)
    {
        if (Register is null) return;
        var key = (row.Measure, row.Window.Day, Register.At(row.Window.Start).Area);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out var exists);
        if (!exists) known.Sum = new(row.Measure, key.Day, key.Area, 0, 0, 0, 0);
        var sum = known.Sum;
        known = checked((row.Quality == Quality.Measured
            ? sum with { MeasuredSteps = sum.MeasuredSteps + sign * row.Steps, MeasuredMicroseconds = sum.MeasuredMicroseconds + sign * row.CoveredMicroseconds }
            : sum with { EstimatedSteps = sum.EstimatedSteps + sign * row.Steps, EstimatedMicroseconds = sum.EstimatedMicroseconds + sign * row.CoveredMicroseconds }, known.Rows + sign));
        if (known.Rows == 0) _sums.Remove(key);
    }
}

using System.Runtime.InteropServices;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>Adds amounts up by window, dimensions and quality, and gives them as rows. Amounts outside the windows asked for are left out.</summary>
public sealed class AmountSheet(TwinId twin, Measure measure, Window from, Window to)
{
    readonly Dictionary<(Window Window, string Dimensions, Quality Quality), (Int128 Steps, long Covered, long Offset)> _sums = [];

    /// <summary>What happened at one moment; it covers no time.</summary>
    public void Add(Instant at, string dimensions, Quality quality, Int128 steps, long offset) => Add(Window.Of(at), dimensions, quality, steps, 0, offset);

    /// <summary>An amount spread evenly over [start, end), split over windows as differences of rounded cumulatives, so that the parts add up to the whole.</summary>
    public void AddEvenly(Instant start, Instant end, string dimensions, Quality quality, long steps, long offset) =>
        AddPart(Pair.Even(start, end, steps, quality, offset), start, end, dimensions);

    /// <summary>Of an amount spread evenly over [start, end) the part in [partStart, partEnd).</summary>
    /// <param name="times">Each whole step counts so often, such as once per person carried.</param>
    public void AddPart(Instant start, Instant end, Instant partStart, Instant partEnd, string dimensions, Quality quality, long steps, long offset, int times = 1) =>
        AddPart(Pair.Even(start, end, steps, quality, offset), partStart, partEnd, dimensions, times);

    public void AddRows(ICollection<LedgerRow> rows)
    {
        List<LedgerRow> made = new(_sums.Count);
        foreach (var (key, sum) in _sums)
            if (sum.Steps != 0 || sum.Covered != 0)
                made.Add(new(twin, measure.Name, key.Dimensions, key.Window, key.Quality, checked((long)sum.Steps), sum.Covered, sum.Offset));
        made.Sort(LedgerRow.InOrder);
        foreach (var row in made) rows.Add(row);
    }

    void AddPart(in Pair pair, Instant start, Instant end, string dimensions, int times = 1)
    {
        for (var at = Math.Max(start.Microseconds, from.Start.Microseconds); at < Math.Min(end.Microseconds, to.Start.Microseconds);)
        {
            var window = Window.Of(new(at));
            var until = Math.Min(end.Microseconds, window.End.Microseconds);
            Add(window, dimensions, pair.Quality, pair.Part(at, until) * times, until - at, pair.Offset);
            at = until;
        }
    }

    void Add(Window window, string dimensions, Quality quality, Int128 steps, long covered, long offset)
    {
        if (window < from || window >= to) return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (window, dimensions, quality), out var exists);
        sum = (sum.Steps + steps, sum.Covered + covered, exists ? Math.Max(sum.Offset, offset) : offset);
    }
}

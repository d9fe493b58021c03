using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>One window's sum while it is made. Lines add up in fine units and are rounded once, half to even, per window and quality.</summary>
struct Tally
{
    Part _measured, _estimated;

    public void Add(in Pair pair, long from, long to)
    {
        if (pair.Quality == Quality.Measured) _measured.Add(pair, from, to);
        else _estimated.Add(pair, from, to);
    }

    public readonly void AddRows(TwinId twin, Measure measure, Window window, ICollection<LedgerRow> rows)
    {
        _measured.AddRow(twin, measure, window, Quality.Measured, rows);
        _estimated.AddRow(twin, measure, window, Quality.Estimated, rows);
    }

    struct Part
    {
        Int128 _steps, _fine;
        long _covered, _offset;

        public void Add(in Pair pair, long from, long to)
        {
            if (pair.IsLine) _fine += pair.Part(from, to);
            else _steps += pair.Part(from, to);
            _offset = _covered == 0 ? pair.Offset : Math.Max(_offset, pair.Offset);
            _covered += to - from;
        }

        public readonly void AddRow(TwinId twin, Measure measure, Window window, Quality quality, ICollection<LedgerRow> rows)
        {
            if (_covered == 0) return;
            var steps = _steps + Rounding.Divide(_fine, Pair.FinePerStepHour);
            rows.Add(new(twin, measure.Name, "", window, quality, checked((long)steps), _covered, _offset));
        }
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Folding;

/// <summary>
/// One twin's open page of the ledger: the rows of the live days and of what was computed lately, and which of them are not known to be saved.
/// </summary>
sealed class LedgerPage
{
    readonly Dictionary<(string Measure, Window Window), List<LedgerRow>> _rows = [];
    readonly Dictionary<RowKey, (LedgerRow Row, long Applied)> _unsaved = [];
    DaySums _days = new(null, []);

    /// <summary>Takes in what is stored, where nothing newer is owed.</summary>
    public void Load(IEnumerable<LedgerRow> stored)
    {
        foreach (var row in stored)
            if (!_unsaved.ContainsKey(RowKey.Of(row))) Place(row);
    }

    /// <summary>Replaces the windows [from, to) of a measure by what was computed for them. All that is stored of them must have been loaded,
    /// unless the measure has no dimensions: then a row that is no more can be deleted unseen.</summary>
    /// <param name="known">The page holds all that is stored of these windows.</param>
    public void Replace(TwinId twin, Measure measure, Window from, Window to, IReadOnlyList<LedgerRow> computed, bool known, long applied)
    {
        for (var window = from; window < to; window = window.Next)
        {
            if (_rows.Remove((measure.Name, window), out var before))
                foreach (var row in before)
                {
                    _days.Remove(row);
                    if (!Has(computed, row)) Owe(row with { Steps = 0, CoveredMicroseconds = 0, Offset = 0 }, applied);
                }
            if (known || measure.Dimensions.Count > 0) continue;
            Owe(new(twin, measure.Name, "", window, Quality.Measured, 0, 0, 0), applied);
            Owe(new(twin, measure.Name, "", window, Quality.Estimated, 0, 0, 0), applied);
        }
        // Forgotten rows may still be owed.
        if (!known && measure.Dimensions.Count > 0)
            foreach (var (row, _) in _unsaved.Values.Where(owed => owed.Row.Measure == measure.Name && owed.Row.Window >= from && owed.Row.Window < to).ToArray())
                Owe(row with { Steps = 0, CoveredMicroseconds = 0, Offset = 0 }, applied);
        foreach (var row in computed)
        {
            Place(row);
            Owe(row, applied);
        }
    }

    /// <summary>Rows not known to be saved, after forgetting those that are.</summary>
    public ImmutableArray<LedgerRow> Unsaved(long savedOffset)
    {
        foreach (var (key, owed) in _unsaved)
            if (owed.Applied <= savedOffset) _unsaved.Remove(key);
        return [.. _unsaved.Values.Select(owed => owed.Row)];
    }

    /// <summary>Forgets rows before the window; they stay owed until they are saved.</summary>
    public void Forget(Window before)
    {
        foreach (var key in _rows.Keys)
            if (key.Window < before && _rows.Remove(key, out var gone))
                foreach (var row in gone) _days.Remove(row);
    }

    /// <summary>The row pair of one window of a measure without dimensions; null where nothing is known.</summary>
    public (LedgerRow? Measured, LedgerRow? Estimated) Of(Measure measure, Window window)
    {
        (LedgerRow? Measured, LedgerRow? Estimated) pair = default;
        foreach (var row in _rows.GetValueOrDefault((measure.Name, window)) ?? [])
            if (row.Quality == Quality.Measured) pair.Measured = row;
            else pair.Estimated = row;
        return pair;
    }

    /// <summary>All rows of a measure from a window on.</summary>
    public IEnumerable<LedgerRow> From(Measure measure, Window from) =>
        _rows.Where(rows => rows.Key.Measure == measure.Name && rows.Key.Window >= from).SelectMany(rows => rows.Value);

    /// <summary>Sums by measure, Bangkok day and area, from a day on, over all dimensions.</summary>
    public ImmutableArray<DaySum> Days(TwinRegister register, BangkokDay from)
    {
        if (!ReferenceEquals(register, _days.Register)) _days = new(register, _rows.Values.SelectMany(rows => rows));
        return _days.From(from);
    }

    void Owe(in LedgerRow row, long applied) => _unsaved[RowKey.Of(row)] = (row, applied);

    void Place(in LedgerRow row)
    {
        ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, (row.Measure, row.Window), out _);
        rows ??= [];
        var (dimensions, quality) = (row.Dimensions, row.Quality);
        var known = rows.FindIndex(other => other.Quality == quality && other.Dimensions == dimensions);
        if (known < 0) rows.Add(row);
        else
        {
            _days.Remove(rows[known]);
            rows[known] = row;
        }
        _days.Add(row);
    }

    static bool Has(IReadOnlyList<LedgerRow> computed, in LedgerRow row)
    {
        for (var i = 0; i < computed.Count; i++)
            if (computed[i].Window == row.Window && computed[i].Quality == row.Quality && computed[i].Dimensions == row.Dimensions) return true;
        return false;
    }

    readonly record struct RowKey(string Measure, Window Window, string Dimensions, Quality Quality)
    {
        public static RowKey Of(in LedgerRow row) => new(row.Measure, row.Window, row.Dimensions, row.Quality);
    }
}

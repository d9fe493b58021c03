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
    readonly Dictionary<(string Measure, Window Window), Rows> _rows = [];
    readonly Dictionary<(string Measure, Window Window, Quality Quality), (LedgerRow Row, long Applied)> _unsaved = [];

    /// <summary>Takes in what is stored.</summary>
    public void Load(IEnumerable<LedgerRow> stored)
    {
        foreach (var row in stored) Place(row);
    }

    /// <summary>Replaces the windows [from, to) of a measure by what was computed for them.</summary>
    /// <param name="known">The page holds all that is stored of these windows; otherwise a row that is no more must be deleted unseen.</param>
    public void Replace(TwinId twin, Measure measure, Window from, Window to, IReadOnlyList<LedgerRow> computed, bool known, long applied)
    {
        for (var window = from; window < to; window = window.Next)
            if (_rows.Remove((measure.Name, window), out var before) || !known)
            {
                if (!known || before.Measured is not null) Owe(Empty(twin, measure, window, Quality.Measured), applied);
                if (!known || before.Estimated is not null) Owe(Empty(twin, measure, window, Quality.Estimated), applied);
            }
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
            if (key.Window < before) _rows.Remove(key);
    }

    /// <summary>The row pair of one window; null where nothing is known.</summary>
    public (LedgerRow? Measured, LedgerRow? Estimated) Of(Measure measure, Window window) =>
        _rows.TryGetValue((measure.Name, window), out var rows) ? (rows.Measured, rows.Estimated) : default;

    /// <summary>Sums by measure, Bangkok day and area, from a day on.</summary>
    public ImmutableArray<DaySum> Days(TwinRegister register, BangkokDay from)
    {
        var first = Window.Of(from.Start);
        Dictionary<(string, BangkokDay, string), DaySum> sums = [];
        foreach (var ((measure, window), rows) in _rows)
        {
            if (window < first) continue;
            var key = (measure, window.Day, register.At(window.Start).Area);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out var exists);
            if (!exists) sum = new(measure, key.Day, key.Area, 0, 0, 0, 0);
            sum = checked(sum with
            {
                MeasuredSteps = sum.MeasuredSteps + (rows.Measured?.Steps ?? 0),
                EstimatedSteps = sum.EstimatedSteps + (rows.Estimated?.Steps ?? 0),
                MeasuredMicroseconds = sum.MeasuredMicroseconds + (rows.Measured?.CoveredMicroseconds ?? 0),
                EstimatedMicroseconds = sum.EstimatedMicroseconds + (rows.Estimated?.CoveredMicroseconds ?? 0),
            });
        }
        return [.. sums.Values];
    }

    static LedgerRow Empty(TwinId twin, Measure measure, Window window, Quality quality) => new(twin, measure.Name, "", window, quality, 0, 0, 0);

    void Owe(in LedgerRow row, long applied) => _unsaved[(row.Measure, row.Window, row.Quality)] = (row, applied);

    void Place(in LedgerRow row)
    {
        ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, (row.Measure, row.Window), out _);
        if (row.Quality == Quality.Measured) rows.Measured = row;
        else rows.Estimated = row;
    }

    struct Rows
    {
        public LedgerRow? Measured, Estimated;
    }
}

using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>
/// A measure's rows in the window that fills up, as far as the newest sample of the channel it adds up along. Five fixes a second are 4,500 pairs a
/// quarter hour: with each new one all of them would be added up again, and whole numbers add up to the same either way.
/// </summary>
/// <param name="Window">The one that the moment lies in.</param>
/// <param name="Until">Of the newest sample: every pair that ends by then is in the rows.</param>
/// <param name="Rows">Of that window, as they were computed last.</param>
public sealed record FillingWindow(Window Window, Instant Until, IReadOnlyList<LedgerRow> Rows)
{
    /// <summary>What the rows of windows up to the newest sample's leave to go on from; null where they do not reach it.</summary>
    /// <param name="rows">All rows of the windows [from, to).</param>
    public static FillingWindow? Of(Window from, Window to, Instant? newest, List<LedgerRow> rows) =>
        newest is { } until && Window.Of(until) is var window && window >= from && window < to ? new(window, until, rows.TrueForAll(row => row.Window == window) ? rows : rows.FindAll(row => row.Window == window)) : null;

    /// <summary>Only what lies at or after its moment has changed of the windows from that one on.</summary>
    public bool Goes(Window from, Instant since) => from == Window && since >= Until;

    /// <summary>The samples whose pairs are not in the rows: from that of its moment on. Null where that no longer stands.</summary>
    public int? First(ReadOnlySpan<Sample> samples)
    {
        var at = samples.Length;
        while (at > 0 && samples[at - 1].At >= Until) at--;
        return at < samples.Length && samples[at].At == Until ? at : null;
    }

    /// <summary>Its rows with what came after, which may reach into later windows; in the order of <see cref="AmountSheet.AddRows"/>.</summary>
    /// <exception cref="OverflowException">An amount exceeds 64 bits.</exception>
    public List<LedgerRow> With(List<LedgerRow> after)
    {
        if (Rows.Count == 0) return after;
        List<LedgerRow> rows = [.. Rows];
        foreach (var row in after)
        {
            var known = rows.FindIndex(one => one.Window == row.Window && one.Quality == row.Quality && one.Dimensions == row.Dimensions);
            if (known < 0) rows.Add(row);
            else rows[known] = Sum(rows[known], row);
        }
        rows.Sort(LedgerRow.InOrder);
        return rows;
    }

    static LedgerRow Sum(in LedgerRow one, in LedgerRow other) => checked(one with
    {
        Steps = one.Steps + other.Steps,
        CoveredMicroseconds = one.CoveredMicroseconds + other.CoveredMicroseconds,
        Offset = Math.Max(one.Offset, other.Offset),
    });
}

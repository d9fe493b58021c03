using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Cli.Verify;

/// <summary>Compares a twin's stored ledger with the refold, window by window.</summary>
/// <remarks>
/// A row is saved as the twin knows it, which may be a little ahead of the watermark when the process dies between two saves. Such a window is
/// equal if it is what the journal gives at the row's own offset, or at the journal's end; the next start computes it again.
/// </remarks>
sealed class LedgerCheck(ILedger ledger, Findings findings)
{
    static readonly Window First = new(0), End = Window.Of(Instant.Parse("2200-01-01T00:00:00Z"));

    public async Task Run(RefoldedTwin twin, long watermark, CancellationToken stop)
    {
        var expected = twin.Ledger(watermark);
        var stored = (await ledger.OfTwin(twin.Id, First, End, stop)).GroupBy(row => (row.Measure, row.Window)).ToDictionary(group => group.Key, group => group.ToList());
        findings.LedgerRows += expected.Values.Sum(rows => rows.Count);
        foreach (var key in stored.Keys.Union(expected.Keys).OrderBy(key => key.Measure, StringComparer.Ordinal).ThenBy(key => key.Window))
        {
            var (had, has) = (stored.GetValueOrDefault(key) ?? [], expected.GetValueOrDefault(key) ?? []);
            if (Same(had, has)) continue;
            if (Measures.Named(key.Measure) is { } measure && IsAhead(twin, measure, key.Window, had, watermark)) findings.WindowsAhead++;
            else findings.Differ($"ledger of {twin.Id}, {key.Measure}, {key.Window}: stored {Say(had)}, refolded {Say(has)}.");
        }
    }

    static bool IsAhead(RefoldedTwin twin, Measure measure, Window window, List<LedgerRow> stored, long watermark) =>
        new[] { stored.Count == 0 ? long.MaxValue : stored.Max(row => row.Offset) + 1, long.MaxValue }
            .Any(before => before > watermark && Same(stored, twin.Ledger(measure, window, before)));

    static bool Same(List<LedgerRow> one, List<LedgerRow> other) => one.Count == other.Count && one.ToHashSet().SetEquals(other);

    static string Say(List<LedgerRow> rows) => rows.Count == 0 ? "nothing" : string.Join(" and ", rows.OrderBy(row => row.Quality)
        .Select(row => $"{row.Steps} {row.Quality.ToString().ToLowerInvariant()} steps over {row.CoveredMicroseconds / 1e6:0.######} s by offset {row.Offset}{(row.Dimensions.Length == 0 ? "" : $" ({row.Dimensions})")}"));
}

namespace YPort.Twin.Cli.Verify;

/// <summary>What a reread of a store found: how much agrees, and each difference in words.</summary>
sealed class Findings
{
    /// <summary>A store that lost its middle differs everywhere; the first differences tell why.</summary>
    const int MostKept = 100;

    readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences => _differences;
    public long DifferenceCount { get; private set; }
    public long Segments { get; set; }
    public long Entries { get; set; }
    public long Twins { get; set; }
    public long Samples { get; set; }
    public long Events { get; set; }
    public long LedgerRows { get; set; }

    /// <summary>Ledger windows that hold what lies between watermark and head: they were saved early, before a crash, and will be computed again.</summary>
    public long WindowsAhead { get; set; }
    public long Quarantined { get; set; }
    public long Feeds { get; set; }

    public bool IsEqual => DifferenceCount == 0;

    public void Differ(string what)
    {
        DifferenceCount++;
        if (_differences.Count < MostKept) _differences.Add(what);
    }
}

namespace YPort.Twin.Cli.Replay;

/// <summary>What became of every cell of a recording. It must add up: nothing is dropped in silence.</summary>
/// <param name="Lines">Lines read, header and blank ones aside.</param>
/// <param name="Cells">Mapped cells on them.</param>
/// <param name="Empty">Cells with nothing in them: no reading was made.</param>
/// <param name="Unreadable">Cells of lines whose time or shape cannot be read; not sent.</param>
/// <param name="Sent">Cells sent and answered for.</param>
/// <param name="Refusals">The first few, of cells unreadable here and readings quarantined there.</param>
sealed record ReplayBalance(
    long Lines, long Cells, long Empty, long Unreadable, long Sent, long Accepted, long Duplicate, long Quarantined, IReadOnlyList<Refused> Refusals)
{
    public const int MostRefusals = 10;

    public static ReplayBalance Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, []);

    public bool AddsUp => Cells == Empty + Unreadable + Sent && Sent == Accepted + Duplicate + Quarantined;

    public int ExitCode => !AddsUp ? ExitCodes.Failed : Unreadable + Quarantined > 0 ? ExitCodes.SomeRefused : ExitCodes.Well;

    /// <summary>What the file alone decides, over all times it is sent.</summary>
    public static ReplayBalance Count(Recording recording, int times)
    {
        long lines = 0, cells = 0, empty = 0, unreadable = 0;
        List<Refused> refusals = [];
        foreach (var line in recording.Lines())
        {
            lines++;
            cells += line.Readings.Count + line.Empty + line.UnreadableCells;
            empty += line.Empty;
            unreadable += line.UnreadableCells;
            if (line.Problem is { } problem && refusals.Count < MostRefusals) refusals.Add(problem);
        }
        return Nothing with { Lines = lines * times, Cells = cells * times, Empty = empty * times, Unreadable = unreadable * times, Refusals = refusals };
    }

    /// <summary>How many readings there are to send.</summary>
    public long ToSend => Cells - Empty - Unreadable;

    public ReplayBalance With(ReplayProgress progress) => this with
    {
        Sent = progress.Acknowledged,
        Accepted = progress.Accepted,
        Duplicate = progress.Duplicate,
        Quarantined = progress.Quarantined,
        Refusals = [.. Refusals.Concat(progress.Refusals).Take(MostRefusals)],
    };
}

namespace YPort.Twin.Cli.Replay;

/// <summary>What became of every cell of a recording. It must add up: nothing is dropped in silence.</summary>
/// <param name="Lines">Lines read, header and blank ones aside.</param>
/// <param name="Cells">Mapped cells on them; what a position or an event is made of counts as one.</param>
/// <param name="Empty">Cells with nothing in them: no reading was made.</param>
/// <param name="Held">Cells that repeat the line before, where the mapping takes changes alone; not sent.</param>
/// <param name="Unreadable">Cells of lines whose time, shape or twin cannot be read; not sent.</param>
/// <param name="Sent">Cells sent and answered for.</param>
/// <param name="Refusals">The first few, of cells unreadable here and items quarantined there.</param>
sealed record ReplayBalance(
    long Lines, long Cells, long Empty, long Held, long Unreadable, long Sent, long Accepted, long Duplicate, long Quarantined, IReadOnlyList<Refused> Refusals)
{
    public const int MostRefusals = 10;

    public static ReplayBalance Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, []);

    public bool AddsUp => Cells == Empty + Held + Unreadable + Sent && Sent == Accepted + Duplicate + Quarantined;

    public int ExitCode => !AddsUp ? ExitCodes.Failed : Unreadable + Quarantined > 0 ? ExitCodes.SomeRefused : ExitCodes.Well;

    /// <summary>What the file alone decides, over all times it is sent.</summary>
    public static ReplayBalance Count(Recording recording, int times)
    {
        long lines = 0, cells = 0, empty = 0, held = 0, unreadable = 0;
        List<Refused> refusals = [];
        foreach (var line in recording.Lines())
        {
            lines++;
            cells += line.Items.Count + line.Empty + line.Held + line.UnreadableCells;
            empty += line.Empty;
            held += line.Held;
            unreadable += line.UnreadableCells;
            if (line.Problem is { } problem && refusals.Count < MostRefusals) refusals.Add(problem);
        }
        return Nothing with { Lines = lines * times, Cells = cells * times, Empty = empty * times, Held = held * times, Unreadable = unreadable * times, Refusals = refusals };
    }

    /// <summary>How many readings and events there are to send.</summary>
    public long ToSend => Cells - Empty - Held - Unreadable;

    public ReplayBalance With(ReplayProgress progress) => this with
    {
        Sent = progress.Acknowledged,
        Accepted = progress.Accepted,
        Duplicate = progress.Duplicate,
        Quarantined = progress.Quarantined,
        Refusals = [.. Refusals.Concat(progress.Refusals).Take(MostRefusals)],
    };
}

using System.Globalization;
using Spectre.Console;

namespace YPort.Twin.Cli.Replay;

/// <summary>What the person at the keyboard, or the log, gets to see of a replay.</summary>
interface IReplayReport
{
    void Says(string line);

    /// <summary>Does the work, showing how far it is.</summary>
    /// <param name="work">Calls its argument with the number of readings and events done.</param>
    Task Watch(long total, long done, Func<Action<long>, Task> work);
}

/// <summary>A bar on a terminal; elsewhere a plain line now and then, so that logs stay readable.</summary>
sealed class ReplayReport(IAnsiConsole console, TimeProvider clock) : IReplayReport
{
    static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    // Not through the console, which would wrap a log's lines at 80 columns.
    public void Says(string line)
    {
        if (console.Profile.Out.IsTerminal) console.WriteLine(line);
        else console.Profile.Out.Writer.WriteLine(line);
    }

    public Task Watch(long total, long done, Func<Action<long>, Task> work) =>
        console.Profile.Out.IsTerminal ? Bar(total, done, work) : Lines(total, done, work);

    public void Show(ReplayBalance balance)
    {
        var rows = new (string Name, long Count, string Says)[]
        {
            ("lines", balance.Lines, ""),
            ("cells", balance.Cells, "= empty + held + unreadable + sent"),
            ("empty", balance.Empty, "no reading was made"),
            ("held", balance.Held, "repeat the line before, where only changes count"),
            ("unreadable", balance.Unreadable, "time, shape or twin of the line"),
            ("sent", balance.Sent, "= accepted + duplicate + quarantined"),
            ("accepted", balance.Accepted, ""),
            ("duplicate", balance.Duplicate, "known already, no effect"),
            ("quarantined", balance.Quarantined, "refused, kept with reason and cure"),
        };
        foreach (var (name, count, says) in rows)
            Says(string.Create(CultureInfo.InvariantCulture, $"{name,-12}{count,14:N0}  {says}").TrimEnd());
        Says(balance.AddsUp ? "The balance adds up." : "The balance does NOT add up: run the same command again; if it stays so, report it with these counts.");
        foreach (var refused in balance.Refusals) Says($"line {refused.Line}: {refused.Reason} {refused.Cure}");
        if (balance.Unreadable + balance.Quarantined > balance.Refusals.Count)
            Says("More were refused; GET /v1/quarantine lists what the twin set aside.");
    }

    Task Bar(long total, long done, Func<Action<long>, Task> work) =>
        console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("items", maxValue: Math.Max(1, total));
                task.Value = done;
                await work(now => task.Value = now);
                task.Value = task.MaxValue;
            });

    async Task Lines(long total, long done, Func<Action<long>, Task> work)
    {
        var (started, last) = (clock.GetTimestamp(), clock.GetTimestamp());
        await work(now =>
        {
            if (clock.GetElapsedTime(last) < BetweenLines && now < total) return;
            last = clock.GetTimestamp();
            var seconds = Math.Max(0.001, clock.GetElapsedTime(started).TotalSeconds);
            Says(string.Create(CultureInfo.InvariantCulture, $"{now:N0} of {total:N0} items, {(now - done) / seconds:N0}/s"));
        });
    }
}

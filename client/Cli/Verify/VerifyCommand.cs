using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Spectre.Console;
using YPort.Twin.Model.Readings;
using YPort.Twin.Storage;

namespace YPort.Twin.Cli.Verify;

/// <summary><c>twin verify</c>: opens a store offline and says whether it is what its journal gives.</summary>
static class VerifyCommand
{
    static readonly Option<string?> Data = new("--data") { HelpName = "FOLDER", Description = "The folder of a stopped twin (Twin:Data)." };
    static readonly Option<string?> Postgres = new("--postgres") { HelpName = "CONNECTION", Description = "The connection string of a stopped twin on PostgreSQL (Twin:Postgres)." };

    public static Command Make()
    {
        var command = new Command("verify", "Rereads a store offline, checks its chains, refolds everything from the journal and compares.") { Data, Postgres };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Data) is null == result.GetValue(Postgres) is null) result.AddError("Give either --data FOLDER or --postgres CONNECTION.");
        });
        command.SetAction((given, stop) => Run(given, AnsiConsole.Console, stop));
        return command;
    }

    static async Task<int> Run(ParseResult given, IAnsiConsole console, CancellationToken stop)
    {
        try
        {
            await using var store = given.GetValue(Data) is { } folder ? OfflineStore.OpenFolder(folder) : await OfflineStore.OpenPostgres(given.GetValue(Postgres)!, stop);
            var findings = await Watched(console, done => StoreCheck.Run(store, done, stop));
            foreach (var line in Said(findings)) await Console.Out.WriteLineAsync(line);
            return findings.IsEqual ? ExitCodes.Well : ExitCodes.Failed;
        }
        catch (Exception known) when (known is IOException or DbException or InvalidOperationException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"The store cannot be read: {known.Message}");
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before all was compared; nothing is known of the rest.");
        }
        return ExitCodes.Failed;
    }

    public static IEnumerable<string> Said(Findings findings)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"journal      {findings.Entries:N0} entries in {findings.Segments:N0} segments of {Sharding.Count} shards");
        yield return string.Create(CultureInfo.InvariantCulture, $"refolded     {findings.Twins:N0} twins, {findings.Samples:N0} readings, {findings.Events:N0} events, {findings.LedgerRows:N0} ledger rows, {findings.Feeds:N0} balances, {findings.Quarantined:N0} quarantined items");
        if (findings.WindowsAhead > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"ahead        {findings.WindowsAhead:N0} ledger windows were saved beyond the watermark and agree with the journal there; the next start computes them again");
        foreach (var difference in findings.Differences) yield return difference;
        if (findings.DifferenceCount > findings.Differences.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"... and {findings.DifferenceCount - findings.Differences.Count:N0} more.");
        yield return findings.IsEqual ? "Equal: the store is what its journal gives."
            : string.Create(CultureInfo.InvariantCulture, $"{findings.DifferenceCount:N0} differences. If only projections differ, stop the twin, move projections.db (or its tables) aside and start again: they are made anew. A broken journal must come back from a copy.");
    }

    static Task<Findings> Watched(IAnsiConsole console, Func<Action<int>, Task<Findings>> work) => !console.Profile.Out.IsTerminal ? work(_ => { })
        : console.Progress().StartAsync(context =>
        {
            var task = context.AddTask("shards", maxValue: Sharding.Count);
            return work(done => task.Value = done);
        });
}

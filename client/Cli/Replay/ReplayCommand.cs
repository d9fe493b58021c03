using System.CommandLine;
using Spectre.Console;
using YPort.Twin.Cli.Maps;

namespace YPort.Twin.Cli.Replay;

/// <summary><c>twin replay</c>: its options and how they become a run.</summary>
static class ReplayCommand
{
    static readonly Argument<string> Recording = new("FILE") { Description = "The recording, a CSV file with a header line." };
    static readonly Option<string> Map = new("--map") { Required = true, HelpName = "M", Description = "A mapping file, or the name of one that comes with this program." };
    static readonly Option<Uri> Url = new("--url")
    {
        HelpName = "URL",
        DefaultValueFactory = _ => new(ReplayOptions.LocalTwin),
        CustomParser = result =>
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        result.AddError($"\"{result.Tokens[0].Value}\" is not the address of a twin. Write such as {ReplayOptions.LocalTwin}.");
        return null;
    },
        Description = "Where the twin listens."
    };
    static readonly Option<string?> Feed = new("--feed") { HelpName = "NAME", Description = "The stream's name at the twin. [default: the mapping's name]" };
    static readonly Option<double?> Rate = new("--rate") { HelpName = "N", Description = "Readings or events a second. [default: as fast as they are answered]" };
    static readonly Option<int> Batch = new("--batch") { HelpName = "N", DefaultValueFactory = _ => 1000, Description = "Readings or events in one request." };
    static readonly Option<bool> Register = new("--register") { Description = "Put the mapping's twins into the register first. [default]" };
    static readonly Option<bool> NoRegister = new("--no-register") { Description = "Leave the register as it is." };
    static readonly Option<int> Times = new("--times") { HelpName = "N", DefaultValueFactory = _ => 1, Description = "How often the whole recording is sent." };
    static readonly Option<int?> Shuffle = new("--shuffle") { HelpName = "SEED", Description = "Send in a random order, the same for the same seed." };
    static readonly Option<bool> Restart = new("--restart") { Description = "Begin again instead of going on where an earlier run stopped; repeats are harmless." };
    static readonly Option<string?> Progress = new("--progress") { HelpName = "PATH", Description = "Where the last acknowledged line is kept. [default: .twin/replay/<digest>.json]" };

    /// <summary>A twin that listens beyond its machine asks for a key; not an option, for every process list would show it.</summary>
    const string KeyVariable = "TWIN_KEY";

    public static Command Make()
    {
        Within(Batch, 1, 10_000);
        Within(Times, 1, 1000);
        Rate.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double?>() is not (> 0 and <= 10_000_000)) result.AddError("--rate must be over 0, up to 10,000,000 items a second.");
        });
        var command = new Command("replay", "Sends a recording to a twin, and accounts for every cell of it.")
            { Recording, Map, Url, Feed, Rate, Batch, Register, NoRegister, Times, Shuffle, Restart, Progress };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Register) && result.GetValue(NoRegister)) result.AddError("--register and --no-register contradict each other. Keep one.");
        });
        command.SetAction((given, stop) => Run(given, AnsiConsole.Console, TimeProvider.System, stop));
        return command;
    }

    static async Task<int> Run(ParseResult given, IAnsiConsole console, TimeProvider clock, CancellationToken stop)
    {
        var options = new ReplayOptions(given.GetRequiredValue(Recording), given.GetRequiredValue(Map), given.GetValue(Feed), given.GetValue(Rate), given.GetValue(Batch),
            !given.GetValue(NoRegister), given.GetValue(Times), given.GetValue(Shuffle), given.GetValue(Restart), given.GetValue(Progress));
        var report = new ReplayReport(console, clock);
        using var http = new HttpClient { BaseAddress = Folder(given.GetRequiredValue(Url)), Timeout = TimeSpan.FromMinutes(2) };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key) http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        try
        {
            var balance = await new ReplayRun(options, http, report, clock).Run(stop);
            report.Show(balance);
            return balance.ExitCode;
        }
        catch (Exception known) when (known is MappingException or ReplayException)
        {
            await Console.Error.WriteLineAsync(known.Message);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(stop.IsCancellationRequested
                ? "Stopped. The same command goes on where it stopped."
                : "The twin took longer than two minutes to answer. Run the same command again: it goes on where it stopped.");
        }
        return ExitCodes.Failed;
    }

    // Paths are resolved against it: without the slash "https://city.example/twin" would lose its last part.
    static Uri Folder(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new(url.AbsoluteUri + "/");

    static void Within(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most)) result.AddError($"{option.Name} {value} is not between {least} and {most}.");
    });
}

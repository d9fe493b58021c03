using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YPort.Twin.Tests.Recordings.Support;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Recordings.Commands;

/// <summary>What the README tells a newcomer to type, typed: every block of commands of all three people, one after the other.</summary>
public sealed partial class The_readme : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact, Trait("needs", "mosquitto")]
    public async Task Gives_commands_that_do_what_it_says()
    {
        if (!Mosquitto.IsInstalled) Assert.Skip("mosquitto_pub is not installed: apt-get install mosquitto-clients.");
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Tree.Path("README.md"), TestContext.Current.CancellationToken)).Select(block => block.Groups[1].Value).ToArray();
        Assert.Equal(7, blocks.Length);
        var (live, offline) = (blocks.Where(block => !block.Contains(" verify ", StringComparison.Ordinal)), blocks.Where(block => block.Contains(" verify ", StringComparison.Ordinal)));

        var data = Directory.CreateDirectory(Path.Combine(_folder, ".twin")).FullName;
        var mqtt = FreePort.Next();
        await using var twin = await TwinProcess.Start(data, null, ("Twin:Mqtt:Port", $"{mqtt}"));
        foreach (var block in live) await Type(block, twin.Http.BaseAddress!, mqtt);

        var figures = await Moved(twin.Http);
        Assert.Equal((185.1m, 96.4m, 8.12m), (figures["pv-power-now"], figures["load-power-now"], figures["waste-collected-today"]));
        // The second replay of the same file.
        var again = await Type("rm -rf .twin/replay\n" + blocks.Single(block => block.Contains(" replay ", StringComparison.Ordinal)), twin.Http.BaseAddress!, mqtt);
        Assert.Matches(@"accepted +0\b", again);
        Assert.Matches(@"duplicate +2\b", again);

        Assert.Equal(0, await twin.End());
        Assert.Contains("Equal", await Type(Assert.Single(offline), twin.Http.BaseAddress!, mqtt), StringComparison.Ordinal);
    }

    // Of the present moment; the pair before midnight may count for yesterday, so the day's energy is not asked for.
    static async Task<Dictionary<string, decimal?>> Moved(HttpClient twin)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            using var city = JsonDocument.Parse(await twin.GetStringAsync("/v1/city", TestContext.Current.CancellationToken));
            var figures = city.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("id").GetString()!["city/".Length..],
                figure => figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null);
            if (figures["pv-power-now"] is not null && figures["load-power-now"] is not null && figures["waste-collected-today"] is not null || since.Elapsed > TimeSpan.FromSeconds(20)) return figures;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    // As it stands there, but for the ports of this test's own twin and for programs that are built already.
    async Task<string> Type(string commands, Uri twin, int mqtt)
    {
        var typed = commands
            .Replace("localhost:5080", twin.Authority, StringComparison.Ordinal)
            .Replace("curl ", "curl --silent --show-error --fail-with-body ", StringComparison.Ordinal)
            .Replace("mosquitto_pub ", string.Create(CultureInfo.InvariantCulture, $"mosquitto_pub -h 127.0.0.1 -p {mqtt} "), StringComparison.Ordinal)
            .Replace("dotnet run --project client/Cli -- replay", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "twin.dll")}' replay --url {twin}", StringComparison.Ordinal)
            .Replace("dotnet run --project client/Cli -- verify", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "twin.dll")}' verify", StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-eu", "-o", "pipefail"]) { WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complaint) = (shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await shell.StandardInput.WriteAsync(typed);
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, $"{typed}\nended with {shell.ExitCode}: {await complaint}{await said}");
        return await said;
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}

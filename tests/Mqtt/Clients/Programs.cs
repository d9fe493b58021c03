using System.Diagnostics;
using System.Text.Json;

namespace YPort.Twin.Tests.Mqtt.Clients;

/// <summary>Other people's MQTT clients, run as programs.</summary>
static class Programs
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly Lazy<string> Node = new(Install);

    public static void NeedMosquitto() => Assert.SkipUnless(IsThere("mosquitto_pub") && IsThere("mosquitto_sub"), "Without mosquitto-clients this is left out. Install it (Debian: apt-get install mosquitto-clients).");

    public static void NeedNode() => Assert.SkipUnless(IsThere("node") && IsThere("npm"), "Without Node this is left out.");

    public static async Task<(int Code, string Output, string Errors)> Run(string program, IEnumerable<string> arguments, string? input = null)
    {
        using var process = Start(program, arguments);
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} has not ended within {Patience.TotalSeconds} s.");
        }
        return (process.ExitCode, await output, await errors);
    }

    public static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>MQTT.js sends what is asked for.</summary>
    public static async Task<JsonElement> Send(object asked)
    {
        var (code, output, errors) = await Run("node", [Path.Combine(Node.Value, "send.mjs")], JsonSerializer.Serialize(asked));
        Assert.True(code == 0, errors);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    // Beside the test's program, so that the sources stay as they are.
    static string Install()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Clients", "node");
        if (Directory.Exists(Path.Combine(folder, "node_modules", "mqtt"))) return folder;
        using var npm = Start("npm", ["--prefix", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        npm.StandardInput.Close();
        var errors = npm.StandardError.ReadToEnd();
        npm.WaitForExit();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}: {errors}");
    }

    static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

using System.Diagnostics;

namespace YPort.Twin.Tests.Browser;

/// <summary>Runs commands as a reader of the page would who copies them.</summary>
static class Shell
{
    public static async Task Run(string commands)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await shell.StandardInput.WriteLineAsync("set -e\n" + commands.Replace("curl ", "curl --silent --show-error --fail ", StringComparison.Ordinal));
        shell.StandardInput.Close();
        var said = await shell.StandardOutput.ReadToEndAsync() + await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode == 0, said);
    }
}

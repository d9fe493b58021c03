using System.Diagnostics;

namespace YPort.Twin.Tests.Crash;

/// <summary>`twin verify`, as an auditor runs it on a store that nobody serves.</summary>
static class Verification
{
    public static async Task Agrees(string folder, string? postgres)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(own.Parent!.Parent!.FullName, "YPort.Twin.Cli", own.Name, "twin.dll");
        string[] store = postgres is null ? ["--data", folder] : ["--postgres", postgres];
        using var verify = Process.Start(new ProcessStartInfo("dotnet", [program, "verify", .. store]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await verify.StandardOutput.ReadToEndAsync() + await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Assert.True(verify.ExitCode == 0, said);
    }
}

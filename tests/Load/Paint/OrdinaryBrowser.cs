using YPort.Twin.Tests.Browser;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Load.Paint;

/// <summary>Chromium as it is for anybody but root: root's sets its own priority above all others', and where it draws by software it takes the processors from the twin beside it.</summary>
sealed class OrdinaryBrowser : IDisposable
{
    const string SetPriv = "/usr/bin/setpriv";

    readonly TemporaryFolder _folder = new();

    /// <summary>What to start; null for the browser itself.</summary>
    public string? Path { get; }

    public OrdinaryBrowser()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName != "root" || !File.Exists(SetPriv)) return;
        Path = System.IO.Path.Combine(_folder.Path, "chromium");
        File.WriteAllText(Path, $"#!/bin/sh\nexec {SetPriv} --bounding-set -sys_nice --inh-caps -sys_nice '{ChromiumProgram.Path}' \"$@\"\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Dispose();
}

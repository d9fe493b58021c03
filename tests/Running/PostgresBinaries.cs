using System.Diagnostics;
using System.Globalization;

namespace YPort.Twin.Tests.Running;

/// <summary>PostgreSQL as installed on this machine; it refuses to run as root, so then it runs as somebody else.</summary>
sealed class PostgresBinaries
{
    const string Debian = "/usr/lib/postgresql";

    readonly string _folder;
    readonly string? _user;

    PostgresBinaries(string folder, string? user) => (_folder, _user) = (folder, user);

    /// <summary>Null where it is not installed, or where root has nobody to run it as.</summary>
    public static PostgresBinaries? Find()
    {
        var folders = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var found = folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
        if (found is null) return null;
        if (!Environment.IsPrivilegedProcess) return new(found, null);
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return ((string[])["postgres", "nobody"]).FirstOrDefault(users.Contains) is { } user ? new(found, user) : null;
    }

    /// <summary>Gives a folder to whoever PostgreSQL runs as.</summary>
    public void Own(string folder)
    {
        if (_user is not null) Run("chown", ["-R", _user, folder]);
    }

    public void Run(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output.Result}{errors.Result}");
    }

    public Process Start(string program, IEnumerable<string> arguments)
    {
        var ours = Path.Combine(_folder, program);
        List<string> command = File.Exists(ours) ? [ours, .. arguments] : [program, .. arguments];
        if (_user is not null && File.Exists(ours)) command = ["setpriv", $"--reuid={_user}", $"--regid={_user}", "--clear-groups", .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}

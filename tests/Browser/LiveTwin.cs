using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace YPort.Twin.Tests.Browser;

/// <summary>The real twin as a process, on a port and a folder of its own.</summary>
public sealed class LiveTwin : IAsyncDisposable
{
    readonly string _data = Directory.CreateTempSubdirectory("twin-").FullName;
    readonly bool _rehearsal;
    readonly List<string> _said = [];
    Process? _process;

    LiveTwin(bool rehearsal)
    {
        _rehearsal = rehearsal;
        Address = $"http://127.0.0.1:{FreePort()}";
        Http = new() { BaseAddress = new(Address), Timeout = TimeSpan.FromSeconds(10) };
    }

    public string Address { get; }

    public HttpClient Http { get; }

    /// <summary>Without a twin or a reading.</summary>
    public static Task<LiveTwin> Empty() => Started(new(rehearsal: false));

    /// <summary>The illustrative city, in movement.</summary>
    public static Task<LiveTwin> Rehearsing() => Started(new(rehearsal: true));

    /// <summary>Starts it, or starts it again with the same port and data.</summary>
    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet", [HostProgram, "--urls", Address]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data };
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Twin__Data"] = _data,
            ["Twin__Rehearsal__Enabled"] = _rehearsal ? "true" : "false",
            ["Twin__City"] = _rehearsal ? "cities/bangkok.json" : "none",
        }) start.Environment[key] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Deadline.Holds(Ready, "the twin is ready", 60);
    }

    /// <summary>SIGKILL: nothing is tidied up.</summary>
    public async Task Kill()
    {
        if (_process is not { } process) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    static async Task<LiveTwin> Started(LiveTwin twin)
    {
        try
        {
            await twin.Start();
            return twin;
        }
        catch
        {
            await twin.DisposeAsync();
            throw;
        }
    }

    async Task<(bool Holds, string Seen)> Ready()
    {
        Assert.False(_process!.HasExited, "The twin ended: " + Said());
        try
        {
            using var answer = await Http.GetAsync("/healthz/ready");
            return (answer.IsSuccessStatusCode, $"{answer.StatusCode}; {Said()}");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return (false, $"{fault.Message}; {Said()}");
        }
    }

    void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_said)
        {
            _said.Add(line.Data);
            if (_said.Count > 40) _said.RemoveAt(0);
        }
    }

    string Said()
    {
        lock (_said) return string.Join("\n", _said);
    }

    // Built beside this test in the same configuration, or another build, such as a published one.
    static string HostProgram { get; } = Environment.GetEnvironmentVariable("TWIN_HOST") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "YPort.Twin.Host", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "YPort.Twin.Host.dll"));

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One rehearsing twin for all tests of a class.</summary>
public sealed class RehearsingTwin : IAsyncLifetime
{
    public LiveTwin? Twin { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.IsHere) Twin = await LiveTwin.Rehearsing();
    }

    public async ValueTask DisposeAsync()
    {
        if (Twin is not null) await Twin.DisposeAsync();
    }
}

using System.Diagnostics;
using System.Net;

namespace YPort.Twin.Tests.Running;

/// <summary>The whole twin as a process of its own, as an operator runs it: only so can it be killed, or stopped and woken, for real.</summary>
public sealed class TwinProcess : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90), LongestAnswer = TimeSpan.FromSeconds(10);

    readonly Process _process;
    readonly LogTail _log;

    TwinProcess(Process process, Uri address)
    {
        (_process, _log) = (process, new(process));
        Http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>The last lines it wrote; for the message of a failing test.</summary>
    public string Log => _log.ToString();

    /// <summary>Waits until its last lines hold these words: what a running process writes comes by a pipe, after an answer over HTTP perhaps.</summary>
    public async Task Writes(string words)
    {
        var started = Stopwatch.GetTimestamp();
        while (!Log.Contains(words, StringComparison.Ordinal))
        {
            if (Stopwatch.GetElapsedTime(started) > LongestAnswer) throw new TimeoutException($"The twin has not written \"{words}\" within {LongestAnswer.TotalSeconds} s. {_log}");
            await Task.Delay(50);
        }
    }

    /// <summary>Starts a twin and waits until it is ready.</summary>
    /// <param name="data">Its folder; the same again to start it where it was killed.</param>
    /// <param name="postgres">Connection string; null for SQLite in the folder.</param>
    /// <param name="settings">More of them, such as ("Twin:City", "none"), which is the default; "urls" to start it where a page already looks for it.</param>
    public static async Task<TwinProcess> Start(string data, string? postgres = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var twin = Launch(data, postgres, settings);
        try
        {
            await twin.IsReady();
            return twin;
        }
        catch
        {
            await twin.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a twin and does not wait; for one that should refuse to start.</summary>
    public static TwinProcess Launch(string data, string? postgres = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var url = settings.FirstOrDefault(setting => setting.Key == "urls").Value ?? $"http://127.0.0.1:{FreePort.Next()}";
        var start = new ProcessStartInfo("dotnet", [Program(), "--urls", url]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("Twin__", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(inherited);
        IEnumerable<(string Key, string Value)> ours =
        [
            ("Twin:Data", data), ("Twin:Storage", postgres is null ? "sqlite" : "postgres"), ("Twin:City", "none"), ("Twin:Rehearsal:Enabled", "false"), ("Twin:Mqtt:Port", "0"),
            ("Twin:Silo:Port", $"{FreePort.Next()}"), ("Twin:Silo:GatewayPort", $"{FreePort.Next()}"),
        ];
        foreach (var (key, value) in ours.Concat(postgres is null ? [] : [("Twin:Postgres", postgres)]).Concat(settings))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."), new(url));
    }

    /// <summary>SIGKILL: it has no last word.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it stands still until <see cref="Continue"/>, and knows nothing of the time between.</summary>
    public void Stop() => _process.Halt();

    /// <summary>SIGCONT.</summary>
    public void Continue() => _process.Resume();

    /// <summary>SIGTERM: it ends in order.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> End()
    {
        _process.Terminate();
        return await Ended();
    }

    /// <summary>Waits for it to end by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Ended()
    {
        using var deadline = new CancellationTokenSource(LongestStart);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The twin has not ended within {LongestStart.TotalSeconds} s. {_log}");
        }
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (IsRunning) await Kill(); // of a stopped one as well
        _process.Dispose();
    }

    async Task IsReady()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (!IsRunning) throw new InvalidOperationException($"The twin ended with {_process.ExitCode} before it was ready. {_log}");
            try
            {
                using CancellationTokenSource patience = new(LongestAnswer);
                using var answer = await Http.GetAsync("/healthz/ready", patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (OperationCanceledException)
            {
                // As any supervisor it asks again.
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            if (Stopwatch.GetElapsedTime(started) > LongestStart) throw new TimeoutException($"The twin was not ready within {LongestStart.TotalSeconds} s. {_log}");
            await Task.Delay(50);
        }
    }

    // artifacts/bin/<this test>/<debug or release>/ has the host beside it.
    static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(own.Parent!.Parent!.FullName, "YPort.Twin.Host", own.Name, "YPort.Twin.Host.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException($"There is no twin at {program}. Build it first: dotnet build silo/Host -c {own.Name}");
    }
}

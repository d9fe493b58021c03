using System.Diagnostics;
using System.Net.Sockets;

namespace YPort.Twin.Tests.Running;

/// <summary>A mosquitto of one test's own, with the configuration that the project ships, on a free port and in its own folder.</summary>
public sealed class Mosquitto : IAsyncDisposable
{
    static readonly string? Program = new[] { "/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto" }.FirstOrDefault(File.Exists);

    readonly TemporaryFolder _folder = new();
    readonly string _settings;
    Process _process = null!;
    LogTail _log = null!;

    Mosquitto(string shipped)
    {
        _settings = Path.Combine(_folder, "mosquitto.conf");
        File.WriteAllText(_settings, Replaced(Replaced(File.ReadAllText(shipped), "listener 1883 127.0.0.1", $"listener {Port} 127.0.0.1"),
            "persistence_location /var/lib/mosquitto/", $"persistence_location {_folder}/") + (Environment.IsPrivilegedProcess ? "\nuser root\n" : ""));
        AppDomain.CurrentDomain.ProcessExit += EndWithProcess;
    }

    public static bool IsInstalled => Program is not null;

    public int Port { get; } = FreePort.Next();

    /// <summary>A test without mosquitto is skipped and says so.</summary>
    /// <param name="shipped">The project's mosquitto.conf.</param>
    public static async Task<Mosquitto> Start(string shipped)
    {
        if (Program is null) Assert.Skip("mosquitto is not installed: apt-get install mosquitto mosquitto-clients.");
        Mosquitto broker = new(shipped);
        try
        {
            await broker.Begin();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes each line as a message of its own with QoS 1; returns when the broker has acknowledged all.</summary>
    public async Task Publish(string topic, IEnumerable<string> lines)
    {
        using var client = Process.Start(new ProcessStartInfo("mosquitto_pub", ["-h", "127.0.0.1", "-p", $"{Port}", "-V", "5", "-q", "1", "-t", topic, "-l"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        var errors = client.StandardError.ReadToEndAsync();
        foreach (var line in lines) await client.StandardInput.WriteLineAsync(line);
        client.StandardInput.Close();
        await client.WaitForExitAsync();
        Assert.True(client.ExitCode == 0, $"mosquitto_pub ended with {client.ExitCode}: {await errors}");
    }

    public async Task Begin()
    {
        _process = Process.Start(new ProcessStartInfo(Program!, ["-c", _settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _log = new(_process);
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            if (_process.HasExited || deadline.Elapsed > TimeSpan.FromSeconds(30)) throw new InvalidOperationException($"mosquitto does not listen at {Port}. {_log}");
            try
            {
                using TcpClient knock = new();
                await knock.ConnectAsync("127.0.0.1", Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>SIGTERM: it saves what it holds.</summary>
    public async Task End()
    {
        _process.Terminate();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithProcess;
        await Task.Run(Kill);
        _folder.Dispose();
    }

    void EndWithProcess(object? sender, EventArgs ended) => Kill();

    void Kill()
    {
        try
        {
            _process?.Kill();
            _process?.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has ended before.
        }
    }

    static string Replaced(string settings, string line, string by) =>
        settings.Split('\n').Contains(line) ? settings.Replace(line, by, StringComparison.Ordinal) : throw new InvalidOperationException($"The shipped mosquitto.conf has no line \"{line}\".");
}

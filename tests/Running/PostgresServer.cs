using System.Diagnostics;
using Npgsql;

namespace YPort.Twin.Tests.Running;

/// <summary>
/// A PostgreSQL server of the tests' own, on loopback, a free port and a temporary folder; ends with the test process.
/// Commits reach the disk (fsync) unless asked otherwise; the shared one does without, for no test cuts the power.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    static readonly Lazy<Task<PostgresServer>> OneForAll = new(() => Start(fsync: false));
    static int _databases;

    readonly TemporaryFolder _folder;
    readonly Process _process;

    PostgresServer(TemporaryFolder folder, Process process, int port)
    {
        (_folder, _process, Port) = (folder, process, port);
        AppDomain.CurrentDomain.ProcessExit += EndWithProcess;
    }

    public int Port { get; }

    public static bool IsInstalled => PostgresBinaries.Find() is not null;

    /// <summary>The one that all tests of this process share; a test without PostgreSQL is skipped and says so.</summary>
    public static Task<PostgresServer> Shared()
    {
        if (!IsInstalled) Assert.Skip("PostgreSQL is not installed: apt-get install postgresql, or put initdb and postgres on the PATH.");
        return OneForAll.Value;
    }

    /// <param name="fsync">False: faster, and nothing said about power cuts.</param>
    public static async Task<PostgresServer> Start(bool fsync = true)
    {
        var binaries = PostgresBinaries.Find() ?? throw new InvalidOperationException("PostgreSQL is not installed; ask PostgresServer.IsInstalled first.");
        var folder = new TemporaryFolder();
        binaries.Own(folder);
        var data = Path.Combine(folder, "data");
        binaries.Run("initdb", ["-D", data, "-U", "twin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        var port = FreePort.Next();
        var process = binaries.Start("postgres",
        [
            "-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", $"fsync={(fsync ? "on" : "off")}",
            "-c", "max_connections=300", "-c", "shared_buffers=128MB",
        ]);
        var log = new LogTail(process);
        var server = new PostgresServer(folder, process, port);
        await server.Answers(log);
        return server;
    }

    /// <summary>A fresh database; gives its connection string.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"twin_{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres") + ";Pooling=false");
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    public string ConnectionTo(string database) => $"Host=127.0.0.1;Port={Port};Username=twin;Database={database}";

    /// <summary>Ends the shared one, if a test has asked for it.</summary>
    internal static async ValueTask EndShared()
    {
        if (OneForAll.IsValueCreated) await (await OneForAll.Value).DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithProcess;
        End();
        _process.Dispose();
        return default;
    }

    void EndWithProcess(object? sender, EventArgs ended) => End();

    // While this process exits nobody tells it of a child's end any more: the server takes its file away when it is done.
    void End()
    {
        _process.Quit(); // at once, without tidying up what is thrown away
        var stopping = Stopwatch.GetTimestamp();
        while (File.Exists(Path.Combine(_folder, "data", "postmaster.pid")) && Stopwatch.GetElapsedTime(stopping) < TimeSpan.FromSeconds(10)) Thread.Sleep(10);
        _folder.Dispose();
    }

    async Task Answers(LogTail log)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_process.HasExited) throw new InvalidOperationException($"PostgreSQL ended with {_process.ExitCode}. {log}");
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false;Timeout=2");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(20);
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Load;

/// <summary>A twin as a process of its own, with a thousand roofs.</summary>
sealed class LoadedTwin : IAsyncDisposable
{
    public const int Roofs = 1000;

    readonly TemporaryFolder _folder = new();
    TwinProcess _twin = null!;

    public HttpClient Http => _twin.Http;

    public int MqttPort { get; } = FreePort.Next();

    public static string Roof(int number) => $"roof-{number}";

    public static async Task<LoadedTwin> Start(LoadedStore store)
    {
        LoadedTwin loaded = new();
        loaded._twin = await TwinProcess.Start(loaded._folder, store.Postgres, ("Twin:Mqtt:Port", $"{loaded.MqttPort}"));
        await Parallel.ForAsync(0, Roofs, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) => await loaded.Register(Roof(number), 1001 + number % 49));
        return loaded;
    }

    public async Task Register(string id, int district) =>
        (await Http.PutAsJsonAsync($"/v1/twins/{id}", new { kind = "building", set = "real", name = new { en = id }, area = $"{district}", pv = new { ratedPower = new { value = 250, unit = "kW" } } })).EnsureSuccessStatusCode();

    /// <summary>How long the projections need once nothing more comes.</summary>
    public async Task PrintBacklog()
    {
        var started = Stopwatch.GetTimestamp();
        var first = await Backlog();
        for (var left = first; left > 0; left = await Backlog()) await Task.Delay(20);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",54} projections {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s behind the last answer ({first:N0} entries)"));
    }

    public async ValueTask DisposeAsync()
    {
        await _twin.DisposeAsync();
        _folder.Dispose();
    }

    async Task<long> Backlog()
    {
        var line = (await Http.GetStringAsync("/metrics")).Split('\n').FirstOrDefault(line => line.StartsWith("twin_projection_backlog_entries", StringComparison.Ordinal));
        return line is null ? 0 : (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}

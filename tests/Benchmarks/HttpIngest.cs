using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Benchmarks;

/// <summary>How many readings a second does the whole twin take over HTTP, acknowledged after commit, sender and projections included?</summary>
static class HttpIngest
{
    const int Twins = 1000, ReadingsPerBatch = 1000, ReadingsPerTwin = 16, Senders = 8;
    static readonly string[] Channels = ["pv-power", "irradiance-poa", "module-temperature", "air-temperature", "load-power"];
    static readonly string[] Units = ["W", "W/m2", "Cel", "Cel", "W"];

    public static async Task Print(TimeSpan each)
    {
        await One("HTTP, JSON batches of 1,000, SQLite", null, each);
        if (!PostgresServer.IsInstalled) return;
        await using var server = await PostgresServer.Start();
        await One("HTTP, JSON batches of 1,000, PostgreSQL", await server.NewDatabase(), each);
    }

    static async Task One(string name, string? postgres, TimeSpan each)
    {
        using TemporaryFolder folder = new();
        await using var twin = await TwinProcess.Start(folder, postgres);
        await Parallel.ForAsync(0, Twins, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, stop) => (await twin.Http.PutAsJsonAsync($"/v1/twins/roof-{number}",
            new { kind = "building", set = "real", name = new { en = $"Roof {number}" }, area = 1001 + number % 50, pv = new { ratedPower = new { value = 250, unit = "kW" } } }, stop)).EnsureSuccessStatusCode());

        var started = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => Send(twin.Http, sender, started, each))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        TimeSpan[] sorted = [.. waits.SelectMany(wait => wait).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-40} {Senders,2} at once {sorted.Length * (double)ReadingsPerBatch / elapsed.TotalSeconds,12:N0} readings/s   half within {sorted[sorted.Length / 2].TotalMilliseconds:F1} ms, 99% within {sorted[sorted.Length * 99 / 100].TotalMilliseconds:F1} ms"));

        var behind = Stopwatch.GetTimestamp();
        while (await Backlog(twin.Http) > 0) await Task.Delay(20);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",43}the projections had caught up {Stopwatch.GetElapsedTime(behind).TotalSeconds:F1} s after the last answer"));
    }

    // Sixteen readings of each of five channels per twin in a batch; bodies are written beforehand, times differ by one fixed-width number.
    static async Task<List<TimeSpan>> Send(HttpClient http, int sender, long started, TimeSpan each)
    {
        List<TimeSpan> waits = [];
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var twinsPerBatch = ReadingsPerBatch / (ReadingsPerTwin * Channels.Length) + 1;
        for (var batch = 0; Stopwatch.GetElapsedTime(started) < each; batch++)
        {
            var round = batch * twinsPerBatch / (Twins / Senders);
            StringBuilder text = new("[", 120_000);
            for (var i = 0; i < ReadingsPerBatch; i++)
            {
                var (twin, channel, at) = (i / (ReadingsPerTwin * Channels.Length), i / ReadingsPerTwin % Channels.Length, i % ReadingsPerTwin);
                var number = (batch * twinsPerBatch + twin) % (Twins / Senders) * Senders + sender;
                if (i > 0) text.Append(',');
                text.Append(CultureInfo.InvariantCulture, $$"""{"twin":"roof-{{number}}","channel":"{{Channels[channel]}}","at":"{{start.AddSeconds(round * ReadingsPerTwin + at):yyyy-MM-ddTHH:mm:ssZ}}","value":{{20 + at * 0.5m}},"unit":"{{Units[channel]}}"}""");
            }
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text.Append(']').ToString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            var asked = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsync("/v1/readings?feed=load", body);
            var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (!answer.IsSuccessStatusCode || outcome.GetProperty("quarantined").GetInt64() > 0) throw new InvalidOperationException($"{answer.StatusCode}: {outcome}");
            waits.Add(Stopwatch.GetElapsedTime(asked));
        }
        return waits;
    }

    static async Task<long> Backlog(HttpClient http)
    {
        var line = (await http.GetStringAsync("/metrics")).Split('\n').FirstOrDefault(line => line.StartsWith("twin_projection_backlog_entries", StringComparison.Ordinal) && !line.StartsWith('#'));
        return line is null ? 0 : (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}

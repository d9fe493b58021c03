using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using YPort.Twin.Tests.Load.Http;

namespace YPort.Twin.Tests.Load.Figure;

/// <summary>How long is it from a reading's sending until a figure that a screen follows has it, while 20,000 other readings come each second?</summary>
static class CityFigure
{
    const int Senders = 8, PerSecond = 20_000;
    const int District = 1050;
    static readonly TimeSpan EveryProbe = TimeSpan.FromMilliseconds(20);

    public static async Task Print(LoadedStore store, TimeSpan each)
    {
        await using var twin = await LoadedTwin.Start(store);
        await twin.Register("probe", District); // the only roof of its district, so that the district's power is its own
        using CancellationTokenSource stop = new();
        // A batch has four times of a channel: as many seconds apart as it is until the next batch, so that the times are now.
        BatchSender[] senders = [.. Enumerable.Range(0, Senders).Select(number => new BatchSender(twin.Http, number, Senders, DateTimeOffset.UtcNow, TimeSpan.FromSeconds(LoadedTwin.Roofs * 16 / (double)PerSecond / 4)))];
        List<TimeSpan> acknowledged = [];
        var load = Task.WhenAll(senders.Select((sender, number) => Task.Run(() => Pace(sender, number, acknowledged, stop.Token))));
        ConcurrentQueue<(double Kilowatts, long Sent)> underway = new();
        List<TimeSpan> shown = [];
        var watching = Watch(twin.Http, underway, shown, stop.Token);

        await Probe(twin.Http, underway, WarmUp.Time, 0);
        lock (shown) shown.Clear();
        lock (acknowledged) acknowledged.Clear();
        var started = Stopwatch.GetTimestamp();
        await Probe(twin.Http, underway, each, 100);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await load;
        var loaded = Stopwatch.GetElapsedTime(started);
        await watching;
        Waits.Print($"reading to figure on a live stream, {store.Name}", "probes", shown, elapsed);
        Waits.Print("   beside them, paced", "readings", acknowledged, loaded, senders[0].Readings);
        if (!underway.IsEmpty) Console.WriteLine($"   {underway.Count} probes never came to the figure");
    }

    static async Task Pace(BatchSender sender, int number, List<TimeSpan> waits, CancellationToken stop)
    {
        var every = TimeSpan.FromSeconds(Senders * (double)sender.Readings / PerSecond);
        var next = Stopwatch.GetTimestamp() + (long)(every.TotalSeconds * Stopwatch.Frequency * number / Senders);
        for (; !stop.IsCancellationRequested; next += (long)(every.TotalSeconds * Stopwatch.Frequency))
        {
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next) is var pause && pause > TimeSpan.Zero) await Task.Delay(pause, CancellationToken.None);
            var took = await sender.Send();
            lock (waits) waits.Add(took);
        }
    }

    // Each probe says a little more power than the one before; whichever frame first shows as much shows it.
    static async Task Probe(HttpClient http, ConcurrentQueue<(double, long)> underway, TimeSpan each, double from)
    {
        var started = Stopwatch.GetTimestamp();
        for (var number = 1; Stopwatch.GetElapsedTime(started) < each; number++)
        {
            var kilowatts = Math.Round(from + number * 0.01, 2);
            underway.Enqueue((kilowatts, Stopwatch.GetTimestamp()));
            using var answer = await http.PostAsJsonAsync("/v1/readings?feed=probe", new[] { new { twin = "probe", channel = "pv-power", at = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), value = kilowatts, unit = "kW" } });
            answer.EnsureSuccessStatusCode();
            if (EveryProbe * number - Stopwatch.GetElapsedTime(started) is var pause && pause > TimeSpan.Zero) await Task.Delay(pause);
        }
    }

    static async Task Watch(HttpClient http, ConcurrentQueue<(double Kilowatts, long Sent)> underway, List<TimeSpan> shown, CancellationToken stop)
    {
        var figure = $"\"id\":\"districts/{District}/pv-power-now\"";
        try
        {
            using StreamReader lines = new(await http.GetStreamAsync("/v1/live?set=real", stop));
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                var at = line.IndexOf(figure, StringComparison.Ordinal);
                if (at < 0) continue;
                var value = line.AsSpan(line.IndexOf("\"value\":", at, StringComparison.Ordinal) + 8);
                if (!double.TryParse(value[..value.IndexOf(',')], CultureInfo.InvariantCulture, out var kilowatts)) continue;
                for (; underway.TryPeek(out var probe) && probe.Kilowatts <= kilowatts + 0.001; underway.TryDequeue(out _))
                    lock (shown) shown.Add(Stopwatch.GetElapsedTime(probe.Sent));
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}

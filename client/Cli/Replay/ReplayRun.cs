using System.Globalization;
using YPort.Twin.Cli.Maps;

namespace YPort.Twin.Cli.Replay;

/// <summary>Sends a recording to a twin, batch by batch, each after the one before was answered.</summary>
sealed class ReplayRun(ReplayOptions options, HttpClient http, IReplayReport report, TimeProvider clock)
{
    /// <exception cref="MappingException">The mapping cannot be used.</exception>
    /// <exception cref="ReplayException">The replay cannot begin or go on.</exception>
    public async Task<ReplayBalance> Run(CancellationToken stop)
    {
        var map = MappingFile.Load(options.Map);
        var recording = new Recording(options.File, map.Mapping);
        var counted = ReplayBalance.Count(recording, options.Times);
        var api = new TwinApi(http, clock, (pause, status) => report.Says(string.Create(CultureInfo.InvariantCulture, $"The twin answered {(int)status}; asking again in {pause.TotalSeconds:0.0} s.")));
        var feed = options.Feed ?? map.Name;
        var replay = ReplayProgress.Digest(options, map, api.Url, feed);
        var path = options.Progress ?? Path.Combine(".twin", "replay", replay + ".json");
        var progress = options.Restart ? ReplayProgress.Begin(replay) : ReplayProgress.Load(path, replay);
        Greet(map.Mapping, counted, progress, path);

        if (options.Register)
            foreach (var (twin, document) in recording.Twins()) await api.Register(twin, document, stop);

        var pace = new Pace(options.RatePerSecond, clock);
        await report.Watch(counted.ToSend, progress.Acknowledged, async moved =>
        {
            foreach (var batch in new ItemSequence(recording, options).From(progress.Acknowledged).Chunk(options.Batch))
            {
                await pace.Await(batch.Length, stop);
                progress = progress.Plus(await Send(api, feed, batch, stop), batch);
                progress.Save(path);
                moved(progress.Acknowledged);
            }
        });
        return counted.With(progress);
    }

    // Readings and events are taken at different doors; the place reached moves when both have answered.
    static async Task<BatchAnswer> Send(TwinApi api, string feed, RecordedItem[] batch, CancellationToken stop)
    {
        var all = BatchAnswer.Nothing;
        foreach (var part in batch.Index().GroupBy(item => item.Item is RecordedEvent ? "v1/events" : "v1/readings"))
        {
            var places = part.Select(item => item.Index).ToArray();
            var answer = await api.Send(part.Key, feed, [.. part.Select(item => ItemJson.Of(item.Item))], stop);
            if (answer.Count != places.Length)
                throw new ReplayException($"The twin answered for {answer.Count} of {places.Length} items, so its counts cannot be trusted. Report this; nothing is lost, the same command sends them again.");
            all = all.With(answer, places);
        }
        return all;
    }

    void Greet(Mapping mapping, ReplayBalance counted, ReplayProgress progress, string path)
    {
        report.Says($"{mapping.What} ({mapping.Source}; {mapping.Licence})");
        foreach (var assumption in mapping.Assumed ?? []) report.Says($"Assumed: {assumption}");
        if (progress.Acknowledged == 0) return;
        report.Says(progress.Acknowledged < counted.ToSend
            ? string.Create(CultureInfo.InvariantCulture, $"Going on after line {progress.Line}: {progress.Acknowledged:N0} of {counted.ToSend:N0} items were answered for before (see {path}; --restart begins again).")
            : $"All of it was answered for before (see {path}); nothing is left to send. --restart sends it again, which is harmless.");
    }
}

/// <summary>Holds a steady number of items a second, counted from the start; unbounded without a rate.</summary>
sealed class Pace(double? perSecond, TimeProvider clock)
{
    readonly long _start = clock.GetTimestamp();
    long _sent;

    public async Task Await(int items, CancellationToken stop)
    {
        if (perSecond is not { } rate) return;
        var ahead = TimeSpan.FromSeconds(_sent / rate) - clock.GetElapsedTime(_start);
        _sent += items;
        if (ahead > TimeSpan.Zero) await Task.Delay(ahead, clock, stop);
    }
}

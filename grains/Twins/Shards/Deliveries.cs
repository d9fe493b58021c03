using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>Hands what is committed to the twins, each at most 20 times a second; whoever misses a delivery gets it by the next sweep.</summary>
sealed partial class Deliveries(IGrainFactory grains, TimeProvider clock, ILogger log, Action applied)
{
    static readonly Pace Pace = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300));
    const int AtOnce = 64;

    readonly HashSet<TwinEntry> _waiting = [];
    bool _running, _ended;

    public void Hand(IEnumerable<TwinEntry> twins)
    {
        _waiting.UnionWith(twins);
        if (_running || _ended || _waiting.Count == 0) return;
        _running = true;
        _ = Run();
    }

    public void End() => _ended = true;

    async Task Run()
    {
        try
        {
            while (_waiting.Count > 0 && !_ended)
            {
                var started = clock.GetTimestamp();
                var twins = _waiting.ToArray();
                _waiting.Clear();
                foreach (var some in twins.Chunk(AtOnce)) await Task.WhenAll(some.Select(Deliver));
                applied();
                // Also when nobody waits yet: what a burst brings one by one shares the next round.
                await Task.Delay(Pace.After(clock.GetElapsedTime(started)));
            }
        }
        finally
        {
            _running = false;
        }
    }

    async Task Deliver(TwinEntry twin)
    {
        var last = twin.LastOffset;
        TwinDelivery delivery = new(twin.Delivered, last, twin.RegisterUndelivered ? twin.Register : null,
            [.. twin.Undelivered.Select(news => new ChannelNews(news.Key, news.Value.DrainToImmutable()))], [.. twin.UndeliveredEvents]);
        twin.Undelivered.Clear();
        twin.UndeliveredEvents.Clear();
        (twin.RegisterUndelivered, twin.Delivered) = (false, last);
        try
        {
            var report = await Grain(twin).Apply(delivery);
            if (report.Applied < twin.Applied) return;
            // One that loaded itself meanwhile has more than it was handed; handing that again would make it load itself once more.
            if (report.Applied > last) twin.Has(report.Applied);
            (twin.Applied, twin.Report) = (report.Applied, report);
            foreach (var latest in report.Latest) twin.Channel(latest.Channel).Stand(latest.Sample);
        }
        catch (Exception missed)
        {
            // The twin is behind now and loads itself at the next sweep.
            twin.Delivered = TwinEntry.Unknown;
            if (missed is not TwinBusyException) LogMissed(log, missed, twin.Id);
        }
    }

    public ITwinGrain Grain(TwinEntry twin) => twin.Grain ??= grains.Twin(twin.Register);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Twin} missed a delivery; it will load itself from its shard.")]
    static partial void LogMissed(ILogger log, Exception missed, TwinId twin);
}

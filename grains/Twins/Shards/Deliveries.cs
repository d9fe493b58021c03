using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.Things;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>Hands what is committed to the twins, each at most every 50 ms; whoever misses a delivery gets it by the next sweep.</summary>
sealed partial class Deliveries(IGrainFactory grains, ILogger log, Action applied)
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    const int AtOnce = 64;

    readonly HashSet<TwinEntry> _waiting = [];
    bool _running, _ended;

    public bool Idle => !_running && _waiting.Count == 0;

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
                var round = Task.Delay(Pace);
                var twins = _waiting.ToArray();
                _waiting.Clear();
                foreach (var some in twins.Chunk(AtOnce)) await Task.WhenAll(some.Select(Deliver));
                applied();
                if (_waiting.Count > 0) await round;
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
            [.. twin.Undelivered.GroupBy(news => news.Channel, news => news.Sample).Select(group => new ChannelNews(group.Key, [.. group]))]);
        twin.Undelivered.Clear();
        (twin.RegisterUndelivered, twin.Delivered) = (false, last);
        try
        {
            var report = await Grain(twin).Apply(delivery);
            if (report.Applied < twin.Applied) return;
            (twin.Applied, twin.Report) = (report.Applied, report);
            foreach (var latest in report.Latest) twin.Channel(latest.Channel).Stand(latest.Sample);
        }
        catch (Exception missed)
        {
            // The twin is behind now and loads itself at the next sweep.
            twin.Delivered = TwinEntry.Unknown;
            LogMissed(log, missed, twin.Id);
        }
    }

    public ITwinGrain Grain(TwinEntry twin) => twin.Register.Current.Kind switch
    {
        Kinds.Building => grains.GetGrain<IBuildingGrain>(twin.Id.ToString()),
        Kinds.Thing => grains.GetGrain<IThingGrain>(twin.Id.ToString()),
        var kind => throw new InvalidOperationException($"No room for the kind \"{kind}\" of \"{twin.Id}\"."),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Twin} missed a delivery; it will load itself from its shard.")]
    static partial void LogMissed(ILogger log, Exception missed, TwinId twin);
}

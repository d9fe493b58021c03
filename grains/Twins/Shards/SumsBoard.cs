using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.City;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// The shard's district sums, made anew from its twins' reports and sent whole to the city, at most 20 times a second, leading edge. It is silent
/// until every twin has reported once, so that a restart never shows half a city.
/// </summary>
sealed partial class SumsBoard(int shard, long epoch, ShardBook book, IGrainFactory grains, TimeProvider clock, ILogger log)
{
    static readonly Pace Pace = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300));

    readonly ICityGrain _city = grains.GetGrain<ICityGrain>(0);
    Dictionary<SumKey, FigureSum> _sent = [];
    ShardSums? _last;
    long _version, _nextOffset;
    bool _running, _again, _whole, _ended;

    public void End() => _ended = true;

    /// <summary>Something may have changed: a report came, or time has passed.</summary>
    public void Kick(long nextOffset, bool ready)
    {
        _whole = _whole || (ready && book.Twins.Values.All(twin => twin.Report is not null && !twin.IsBehind));
        if (!_whole || _ended) return;
        (_again, _nextOffset) = (true, nextOffset);
        if (_running) return;
        _running = true;
        _ = Run();
    }

    async Task Run()
    {
        try
        {
            while (_again && !_ended)
            {
                _again = false;
                var started = clock.GetTimestamp();
                if (Next(_nextOffset) is { } sums) await _city.Report(sums);
                await Task.Delay(Pace.After(clock.GetElapsedTime(started)));
            }
        }
        catch (Exception lost)
        {
            // The next kick, a second later at most, sends everything again.
            _sent = [];
            LogLost(log, lost, shard);
        }
        finally
        {
            _running = false;
        }
    }

    /// <summary>The sums as of now, for a city that begins; null until the shard is whole.</summary>
    public ShardSums? Current(long nextOffset) => _whole ? Next(nextOffset) ?? _last : null;

    // Null when nothing changed since they were last made.
    ShardSums? Next(long nextOffset)
    {
        var sums = Sum(book.Twins.Values, Instant.From(clock));
        var offset = Applied(nextOffset);
        if (_last?.Offset == offset && sums.Count == _sent.Count && sums.All(sum => _sent.TryGetValue(sum.Key, out var before) && before == sum.Value)) return null;
        _sent = sums;
        return _last = new(shard, epoch, ++_version, offset, [.. sums.Select(sum => new AreaSum(sum.Key, sum.Value))]);
    }

    // Every entry below it is in the sums.
    long Applied(long nextOffset) =>
        book.Twins.Values.Where(twin => twin.IsBehind).Select(twin => twin.Applied + 1).Append(nextOffset).Min();

    /// <summary>Twins' shares added up; whose share still holds is not asked again.</summary>
    static Dictionary<SumKey, FigureSum> Sum(IEnumerable<TwinEntry> twins, Instant now)
    {
        Dictionary<SumKey, FigureSum> sums = [];
        foreach (var twin in twins)
        {
            if (twin.Report is not { } report) continue;
            if (twin.Share?.Holds(twin.Register, report, now) != true) twin.Share = TwinShare.Of(twin.Register, report, now);
            Add(sums, twin.Share);
        }
        return sums;
    }

    /// <summary>The same, worked out anew.</summary>
    public static Dictionary<SumKey, FigureSum> Sum(IEnumerable<(TwinRegister Register, TwinReport? Report)> twins, Instant now)
    {
        Dictionary<SumKey, FigureSum> sums = [];
        foreach (var (register, report) in twins)
            if (report is not null) Add(sums, TwinShare.Of(register, report, now));
        return sums;
    }

    static void Add(Dictionary<SumKey, FigureSum> sums, TwinShare share)
    {
        foreach (var (key, more) in share.Sums)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
            sum = sum.Plus(more);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} could not reach the city; it reports again within a second.")]
    static partial void LogLost(ILogger log, Exception lost, int shard);
}

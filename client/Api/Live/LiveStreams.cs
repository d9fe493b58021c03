using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using YPort.Twin.Api.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Live;

/// <summary>What one reader is sent, and how many readers there may be.</summary>
sealed class LiveStreams(CityView view, JsonSerializerOptions json, TimeProvider clock)
{
    public const int Most = 1000;

    /// <summary>A reader further behind gets a snapshot instead of the past; at 20 frames a second, three seconds.</summary>
    public const int MostBehind = 64;

    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    int _open;

    public int Open => Volatile.Read(ref _open);

    /// <summary>A place among the readers, given back when disposed; null when all are taken.</summary>
    public IDisposable? Enter()
    {
        if (Interlocked.Increment(ref _open) <= Most) return new Place(this);
        Interlocked.Decrement(ref _open);
        return null;
    }

    /// <summary>Frames for ever: missed ones if <paramref name="lastEventId"/> is remembered, otherwise a snapshot; then changes, and heartbeats in silence.</summary>
    public async IAsyncEnumerable<SseItem<string>> Read(LiveBoard board, string? lastEventId, [EnumeratorCancellation] CancellationToken stop)
    {
        var ring = board.Ring;
        var told = ring.Number(lastEventId);
        var missed = told is { } last ? ring.After(last) : null;
        if (missed is null) told = null;
        if (missed is not null || board.Snapshot(Instant.From(clock)) is null) yield return Beat(); // an answer at once, so that the page knows
        while (!stop.IsCancellationRequested)
        {
            if (told is { } number)
            {
                var frames = missed ?? ring.After(number, MostBehind);
                missed = null;
                told = frames is null ? null : number;
                foreach (var frame in frames ?? [])
                {
                    yield return new(frame.Data, "change") { EventId = ring.Id(frame.Number) };
                    told = frame.Number;
                }
            }
            if (told is null && board.Snapshot(Instant.From(clock)) is { } snapshot)
            {
                yield return new(snapshot.Data, "snapshot") { EventId = ring.Id(snapshot.Number), ReconnectionInterval = Reconnect };
                told = snapshot.Number;
            }
            if (!await Within(ring.Newer(told ?? 0), stop)) yield return Beat();
        }
    }

    async Task<bool> Within(Task news, CancellationToken stop)
    {
        if (news.IsCompleted) return true;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(news, Task.Delay(Heartbeat, clock, enough.Token));
        await enough.CancelAsync();
        return news.IsCompleted || stop.IsCancellationRequested;
    }

    SseItem<string> Beat()
    {
        var beat = new LiveHeartbeat(clock.GetUtcNow(), view.Picture?.ConfirmedAt.ToDateTimeOffset(), view.Picture is not null, view.ShardsHeard, ConnectionInfo.Default);
        return new(JsonSerializer.Serialize(beat, json), "heartbeat") { ReconnectionInterval = Reconnect };
    }

    sealed class Place(LiveStreams streams) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref streams._open);
    }
}

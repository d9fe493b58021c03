using System.Collections.Concurrent;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Tails;

/// <summary>The tails of the feeds that this process hears, for whoever watches one. Memory only, and bounded: what counts is in the journal.</summary>
sealed class FeedTails(TimeProvider clock)
{
    public const int MostFeeds = 256;

    readonly ConcurrentDictionary<string, FeedTail> _tails = new(StringComparer.Ordinal);

    /// <summary>Keeps the newest of what was answered; a feed beyond so many is kept only once somebody looks at it.</summary>
    public void Told(IntakeBatch batch, BatchVerdicts verdicts, BatchOutcome outcome)
    {
        var now = Instant.From(clock);
        if (!_tails.TryGetValue(batch.Feed, out var tail))
        {
            if (_tails.Count >= MostFeeds) return;
            tail = _tails.GetOrAdd(batch.Feed, new FeedTail(batch.ReceivedAt));
        }
        tail.Told(batch, verdicts, outcome, now);
    }

    /// <summary>Null where this process has heard nothing of the feed.</summary>
    public long? LastMinute(string feed) => _tails.TryGetValue(feed, out var tail) ? tail.LastMinute(Instant.From(clock)) : null;

    /// <summary>The feed's tail, which begins now if it was not kept.</summary>
    public FeedTail Watch(string feed)
    {
        var now = Instant.From(clock);
        if (_tails.TryGetValue(feed, out var known)) return known;
        if (_tails.Count >= MostFeeds) _tails.TryRemove(_tails.MinBy(tail => tail.Value.TouchedAt).Key, out _);
        return _tails.GetOrAdd(feed, new FeedTail(now));
    }
}

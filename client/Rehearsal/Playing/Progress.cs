using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.Playing;

/// <summary>How far the rehearsal is; written by the player, read by whoever asks.</summary>
sealed class Progress
{
    readonly Lock _turn = new();
    Instant? _from, _to, _pastFrom, _pastTo;
    double _done;

    /// <summary>All between the two has been played without a hole, as far as the twin was there; null before the first beat.</summary>
    public (Instant From, Instant To)? Played
    {
        get
        {
            lock (_turn) return _from is { } from && _to is { } to ? (from, to) : null;
        }
    }

    /// <summary>The past that is told in the background and how much of it is done, 0 to 1; null where none is.</summary>
    public (Instant From, Instant To, double Done)? Past
    {
        get
        {
            lock (_turn) return _pastFrom is { } from && _pastTo is { } to ? (from, to, _done) : null;
        }
    }

    public void Beat(Instant at)
    {
        lock (_turn) (_from, _to) = (_from ?? at, at);
    }

    public void Tell(Instant from, Instant to)
    {
        lock (_turn) (_pastFrom, _pastTo, _done) = (from, to, 0);
    }

    /// <param name="back">Everything from there to now is told.</param>
    public void Told(Instant back, double done)
    {
        lock (_turn) (_from, _done) = (_from is { } from && from < back ? from : back, done);
    }
}

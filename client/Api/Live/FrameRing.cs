using System.Globalization;

namespace YPort.Twin.Api.Live;

/// <param name="Number">Counts from 1.</param>
/// <param name="Data">JSON, one line.</param>
readonly record struct Frame(long Number, string Data);

/// <summary>
/// The last frames of one set, so that a reader who was away, or is slow, goes on where it was.
/// Readers hold a number, not a queue: a slow one costs nothing and finds its frames gone.
/// </summary>
/// <param name="boot">Names this ring; another process, or a restart, has another.</param>
sealed class FrameRing(string boot, int mostFrames = FrameRing.MostFrames, int mostCharacters = FrameRing.MostCharacters)
{
    public const int MostFrames = 1024;
    public const int MostCharacters = 8 * 1024 * 1024;

    readonly Lock _turn = new();
    readonly Queue<Frame> _frames = new();
    long _last, _characters;
    TaskCompletionSource _news = New();

    public long Last => Volatile.Read(ref _last);

    public string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"{boot}-{number}");

    /// <summary>The number in an id of this ring; null for any other text.</summary>
    public long? Number(string? id) =>
        id is not null && id.LastIndexOf('-') is > 0 and var dash && id.AsSpan(0, dash).SequenceEqual(boot)
        && long.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Last ? number : null;

    public long Add(string data)
    {
        TaskCompletionSource news;
        lock (_turn)
        {
            _frames.Enqueue(new(_last + 1, data));
            _characters += data.Length;
            while (_frames.Count > mostFrames || (_characters > mostCharacters && _frames.Count > 1)) _characters -= _frames.Dequeue().Data.Length;
            Volatile.Write(ref _last, _last + 1);
            (news, _news) = (_news, New());
        }
        news.SetResult();
        return Last;
    }

    /// <summary>All frames after that number; null when some of them are gone, or they are more than <paramref name="most"/>.</summary>
    public IReadOnlyList<Frame>? After(long number, int most = int.MaxValue)
    {
        lock (_turn)
        {
            if (number > _last || _last - number > Math.Min(most, _frames.Count)) return null;
            return [.. _frames.Skip(_frames.Count - (int)(_last - number))];
        }
    }

    /// <summary>Ends when there is a frame after that number.</summary>
    public Task Newer(long number)
    {
        lock (_turn) return _last > number ? Task.CompletedTask : _news.Task;
    }

    // Readers go on in their own turn, not in the writer's.
    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

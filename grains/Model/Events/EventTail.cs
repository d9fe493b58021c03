using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Events;

/// <summary>
/// A twin's standing events from some moment on, without a hole, and before it the last of each type and subject that holds. Near the
/// present it is kept in memory. Not for concurrent use.
/// </summary>
public sealed class EventTail
{
    // State and alarms ask for what holds, which is kept anyway; late events within these windows cost no look-up.
    const int WindowsKept = 2;

    readonly List<EventWord> _words = [];

    /// <param name="knownFrom">Every standing event at or after it is among the words; null when they are all there ever were.</param>
    public EventTail(IEnumerable<EventWord> words, Instant? knownFrom)
    {
        _words.AddRange(words.Where(word => !word.Withdrawn).Order());
        KnownFrom = knownFrom ?? new(long.MinValue);
    }

    public Instant KnownFrom { get; private set; }

    /// <summary>Where the events at hand begin of a twin whose newest word is of that time.</summary>
    public static Instant BeginOf(Instant newest) => new Window(Window.Of(newest).Index - WindowsKept).Start;

    public IReadOnlyList<EventWord> Words => _words;

    /// <summary>Has it all that bears on windows from that moment on?</summary>
    public bool Knows(Instant from) => from >= KnownFrom;

    /// <summary>Takes a word in, unless a later one with its id stands.</summary>
    public void Put(EventWord word)
    {
        var known = _words.FindIndex(other => other.Id == word.Id);
        if (known >= 0)
        {
            if (_words[known].Offset >= word.Offset) return;
            _words.RemoveAt(known);
        }
        if (word.Withdrawn) return;
        var place = _words.BinarySearch(word);
        _words.Insert(place < 0 ? ~place : place, word);
    }

    /// <summary>Forgets what lies before the moment, but for the last of each type and subject that holds.</summary>
    public void Trim(Instant before)
    {
        if (_words.Count == 0 || _words[0].At >= before) return;
        HashSet<(string, string)> kept = [];
        for (var i = _words.Count - 1; i >= 0; i--)
            if (_words[i] is var word && word.At < before && !(EventTypes.Holding.Contains(word.Type) && kept.Add((word.Type, word.Subject)))) _words.RemoveAt(i);
        if (before > KnownFrom) KnownFrom = before;
    }
}

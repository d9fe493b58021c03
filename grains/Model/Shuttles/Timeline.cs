using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What holds from moment to moment. Before the first entry nothing is known: <c>default</c>.</summary>
sealed class Timeline<T>
{
    readonly List<(long From, T? Value, long Offset)> _entries = [(long.MinValue, default, long.MinValue)];

    /// <summary>From then on that holds. Entries come by time; of several at one moment the last counts.</summary>
    public void Add(Instant from, T? value, long offset) => _entries.Add((from.Microseconds, value, offset));

    /// <summary>The parts of [from, to) in which one thing holds, by time, with the journal offset of the word that says so.</summary>
    public IEnumerable<(Instant From, Instant To, T? Value, long Offset)> Within(Instant from, Instant to)
    {
        for (var i = LastAt(from.Microseconds); i < _entries.Count && _entries[i].From < to.Microseconds; i++)
        {
            var start = Math.Max(_entries[i].From, from.Microseconds);
            var end = i + 1 < _entries.Count ? Math.Min(_entries[i + 1].From, to.Microseconds) : to.Microseconds;
            if (start < end) yield return (new(start), new(end), _entries[i].Value, _entries[i].Offset);
        }
    }

    int LastAt(long time)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_entries[middle].From <= time) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}

using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>Which windows of which measures must be computed again after new readings.</summary>
public sealed class DirtyWindows
{
    readonly Dictionary<Measure, List<(int From, int To, Instant Since)>> _ranges = [];

    /// <summary>Marks everything that a channel bears on between two moments. A gap longer than the channel joins carries no amount.</summary>
    public void Mark(Channel channel, Instant from, Instant to)
    {
        foreach (var measure in Measures.From(channel)) Mark(measure, from, to);
    }

    /// <summary>Marks everything that an event bears on between two moments, both included.</summary>
    public void Mark(EventType type, Instant from, Instant to)
    {
        // What happens at the very start of a window is in it.
        foreach (var measure in Measures.From(type)) Mark(measure, from, new(to.Microseconds + 1));
    }

    public void Mark(Measure measure, Instant from, Instant to)
    {
        if (!_ranges.TryGetValue(measure, out var ranges)) _ranges[measure] = ranges = [];
        var (first, end) = (Window.Of(from).Index, Math.Max(Window.Of(from).Index + 1, Window.Ceiling(to).Index));
        if (ranges.Count > 0 && ranges[^1] is var last && first <= last.To && end >= last.From)
            ranges[^1] = (Math.Min(first, last.From), Math.Max(end, last.To), Earlier(from, last.Since));
        else ranges.Add((first, end, from));
    }

    /// <summary>The ranges, merged where they touch, each at most <paramref name="most"/> windows long.</summary>
    /// <returns>Since: nothing within the range that lies before that moment has changed.</returns>
    public IEnumerable<(Measure Measure, Window From, Window To, Instant Since)> Ranges(int most)
    {
        foreach (var (measure, ranges) in _ranges)
        {
            ranges.Sort();
            for (var i = 0; i < ranges.Count;)
            {
                var (from, to, since) = ranges[i++];
                while (i < ranges.Count && ranges[i].From <= to)
                {
                    to = Math.Max(to, ranges[i].To);
                    since = Earlier(since, ranges[i++].Since);
                }
                for (; from < to; from += most) yield return (measure, new(from), new(Math.Min(to, from + most)), since);
            }
        }
    }

    static Instant Earlier(Instant one, Instant other) => one < other ? one : other;
}

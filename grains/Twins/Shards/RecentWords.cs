using System.Runtime.InteropServices;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// Committed last words on a channel's moments that history does not hold yet, by time: a twin that folds a year of late readings asks around each.
/// Readings come in order of time as a rule and are forgotten within a second, so that a list serves better than a tree.
/// </summary>
sealed class RecentWords
{
    // After a year of late readings the room for them is given back.
    const int KeptCapacity = 64;

    readonly List<Sample> _words = [];
    long _forgotten = long.MinValue;

    public bool Contains(Instant at) => Find(at) >= 0;

    public bool TryGet(Instant at, out Sample word)
    {
        var found = Find(at);
        word = found < 0 ? default : _words[found];
        return found >= 0;
    }

    /// <summary>Takes the place of an earlier word on the same moment.</summary>
    public void Put(in Sample word)
    {
        if (_words.Count == 0 || _words[^1].At < word.At)
        {
            _words.Add(word);
            return;
        }
        var found = Find(word.At);
        if (found >= 0) _words[found] = word;
        else _words.Insert(~found, word);
    }

    /// <summary>Forgets the words below a journal offset; those of later ones stay.</summary>
    public void Forget(long below)
    {
        if (below == _forgotten) return;
        _words.RemoveAll(word => word.Offset < below);
        _forgotten = below;
        if (_words.Capacity > KeptCapacity && _words.Count < KeptCapacity / 2) _words.Capacity = KeptCapacity;
    }

    /// <summary>By time: the words from one moment to another, and on either side those up to the nearest that stands; withdrawn ones among them.</summary>
    public List<Sample> Around(Instant from, Instant to)
    {
        if (_words.Count == 0) return [];
        var (first, end) = (At(from), At(new(to.Microseconds + 1)));
        while (first > 0 && _words[--first].Withdrawn) { }
        while (end < _words.Count && _words[end++].Withdrawn) { }
        return _words[first..end];
    }

    // Where the first word at or after it is.
    int At(Instant at) => Find(at) is var found && found < 0 ? ~found : found;

    // The complement of where it would be, if there is none.
    int Find(Instant at)
    {
        var words = CollectionsMarshal.AsSpan(_words);
        var (low, high) = (0, words.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = words[middle].At.CompareTo(at);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}

using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>Committed last words on a channel's moments that history does not hold yet, by time: a twin that folds a year of late readings asks around each.</summary>
sealed class RecentWords
{
    static readonly Instant Beginning = new(long.MinValue), End = new(long.MaxValue);

    readonly SortedSet<Sample> _words = new(Comparer<Sample>.Create((one, other) => one.At.CompareTo(other.At)));

    public bool Contains(Instant at) => _words.Contains(On(at));

    public bool TryGet(Instant at, out Sample word) => _words.TryGetValue(On(at), out word);

    /// <summary>Takes the place of an earlier word on the same moment.</summary>
    public void Put(in Sample word)
    {
        if (_words.Add(word)) return;
        _words.Remove(word);
        _words.Add(word);
    }

    public void Remove(Instant at) => _words.Remove(On(at));

    /// <summary>By time: the words from one moment to another, and on either side those up to the nearest that stands; withdrawn ones among them.</summary>
    public List<Sample> Around(Instant from, Instant to)
    {
        List<Sample> words = [];
        if (_words.Count == 0) return words;
        words.AddRange(UpToOneThatStands(Between(Beginning, new(from.Microseconds - 1)).Reverse()));
        words.Reverse();
        words.AddRange(Between(from, to));
        words.AddRange(UpToOneThatStands(Between(new(to.Microseconds + 1), End)));
        return words;
    }

    SortedSet<Sample> Between(Instant from, Instant to) => _words.GetViewBetween(On(from), On(to));

    static IEnumerable<Sample> UpToOneThatStands(IEnumerable<Sample> words)
    {
        foreach (var word in words)
        {
            yield return word;
            if (!word.Withdrawn) yield break;
        }
    }

    static Sample On(Instant at) => new(at, 0, 0, 0, Quality.Measured, 0, false);
}

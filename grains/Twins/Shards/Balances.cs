using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;

namespace YPort.Twin.Twins.Shards;

/// <summary>What each feed was answered, counted from the journal itself, so that it cannot disagree with it.</summary>
sealed class Balances
{
    readonly Dictionary<string, FeedBalance> _feeds = new(StringComparer.Ordinal);

    public IReadOnlyCollection<FeedBalance> All => _feeds.Values;

    public FeedBalance this[string feed] => _feeds[feed];

    public Balances Copy()
    {
        Balances copy = new();
        copy.Restore(_feeds.Values);
        return copy;
    }

    public void Restore(IEnumerable<FeedBalance> stored)
    {
        foreach (var balance in stored) _feeds[balance.Feed] = balance;
    }

    /// <returns>The feeds concerned.</returns>
    public HashSet<string> Take(SegmentContent content)
    {
        HashSet<string> touched = new(StringComparer.Ordinal);
        foreach (var (reading, feed, receivedAt) in content.Readings) Add(touched, new(feed, 1, 0, 0, 0, receivedAt, reading.At));
        foreach (var note in content.Notes)
            switch (note)
            {
                case Happened happened:
                    Add(touched, new(happened.Feed, 1, 0, 0, 0, happened.ReceivedAt, happened.Event.At));
                    break;
                case DuplicatesAnswered duplicates:
                    Add(touched, new(duplicates.Feed, 0, duplicates.Count, 0, 0, null, null));
                    break;
                case Quarantined item:
                    Add(touched, new(item.Feed, 0, 0, 1, 0, item.ReceivedAt, null));
                    break;
                case QuarantineResolved { Outcome: QuarantineOutcome.Replayed } replayed:
                    Add(touched, new(replayed.Feed, 0, 0, -1, 0, null, null));
                    break;
                case QuarantineResolved discarded:
                    Add(touched, new(discarded.Feed, 0, 0, 0, 1, null, null));
                    break;
            }
        return touched;
    }

    void Add(HashSet<string> touched, FeedBalance more)
    {
        touched.Add(more.Feed);
        ref var balance = ref CollectionsMarshal.GetValueRefOrAddDefault(_feeds, more.Feed, out var exists);
        balance = exists ? balance!.Plus(more) : more;
    }
}

using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Tails;

/// <summary>What one feed was answered last, in this process: its newest items, and how many came in the last minute.</summary>
sealed class FeedTail
{
    public const int MostItems = 200;
    const int SecondsKept = 60;

    readonly Lock _turn = new();
    readonly Queue<TailEntry> _items = new();
    readonly (long Second, long Items)[] _seconds = new (long, long)[SecondsKept];
    long _told;

    public FeedTail(Instant since) => Since = TouchedAt = since;

    public Instant Since { get; }

    /// <summary>When it was last told of something or looked at; the longest untouched gives way to a new one.</summary>
    public Instant TouchedAt { get; private set; }

    public void Told(IntakeBatch batch, BatchVerdicts verdicts, BatchOutcome outcome, Instant now)
    {
        lock (_turn)
        {
            TouchedAt = now;
            Count(batch.Items.Count, SecondOf(now));
            var first = Math.Max(0, batch.Items.Count - MostItems);
            var refused = verdicts.Refused.FindIndex(one => one.Place >= first);
            var repeated = verdicts.Repeated.FindIndex(place => place >= first);
            for (var place = first; place < batch.Items.Count; place++)
            {
                var number = _told + place;
                if (refused >= 0 && refused < verdicts.Refused.Count && verdicts.Refused[refused].Place == place)
                {
                    Keep(TailEntry.Of(number, batch.ReceivedAt, batch.Items[place], "quarantined", verdicts.Refused[refused].Refusal, refused < outcome.Items.Count ? outcome.Items[refused].Id : null));
                    refused++;
                }
                else if (repeated >= 0 && repeated < verdicts.Repeated.Count && verdicts.Repeated[repeated] == place)
                {
                    Keep(TailEntry.Of(number, batch.ReceivedAt, batch.Items[place], "duplicate", null, null));
                    repeated++;
                }
                else Keep(TailEntry.Of(number, batch.ReceivedAt, batch.Items[place], "accepted", null, null));
            }
            _told += batch.Items.Count;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TailEntry> Look(int most, Instant now)
    {
        lock (_turn)
        {
            TouchedAt = now;
            return [.. _items.Reverse().Take(most)];
        }
    }

    /// <summary>Items in the sixty seconds that end with this one.</summary>
    public long LastMinute(Instant now)
    {
        lock (_turn)
        {
            var newest = SecondOf(now);
            return _seconds.Where(second => second.Second > newest - SecondsKept && second.Second <= newest).Sum(second => second.Items);
        }
    }

    void Keep(in TailEntry entry)
    {
        if (_items.Count == MostItems) _items.Dequeue();
        _items.Enqueue(entry);
    }

    void Count(int items, long second)
    {
        ref var slot = ref _seconds[second % SecondsKept];
        slot = (second, slot.Second == second ? slot.Items + items : items);
    }

    static long SecondOf(Instant at) => at.Microseconds / Instant.PerSecond;
}

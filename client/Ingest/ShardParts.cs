using System.Collections.Immutable;
using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest;

/// <summary>The readings, or the events, of a batch that one shard decides, in the order they were sent.</summary>
/// <param name="Places">Of each in the batch.</param>
sealed record ShardPart(int Shard, ImmutableArray<Reading> Readings, ImmutableArray<TwinEvent> Events, int[] Places)
{
    // A call's message stays small, and one sender cannot hold a shard's turn for long.
    const int MostReadings = 4096, MostEvents = 500;

    int Most => Events.IsEmpty ? MostReadings : MostEvents;

    public static List<ShardPart> Of(IReadOnlyList<IntakeItem> items)
    {
        var shards = new byte[items.Count];
        Span<int> counts = stackalloc int[Sharding.Count];
        counts.Clear();
        for (var i = 0; i < shards.Length; i++)
        {
            var item = items[i];
            shards[i] = byte.MaxValue;
            if (item.Refusal is not null || item.Event is not null) continue;
            shards[i] = (byte)item.Reading.Twin.Shard;
            counts[shards[i]]++;
        }

        var readings = new Reading[Sharding.Count][];
        var places = new int[Sharding.Count][];
        for (var shard = 0; shard < Sharding.Count; shard++)
            if (counts[shard] > 0) (readings[shard], places[shard]) = (new Reading[counts[shard]], new int[counts[shard]]);
        counts.Clear();
        for (var i = 0; i < shards.Length; i++)
        {
            if (shards[i] == byte.MaxValue) continue;
            var next = counts[shards[i]]++;
            readings[shards[i]][next] = items[i].Reading;
            places[shards[i]][next] = i;
        }

        List<ShardPart> parts = [];
        for (var shard = 0; shard < Sharding.Count; shard++)
            if (counts[shard] > 0) parts.Add(new(shard, ImmutableCollectionsMarshal.AsImmutableArray(readings[shard]), [], places[shard]));
        AddEvents(items, parts);
        return parts;
    }

    static void AddEvents(IReadOnlyList<IntakeItem> items, List<ShardPart> parts)
    {
        Dictionary<int, (List<TwinEvent> Events, List<int> Places)> shards = [];
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not { Refusal: null, Event: { } happened }) continue;
            if (!shards.TryGetValue(happened.Twin.Shard, out var part)) shards[happened.Twin.Shard] = part = ([], []);
            part.Events.Add(happened);
            part.Places.Add(i);
        }
        foreach (var (shard, (events, places)) in shards) parts.Add(new(shard, [], [.. events], [.. places]));
    }

    /// <summary>In pieces of one call each, to be sent one after the other: order decides between contradictions.</summary>
    public IEnumerable<ShardPart> Pieces()
    {
        if (Places.Length <= Most) return [this];
        return Enumerable.Range(0, (Places.Length + Most - 1) / Most).Select(piece =>
        {
            var from = piece * Most;
            var count = Math.Min(Most, Places.Length - from);
            return new ShardPart(Shard, Readings.IsEmpty ? [] : Readings.Slice(from, count), Events.IsEmpty ? [] : Events.Slice(from, count), Places[from..(from + count)]);
        });
    }
}

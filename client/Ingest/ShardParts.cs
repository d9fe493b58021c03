using System.Collections.Immutable;
using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest;

/// <summary>The readings of a batch that one shard decides, in the order they were sent.</summary>
/// <param name="Places">Of each reading in the batch.</param>
sealed record ShardPart(int Shard, ImmutableArray<Reading> Readings, int[] Places)
{
    // A call's message stays small, and one sender cannot hold a shard's turn for long.
    const int MostReadings = 4096;

    public static List<ShardPart> Of(IReadOnlyList<IntakeItem> items)
    {
        var shards = new byte[items.Count];
        Span<int> counts = stackalloc int[Sharding.Count];
        counts.Clear();
        for (var i = 0; i < shards.Length; i++)
        {
            var item = items[i];
            shards[i] = byte.MaxValue;
            if (item.Refusal is not null) continue;
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
            if (counts[shard] > 0) parts.Add(new(shard, ImmutableCollectionsMarshal.AsImmutableArray(readings[shard]), places[shard]));
        return parts;
    }

    /// <summary>In pieces of one call each, to be sent one after the other: order decides between contradictions.</summary>
    public IEnumerable<ShardPart> Pieces()
    {
        if (Readings.Length <= MostReadings) return [this];
        return Enumerable.Range(0, (Readings.Length + MostReadings - 1) / MostReadings).Select(piece =>
        {
            var from = piece * MostReadings;
            var count = Math.Min(MostReadings, Readings.Length - from);
            return new ShardPart(Shard, Readings.Slice(from, count), Places[from..(from + count)]);
        });
    }
}

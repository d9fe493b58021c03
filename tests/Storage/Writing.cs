using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Storage;

/// <summary>Writes a shard's chain as its grain would.</summary>
sealed class Writer(IJournal journal, int shard, JournalHead head)
{
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00Z");

    public long Epoch => head.Epoch;
    public long NextOffset { get; set; } = head.NextOffset;
    public ReadOnlyMemory<byte> LastHash { get; private set; } = head.LastHash;

    public static async Task<Writer> Open(IJournal journal, int shard, CancellationToken stop) => new(journal, shard, await journal.Open(shard, stop));

    public Segment Next(int readings) => Segment.Seal(shard, NextOffset, Epoch, Noon + TimeSpan.FromMicroseconds(NextOffset), Content(NextOffset, readings), LastHash.Span);

    public async Task<bool> Append(int readings, CancellationToken stop)
    {
        var segment = Next(readings);
        if (!await journal.Append(segment, stop)) return false;
        Continue(segment);
        return true;
    }

    public void Continue(Segment after) => (NextOffset, LastHash) = (after.NextOffset, after.Hash);

    public static SegmentContent Content(long offset, int readings) => new(
        [.. Enumerable.Range(0, readings).Select(i => new JournalReading(
            new(TwinId.Parse($"roof-{i % 10}"), BuildingChannels.PvPower, Noon + TimeSpan.FromSeconds(offset + i), 1000 + i), "test", Noon))], []);
}

/// <summary>Saves a shard's projections as its grain would.</summary>
sealed class Projector(IProjections projections, int shard, long epoch)
{
    public long Watermark { get; set; }

    public static async Task<Projector> Open(IProjections projections, int shard, long epoch, CancellationToken stop) =>
        new(projections, shard, epoch) { Watermark = (await projections.Open(shard, epoch, stop)).Watermark };

    public ShardProgress Step(long entries) => new(shard, epoch, Watermark, Watermark + entries, SegmentHash.Genesis, [], [], [], [], [], [], []);

    public async Task<bool> Save(ShardProgress step, CancellationToken stop)
    {
        if (!await projections.Save(step, stop)) return false;
        Watermark = step.ToOffset;
        return true;
    }
}

static class Somewhere
{
    /// <summary>A building of shard 0 or any other, with an area for each date from which it holds.</summary>
    public static TwinSnapshot Building(TwinId twin, CitySet set, params (Instant From, string Area)[] areas) => new(
        new(twin, [.. areas.Select(held => new Described(held.From, new(Kinds.Building, set, new(twin.ToString()), held.Area)))]), 0,
        System.Collections.Immutable.ImmutableDictionary<string, ChannelLatest>.Empty);

    public static LedgerRow Energy(TwinId twin, Window window, long steps, Quality quality = Quality.Measured) =>
        new(twin, BuildingMeasures.PvEnergy.Name, "", window, quality, steps, Window.Microseconds, 1);
}

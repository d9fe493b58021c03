using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Sqlite;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Recordings.Verifying;

/// <summary>
/// A store of one roof, small enough to be known by heart: 0, 4 and 4 kW at ten, a quarter past and half past; that is 500 Wh and 1 kWh.
/// One reading was sent twice, one was refused. Everything is saved but the last segment.
/// </summary>
sealed class SmallStore : IDisposable
{
    static readonly TwinId Roof = TwinId.Parse("roof");
    static readonly Instant Ten = Instant.Parse("2026-05-01T10:00:00Z"), Received = Instant.Parse("2026-05-01T11:00:00Z");

    readonly TemporaryFolder _folder = new();

    public string Folder => _folder;

    public static int Shard => Roof.Shard;

    /// <param name="change">What is saved otherwise than it should be.</param>
    /// <param name="notes">More that the journal holds.</param>
    public static async Task<SmallStore> Make(Func<ShardProgress, ShardProgress>? change = null, params JournalNote[] notes)
    {
        SmallStore made = new();
        await using var store = SqliteStore.Open(made.Folder);
        await Fill(store, change, notes);
        return made;
    }

    public static async Task Fill(Store store, Func<ShardProgress, ShardProgress>? change = null, params JournalNote[] notes)
    {
        var head = await store.Journal.Open(Shard, default);
        await store.Projections.Open(Shard, head.Epoch, default);
        var (next, hash) = (0L, head.LastHash);
        List<Segment> segments = [];
        var described = new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Real, new("Roof"), "outside:here"));
        await Append([], new Registered(Roof, described, Received, "api"));
        await Append([Reading(0, 0), Reading(15, 4_000_000)], [new DuplicatesAnswered("f", 1), Refused, .. notes]);
        await Append([Reading(30, 4_000_000)]);
        var watermark = next;
        await Append([Reading(45, 4_000_000)]);

        var last = Sample(30, 4_000_000, watermark - 1);
        ShardProgress progress = new(Shard, head.Epoch, 0, watermark, segments[2].Hash,
            [new(Roof, BuildingChannels.PvPower, HistoryPart.HourOf(Ten), [Sample(0, 0, 1), Sample(15, 4_000_000, 2), last], ["f", "f", "f"])],
            [Row(0, 500_000, 2), Row(15, 1_000_000, watermark - 1)],
            [new(new(Roof, [described]), watermark - 1, ImmutableDictionary<string, ChannelLatest>.Empty.Add("pv-power", new(last.At, last)))],
            [new("f", 3, 1, 1, 0, Received, last.At)], [new(Shard, 4, Refused)], [], []);
        Assert.True(await store.Projections.Save(change?.Invoke(progress) ?? progress, default));

        async Task Append(IReadOnlyList<Reading> readings, params JournalNote[] more)
        {
            var content = new SegmentContent([.. readings.Select(reading => new JournalReading(reading, "f", Received))], more);
            var segment = Segment.Seal(Shard, next, head.Epoch, Received, content, hash.Span);
            Assert.True(await store.Journal.Append(segment, default));
            segments.Add(segment);
            (next, hash) = (segment.NextOffset, segment.Hash);
        }
    }

    public static Quarantined Refused { get; } = new("f", CitySet.Real, Received, "no-number", "\"Null\" is no number.", "Send one.", "Null"u8.ToArray());

    /// <summary>The roof's energy in the quarter hour that begins so many minutes after ten.</summary>
    public static LedgerRow Row(int minutes, long milliwattHours, long offset) =>
        new(Roof, "pv-energy", "", Window.Of(Ten + TimeSpan.FromMinutes(minutes)), Quality.Estimated, milliwattHours, Window.Microseconds, offset);

    public static Sample Sample(int minutes, long milliwatts, long offset) => new(Reading(minutes, milliwatts), offset);

    public static Registered RegisteredElsewhere { get; } = new(TwinId.Parse(Enumerable.Range(0, 100).Select(i => $"t{i}").First(id => TwinId.Parse(id).Shard != Shard)),
        new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Real, new("Lost"), "outside:here")), Received, "api");

    /// <summary>Does to the files what no program of ours would.</summary>
    public void Tamper(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.True(command.ExecuteNonQuery() > 0, "The tampering must hit a row.");
    }

    public void Dispose() => _folder.Dispose();

    static Reading Reading(int minutes, long milliwatts) => new(Roof, BuildingChannels.PvPower, Ten + TimeSpan.FromMinutes(minutes), milliwatts);
}

using System.Collections.Immutable;
using CsCheck;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Tests.Twins;

/// <summary>A shuttle's fold against the plain definition: readings, events, revisions and register entries all at once.</summary>
public sealed class A_shuttles_fold
{
    // One word to the shard: a reading, an event or another top speed.
    sealed record Word(Channel? Channel, Sample Sample, EventWord? Event, Described? Entry);

    static readonly TwinId Cart = TwinId.Parse("cart-1");
    static readonly Instant Start = Instant.Parse("2026-03-01T00:00:00+07:00");
    static readonly Channel[] Heard = [ShuttleChannels.Position, ShuttleChannels.Position, ShuttleChannels.Position, ShuttleChannels.Occupancy, ShuttleChannels.BatteryPower, ShuttleChannels.Boardings];

    static readonly (EventType Type, string Fields, string Subject)[] Happens =
    [
        (ShuttleEvents.ModeChanged, """{"mode":"auto"}""", ""), (ShuttleEvents.ModeChanged, """{"mode":"safe-stop"}""", ""),
        (ShuttleEvents.Fault, """{"code":"E1","state":"raised"}""", "E1"), (ShuttleEvents.Fault, """{"code":"E1","state":"cleared"}""", "E1"),
        (ShuttleEvents.Fault, """{"code":"E2","state":"raised","severity":"major"}""", "E2"), (ShuttleEvents.Fault, """{"code":"E2","state":"raised","severity":"minor"}""", "E2"),
        (ShuttleEvents.StopArrived, """{"stop":"A"}""", "A"), (ShuttleEvents.StopDeparted, """{"stop":"A"}""", "A"),
        (ShuttleEvents.StopArrived, """{"stop":"B"}""", "B"), (ShuttleEvents.StopDeparted, """{"stop":"B"}""", "B"), (ShuttleEvents.Disengagement, "{}", ""),
    ];

    static TwinDescription Description(int topMetresPerSecond) => new(Kinds.Shuttle, CitySet.Real, new("Cart 1"), "1029", Shuttle: new(TopSpeedMillimetresPerSecond: topMetresPerSecond * 1000));

    static TwinRegister Register => new(Cart, [new Described(TwinRegister.Beginning, Description(8))]);

    // Half minutes within five hours, often on a quarter hour; a jump to Chiang Mai now and then; every moment may be revised or taken back.
    static readonly Gen<Word[]> Words = Gen.Select(Gen.Int[0, 19], Gen.OneOf(Gen.Int[0, 600], Gen.Int[0, 120], Gen.Int[0, 20].Select(quarter => quarter * 30)), Gen.Int[0, 1000], Gen.Int[0, 9]).Array[1, 150].Select(all =>
    {
        Dictionary<(string, int), int> revisions = [];
        return all.Select((one, offset) => Said(one.Item1, one.Item2, one.Item3, one.Item4, offset, revisions)).ToArray();
    });

    static Word Said(int what, int half, int value, int luck, int offset, Dictionary<(string, int), int> revisions)
    {
        var at = Start + TimeSpan.FromSeconds(30 * half);
        if (what == 19) return new(null, default, null, new(at, Description(3 + value % 10)));
        if (what < 12)
        {
            var channel = Heard[what % Heard.Length];
            var revision = revisions[(channel.Name, half)] = revisions.GetValueOrDefault((channel.Name, half), -1) + 1;
            var steps = channel == ShuttleChannels.Position ? (luck == 1 ? new GeoPoint(187_883_000, 989_853_000) : new GeoPoint(138_047_000 + half * 10_000 + value, 1_005_418_000 + value * 20)).Packed
                : channel == ShuttleChannels.Occupancy ? value % 4 : channel == ShuttleChannels.Boardings ? half * 2 + value % 2 : (value - 400) * 5_000L;
            return new(channel, new(at, steps, 0, offset, luck == 2 ? Quality.Estimated : Quality.Measured, revision, revision > 0 && luck == 0), null, null);
        }
        // Of one half minute there is one event of each sort; said again, it is revised: it keeps its type, time and subject.
        var (type, fields, subject) = Happens[(what - 12 + value) % Happens.Length];
        var key = ($"{type}-{subject}", half);
        var again = revisions[key] = revisions.GetValueOrDefault(key, -1) + 1;
        return new(null, default, new(type.Name, $"{key}", at, fields, subject, luck == 2 ? Quality.Estimated : Quality.Measured, again, again > 0 && luck < 4, offset), null);
    }

    [Fact]
    public void Comes_to_the_same_whatever_the_batches_and_however_late() =>
        Gen.Select(Words, Gen.Int[1, 40]).Sample((words, batch) => Same(AllAtOnce(words), Run(words, batch).Result), iter: 200);

    /// <summary>What comes in order adds to the quarter hour that fills up; now and then something comes late.</summary>
    [Fact]
    public void Comes_to_the_same_as_its_quarter_hours_fill_up() => Gen.Select(Words, Gen.Int[1, 4], Gen.Int[0, 3], Gen.Int[0, 1000]).Sample((words, batch, late, seed) =>
    {
        // All words on one moment are late together: revisions stay in their order.
        bool IsLate(Word word) => (At(word) - Start).Ticks / TimeSpan.FromSeconds(30).Ticks * seed % 20 < late;
        var filling = words.OrderBy(word => At(word) + TimeSpan.FromHours(IsLate(word) ? 1 : 0))
            .Select((word, offset) => word with { Sample = word.Sample with { Offset = offset }, Event = word.Event is null ? null : word.Event with { Offset = offset } }).ToArray();
        Same(AllAtOnce(filling), Run(filling, batch).Result);
    }, iter: 300);

    [Fact, Trait("needs", "minutes")]
    public void Comes_to_the_same_when_deliveries_overlap_and_repeat() =>
        Gen.Select(Words, Gen.Int[1, 20]).Sample((words, batch) => Same(AllAtOnce(words), Run(words, batch, repeat: true).Result), iter: 100);

    [Fact]
    public async Task Judges_anew_a_pair_that_began_before_the_date_of_a_changed_description()
    {
        // 600 m in the minute around a quarter past: too far at 8 m/s. At a quarter past, it is entered later, the cart became faster.
        Word Fix(int half, int offset, int latE7) => new(ShuttleChannels.Position, new(Start + TimeSpan.FromSeconds(30 * half), new GeoPoint(latE7, 1_005_418_000).Packed, 0, offset, Quality.Measured, 0, false), null, null);
        Word[] words = [Fix(29, 0, 138_047_000), Fix(31, 1, 138_101_234), new(null, default, null, new(Start + TimeSpan.FromMinutes(15), Description(20)))];
        Assert.Equal([0, 1], AllAtOnce(words).Where(row => row.Measure == "vehicle-distance").Select(row => row.Window.Index - Window.Of(Start).Index));
        Same(AllAtOnce(words), await Run(words, batch: 1));
    }

    // The ledger does not ask which came first: only which word is the last on its moment.
    [Fact, Trait("needs", "minutes")]
    public void Comes_to_the_same_in_another_order() => Gen.Select(Words, Gen.Int[0, 1000], Gen.Int[1, 20]).Sample((words, seed, batch) =>
    {
        var firsts = words.Where(word => word.Entry is null && word.Sample.Revision == 0 && word.Event is not { Revision: > 0 }).ToArray();
        var shuffled = firsts.ToArray();
        new Random(seed).Shuffle(shuffled);
        Same(Run(firsts, batch).Result, Run(shuffled, batch).Result);
    }, iter: 100);

    static Instant At(Word word) => word.Channel is not null ? word.Sample.At : word.Event?.At ?? word.Entry!.From;

    static void Same(IReadOnlyCollection<LedgerRow> expected, IReadOnlyCollection<LedgerRow> rows) =>
        Assert.Equal([], expected.Except(rows).Select(row => $"missing {row}").Concat(rows.Except(expected).Select(row => $"wrong {row}")));

    static async Task<List<LedgerRow>> Run(Word[] words, int batch, bool repeat = false)
    {
        Told told = new();
        var register = Register;
        TwinFold fold = new(new(register, -1, [], [], [], null, []), told);
        List<LedgerRow> ledger = [];
        Word[] before = [];
        foreach (var some in words.Chunk(batch))
        {
            told.Samples.AddRange(some.Where(word => word.Channel is not null).Select(word => (word.Channel!, word.Sample)));
            told.Events.AddRange(some.Where(word => word.Event is not null).Select(word => word.Event!));
            register = some.Where(word => word.Entry is not null).Aggregate(register, (known, word) => known.With(word.Entry!));
            await Deliver(some);
            if (repeat) await Deliver([.. before, .. some]);
            before = some;
        }
        return ledger;

        async Task Deliver(Word[] some)
        {
            ImmutableArray<ChannelNews> news = [.. some.Where(word => word.Channel is not null).GroupBy(word => word.Channel!, word => word.Sample).Select(group => new ChannelNews(group.Key, [.. group]))];
            foreach (var (measure, from, to, rows) in await fold.Fold(register, news, [.. some.Select(word => word.Event).OfType<EventWord>()]))
            {
                ledger.RemoveAll(row => row.Measure == measure.Name && row.Window >= from && row.Window < to);
                ledger.AddRange(rows);
            }
        }
    }

    static List<LedgerRow> AllAtOnce(Word[] words)
    {
        Told told = new();
        told.Samples.AddRange(words.Where(word => word.Channel is not null).Select(word => (word.Channel!, word.Sample)));
        told.Events.AddRange(words.Where(word => word.Event is not null).Select(word => word.Event!));
        var register = words.Where(word => word.Entry is not null).Aggregate(Register, (known, word) => known.With(word.Entry!));
        return told.Ledger(register, new(Window.Of(Start).Index - 100), new(Window.Of(Start).Index + 100));
    }
}

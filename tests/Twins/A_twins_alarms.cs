using System.Collections.Immutable;
using CsCheck;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Waste;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Tests.Twins;

/// <summary>
/// What a twin says of now, from what it keeps in memory, against the plain definition: from everything that was told. However it was told, and
/// wherever in a quarter hour now is. (A point's lots are held to the same in A_waste_fold.)
/// </summary>
public sealed class A_twins_alarms
{
    static readonly Instant Noon = Instant.Parse("2026-03-01T12:00:00+07:00");

    // One word to the shard; those of one identity come in the order of their revisions.
    sealed record Word(string Identity, Channel? Channel, Sample Sample, EventWord? Event);

    sealed record Room(TwinDescription Description, (Channel Channel, Func<int, int, long> Steps)[] Heard, (EventType Type, string Fields, string Subject)[] Happens);

    static readonly Room[] Rooms =
    [
        // A meter that mostly stands, in mostly fair weather.
        new(new(Kinds.Building, CitySet.Real, new("Roof"), "1030", PvRatedMilliwatts: 250_000_000),
            [(BuildingChannels.PvEnergy, (value, minute) => 1_000_000_000 + (value % 8 == 0 ? minute * 1_000_000 : 0)), (BuildingChannels.PvPower, (value, _) => value * 250_000L), (BuildingChannels.IrradiancePoa, (value, _) => value * 1_000L)], []),
        new(new(Kinds.Shuttle, CitySet.Real, new("Cart"), "1029", Shuttle: new(TopSpeedMillimetresPerSecond: 8_000)),
            [
                (ShuttleChannels.Position, (value, minute) => (value % 9 == 0 ? new GeoPoint(187_883_000, 989_853_000) : new GeoPoint(138_047_000 + minute * 20_000 + value, 1_005_418_000 + value * 20)).Packed),
                (ShuttleChannels.StateOfCharge, (value, _) => 10_000 + value * 10), (ShuttleChannels.BatteryPower, (value, _) => (value - 200) * 5_000L), (ShuttleChannels.Occupancy, (value, _) => value % 4),
            ],
            [
                (ShuttleEvents.ModeChanged, """{"mode":"auto"}""", ""), (ShuttleEvents.ModeChanged, """{"mode":"safe-stop"}""", ""), (ShuttleEvents.Fault, """{"code":"E1","state":"raised"}""", "E1"),
                (ShuttleEvents.Fault, """{"code":"E1","state":"cleared"}""", "E1"), (ShuttleEvents.StopArrived, """{"stop":"A"}""", "A"), (ShuttleEvents.StopDeparted, """{"stop":"A"}""", "A"),
            ]),
        new(new(Kinds.WasteSite, CitySet.Real, new("Site"), "1034", Waste: new(WasteRole.Landfill)),
            [(WasteChannels.FillLevel, (value, _) => 60_000 + value * 50), (WasteChannels.LandfillGasFlow, (value, _) => value % 20 * 1_000L), (WasteChannels.GasDestroyed, (value, minute) => 5_000_000 + (value % 8 == 0 ? minute * 1_000 : 0))], []),
        new(new(Kinds.EWastePoint, CitySet.Real, new("Point"), "1034", EWaste: new(EWasteRole.Point, [], 30)), [(WasteChannels.FillLevel, (value, _) => 60_000 + value * 50)], []),
        // A roof at the other end of the Earth, where it is night, whose sensors mostly stand still and whose power is a thousandfold too high.
        new(new(Kinds.Building, CitySet.Real, new("Roof"), "1030", new(-13.75, -79.5), PvRatedMilliwatts: 250_000_000, Building: new(PvPeakMilliwatts: 300_000_000)),
            [(BuildingChannels.PvPower, (value, _) => value % 60 == 0 ? value * 1_000_000L : 200_000_000_000), (BuildingChannels.IrradiancePoa, (value, _) => value % 60 == 0 ? value * 1_000L : 800_000)], []),
    ];

    // Mostly of the last hours, up to two minutes ahead of the clock; every fourth word of a moment that is spoken of again takes it back.
    static Gen<Word[]> Words(Room room, bool isCorrected) => Gen.Select(Gen.Int[0, room.Heard.Length * 4 + room.Happens.Length - 1],
        Gen.OneOf(Gen.Int[-62, 2], Gen.Int[-62, 2], Gen.Int[-200, 2], Gen.Int[-15, 0].Select(tens => tens * 10)), Gen.Int[0, 1000], Gen.Int[0, 3]).Array[1, 90].Select(all =>
    {
        Dictionary<string, int> revisions = [];
        return all.Select(one => Said(room, one.Item1, one.Item2, one.Item3, one.Item4, revisions)).Where(word => isCorrected || (word.Event?.Revision ?? word.Sample.Revision) == 0).ToArray();
    });

    static Word Said(Room room, int what, int minute, int value, int luck, Dictionary<string, int> revisions)
    {
        var at = Noon + TimeSpan.FromMinutes(minute);
        if (what < room.Heard.Length * 4)
        {
            var (channel, steps) = room.Heard[what / 4];
            var identity = $"{channel} {minute}";
            var revision = revisions[identity] = revisions.GetValueOrDefault(identity, -1) + 1;
            return new(identity, channel, new(at, steps(value, minute + 300), 0, 0, Quality.Measured, revision, revision > 0 && luck == 0), null);
        }
        var (type, fields, subject) = room.Happens[what - room.Heard.Length * 4];
        var id = $"{what}-{minute}";
        var again = revisions[id] = revisions.GetValueOrDefault(id, -1) + 1;
        return new(id, null, default, new(type.Name, id, at, fields, subject, Quality.Measured, again, again > 0 && luck == 0, 0));
    }

    static Word Shifted(Word word, TimeSpan by, int offset) => word with
    {
        Sample = word.Sample with { At = word.Sample.At + by, Offset = offset },
        Event = word.Event is { } happened ? happened with { At = happened.At + by, Offset = offset } : null,
    };

    // Any order that the shard lets in: a revision comes after what it replaces.
    static Word[] Shuffled(Word[] words, int seed)
    {
        var identities = words.Select(word => word.Identity).ToArray();
        new Random(seed).Shuffle(identities);
        var next = words.GroupBy(word => word.Identity).ToDictionary(group => group.Key, group => new Queue<Word>(group));
        return [.. identities.Select(identity => next[identity].Dequeue())];
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Are_the_same_in_whatever_order_its_last_hours_were_told(int room) => Gen.Select(Words(Rooms[room], isCorrected: false), Gen.Int[0, 9999], Gen.Int[1, 20], Gen.Int[0, 14])
        .Sample((words, seed, batch, minute) =>
        {
            var inTime = words.OrderBy(word => word.Event?.At ?? word.Sample.At).ToArray();
            Assert.Equal(Shown(room, inTime, 1, minute), Shown(room, Shuffled(words, seed), batch, minute));
        }, iter: 200);

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), Trait("needs", "minutes")]
    public void Are_the_same_in_whatever_order_it_was_told_and_corrected_and_where_it_began_anew(int room) => Gen.Select(Words(Rooms[room], isCorrected: true), Gen.Int[0, 9999], Gen.Int[1, 20], Gen.Int[0, 14], Gen.Int[0, 90])
        .Sample((words, seed, batch, minute, anew) => Assert.Equal(Shown(room, words, 1, minute), Shown(room, Shuffled(words, seed), batch, minute, anew)), iter: 200);

    [Fact]
    public void Do_not_tell_whether_a_reading_was_taken_back_before_or_after_other_words_came()
    {
        Word Stop(int minute) => Said(Rooms[1], 17, minute, 0, 0, []);
        Dictionary<string, int> revisions = [];
        Word[] takenBack = [Said(Rooms[1], 0, 0, 0, 0, revisions), Said(Rooms[1], 0, 0, 0, 0, revisions)];
        Assert.True(takenBack[1].Sample.Withdrawn);
        Assert.Equal(Shown(1, [Stop(-50), Stop(-40), .. takenBack], 1, 0), Shown(1, [.. takenBack, Stop(-50), Stop(-40)], 1, 0));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Are_raised_from_memory_exactly_where_all_that_was_ever_told_would_raise_them(int room) => Gen.Select(Words(Rooms[room], isCorrected: true), Gen.Int[1, 20], Gen.Int[0, 14])
        .Sample((words, batch, minute) =>
        {
            var (fold, told) = Run(room, words, batch, Noon + TimeSpan.FromMinutes(minute)).Result;
            var asOf = Noon + TimeSpan.FromMinutes(minute);
            ReadOnlySpan<Sample> All(Channel channel) => told.Standing(channel);
            Assert.Equal(Codes(room, told, asOf, All, told.StandingEvents()), Codes(room, told, asOf, channel => fold.Tail(channel) is { } tail ? tail.Samples : default, fold.LatestEvents));
        }, iter: 200);

    // Without these the two above would compare nothing with nothing.
    [Theory, InlineData("power-stuck"), InlineData("sunlight-stuck"), InlineData("night-generation"), InlineData("wrong-unit")]
    public void Of_a_roof_that_stands_still_are_among_those_compared(string code)
    {
        var found = 0;
        Words(Rooms[4], isCorrected: true).Sample(words =>
        {
            var (fold, told) = Run(4, words, 5, Noon + TimeSpan.FromMinutes(2)).Result;
            if (Codes(4, told, Noon + TimeSpan.FromMinutes(2), channel => fold.Tail(channel) is { } tail ? tail.Samples : default, fold.LatestEvents).Contains(code)) Interlocked.Increment(ref found);
        }, iter: 300);
        Assert.NotEqual(0, found);
    }

    static IEnumerable<string> Codes(int room, Told told, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail, IReadOnlyList<EventWord> events) => Alarms(room, told, asOf, tail, events).Select(alarm => alarm.Code);

    static TwinRegister Register(int room) => new(TwinId.Parse("twin-1"), [new Described(TwinRegister.Beginning, Rooms[room].Description)]);

    static string Kept(ReadOnlySpan<Sample> samples) => string.Join(" ", samples.ToArray().Select(sample => $"{sample.At}={sample.Steps}"));

    /// <summary>Alarms with all they say, the channels, of a shuttle where and how it drives, and what is kept in memory for them.</summary>
    static string[] Shown(int room, Word[] words, int batch, int minute, int? anew = null)
    {
        var asOf = Noon + TimeSpan.FromMinutes(minute);
        var (fold, told) = Run(room, words, batch, asOf, anew).Result;
        ReadOnlySpan<Sample> Tail(Channel channel) => fold.Tail(channel) is { } tail ? tail.Samples : default;
        var now = ShuttleView.Of(fold.Register, asOf, fold.LatestOf, Tail(ShuttleChannels.Position), fold.LatestEvents);
        return [.. Alarms(room, told, asOf, Tail, fold.LatestEvents).Select(alarm => $"{alarm}"), .. Live.Channels(fold, asOf).Select(channel => $"{channel}"),
            $"{now with { Faults = [] }} {string.Join(",", now.Faults)}", .. fold.Heard.OrderBy(channel => channel.Name, StringComparer.Ordinal).Select(channel => $"{channel} {Kept(Tail(channel))}"),
            .. fold.LatestEvents.Select(word => word.Id)];
    }

    static ImmutableArray<Alarm> Alarms(int room, Told told, Instant asOf, Func<Channel, ReadOnlySpan<Sample>> tail, IReadOnlyList<EventWord> events)
    {
        var register = Register(room);
        var ledger = told.Ledger(register, new(Window.Of(asOf).Index - 8), Window.Of(asOf));
        return room switch
        {
            0 or 4 => BuildingAlarms.Of(register, asOf, tail, Rows),
            1 => ShuttleAlarms.Of(register, asOf, ShuttleView.Of(register, asOf, channel => tail(channel) is { Length: > 0 } known ? known[^1] : null, tail(ShuttleChannels.Position), events), tail),
            2 => WasteAlarms.Of(register, asOf, tail, Rows),
            _ => EWasteAlarms.Of(register, asOf, [], tail(WasteChannels.FillLevel)),
        };

        (LedgerRow? Measured, LedgerRow? Estimated) Rows(Measure measure, Window window) => (Row(measure, window, Quality.Measured), Row(measure, window, Quality.Estimated));

        LedgerRow? Row(Measure measure, Window window, Quality quality) =>
            ledger.Where(row => row.Measure == measure.Name && row.Window == window && row.Quality == quality).Select(row => (LedgerRow?)row).SingleOrDefault();
    }

    static async Task<(TwinFold Fold, Told Told)> Run(int room, Word[] words, int batch, Instant asOf, int? anew = null)
    {
        Told told = new();
        TwinFold fold = new(new(Register(room), -1, [], [], [], null, []), told);
        var (offset, shift) = (0, asOf - Noon);
        foreach (var some in words.Chunk(batch))
        {
            Word[] said = [.. some.Select(word => Shifted(word, shift, offset++))];
            told.Samples.AddRange(said.Where(word => word.Channel is not null).Select(word => (word.Channel!, word.Sample)));
            told.Events.AddRange(said.Select(word => word.Event).OfType<EventWord>());
            if (anew is { } there && offset > there) (fold, anew) = (new(told.Memory(Register(room), told.Samples.Count, told.Events.Count), told), null);
            await fold.Fold(null, [.. said.Where(word => word.Channel is not null).GroupBy(word => word.Channel!, word => word.Sample).Select(group => new ChannelNews(group.Key, [.. group]))],
                [.. said.Select(word => word.Event).OfType<EventWord>()]);
        }
        return (fold, told);
    }
}

using System.Text;
using CsCheck;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Shuttles.ModeShift;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Tests.Model;

public sealed class A_segment
{
    static readonly Gen<Reading> Readings = Gen.Select(Gen.Int[0, 5], Gen.Int[0, Channels.All.Count - 1], Gen.Long[0, 4_000_000_000_000_000], Gen.Long, Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 3])
        .Select((twin, channel, at, steps, span, estimated, revision) => new Reading(TwinId.Parse($"twin-{twin}"), Channels.All[channel], new(at), steps,
            span * Instant.PerMinute, estimated ? Quality.Estimated : Quality.Measured, revision, revision == 2, revision == 0 ? null : $"reason {revision}"));

    static readonly Gen<JournalReading> Entries = Gen.Select(Readings, Gen.Int[0, 2], Gen.Int[0, 2])
        .Select((reading, feed, batch) => new JournalReading(reading, $"feed-{feed}", new(1_700_000_000_000_000 + batch)));

    [Fact]
    public void Gives_back_every_reading_that_was_put_in() => Entries.Array[0, 200].Sample(entries =>
        Assert.Equal(entries, SegmentPayload.Decode(SegmentPayload.Encode(new(entries, []))).Readings));

    [Fact]
    public void Gives_back_every_note()
    {
        JournalNote[] notes =
        [
            new Registered(TwinId.Parse("roof-1"), new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Rehearsal, new("Roof", "หลังคา", "屋根"), "1030", new(13.8, 100.54), 250_000_000)), new(1), "operator"),
            new Registered(TwinId.Parse("roof-1"), new MeterReplaced("pv-energy", new(5), 100, 3), new(2), "operator"),
            new DuplicatesAnswered("http", 12),
            new Quarantined("http", CitySet.Real, new(3), "unknown-twin", "The register has no twin \"x\".", "Register it.", [0xff, 0x00, (byte)'{']),
            new QuarantineResolved(7, "http", QuarantineOutcome.Discarded, "test data", new(4), "operator"),
        ];
        var back = SegmentPayload.Decode(SegmentPayload.Encode(new([], notes))).Notes;
        Assert.Equal(notes.Length, back.Count);
        Assert.Equal(((Registered)notes[0]).Entry, ((Registered)back[0]).Entry);
        Assert.Equal(notes[1..3], back.Skip(1).Take(2));
        Assert.Equal(((Quarantined)notes[3]).Raw, ((Quarantined)back[3]).Raw);
        Assert.Equal(notes[4], back[4]);
    }

    // The text as the version of 28 November 2026 wrote it, before a vehicle had a loop.
    [Fact]
    public void Of_before_a_vehicle_had_a_loop_is_read_and_written_as_it_was()
    {
        const string Then = """{"capacityPersons":8,"batteryMilliwattHours":24000000,"topSpeedMillimetresPerSecond":11111,"route":"bang-sue-loop"}}""";
        var payload = SegmentPayload.Encode(new([], [Cart(null)]));
        Assert.Contains(Then, Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        Assert.Equal(new ShuttleFacts(8, 24_000_000, 11_111, "bang-sue-loop"), Facts(payload));
    }

    [Fact]
    public void Gives_back_a_vehicles_loop()
    {
        LoopPoint[] loop = [new(13.8047, 100.54177, "terminal", new("Terminal", "สถานี", "駅")), new(13.8072, 100.5415)];
        Assert.Equal(loop, Facts(SegmentPayload.Encode(new([], [Cart(loop)]))).Loop);
    }

    [Fact]
    public void Gives_back_how_passengers_travelled_before()
    {
        FormerModeSplit split = new("survey", new(2026, 1, 1), new("Passenger survey", "made up for this test", 2026), [new("walk", 0.3333m), new("bus", 0.6667m)], new(2026, 6, 30), new(2025, 12, 1));
        var cart = Cart(null);
        var described = (Described)cart.Entry;
        var said = cart with { Entry = described with { Description = described.Description with { Shuttle = new(FormerModes: [split, split with { Id = "guess", To = null, Surveyed = null }]) } } };
        Assert.Equal([split, split with { Id = "guess", To = null, Surveyed = null }], Facts(SegmentPayload.Encode(new([], [said]))).FormerModes!);
    }

    [Fact]
    public void Gives_back_a_landfills_history()
    {
        FactorSource source = new("Yearly report", "made up for this test", 2023, "page 7");
        LandfillFacts facts = new(2001, SiteManagement.Deep, [new(2001, "mixed", 12_000_000, source, FactorStatus.Press, 0.4m), new(2002, "food", 0, source, FactorStatus.Memory)], 2002, true, 3, null,
            [new(2001, [new("food", 0.49m)], source)], [new(2005, 7, source)], new(0.5m, 15, 101.325, source));
        Registered site = new(TwinId.Parse("landfill-1"), new Described(TwinRegister.Beginning, new(Kinds.WasteSite, CitySet.Real, new("Landfill"), "outside:far", Waste: new(WasteRole.Landfill, null, facts))), new(1), "operator");
        var note = (Registered)Assert.Single(SegmentPayload.Decode(SegmentPayload.Encode(new([], [site]))).Notes);
        Assert.Equal(site.Entry, note.Entry);
    }

    static Registered Cart(LoopPoint[]? loop) => new(TwinId.Parse("cart-1"),
        new Described(TwinRegister.Beginning, new(Kinds.Shuttle, CitySet.Real, new("Cart"), "1029", Shuttle: new(8, 24_000_000, 11_111, "bang-sue-loop", loop))), new(1), "operator");

    static ShuttleFacts Facts(byte[] payload) => ((Described)((Registered)SegmentPayload.Decode(payload).Notes[0]).Entry).Description.Shuttle!;

    [Fact]
    public void Refuses_any_cut_or_unknown_payload_instead_of_guessing()
    {
        var whole = SegmentPayload.Encode(new(Entries.Array[20].Single(), [new DuplicatesAnswered("http", 1)]));
        for (var length = 0; length < whole.Length; length++)
            Assert.ThrowsAny<Exception>(() => SegmentPayload.Decode(whole.AsSpan(0, length)));
        whole[0] = 99;
        Assert.Contains("version 99", Assert.Throws<InvalidDataException>(() => SegmentPayload.Decode(whole)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Breaks_the_chain_when_any_byte_of_it_changes()
    {
        var before = SegmentHash.Genesis;
        var segment = Segment.Seal(3, 40, 7, new(1_700_000_000_000_000), new([], [new DuplicatesAnswered("http", 1)]), before.Span);
        Assert.True(segment.Follows(before.Span));
        Assert.False(segment.Follows(Encoding.UTF8.GetBytes(new string('x', 32))));
        Assert.False((segment with { Epoch = 8 }).Follows(before.Span));
        Assert.False((segment with { FirstOffset = 41 }).Follows(before.Span));
        Assert.False((segment with { Shard = 4 }).Follows(before.Span));
        Assert.False((segment with { Count = 2 }).Follows(before.Span));
        Assert.False((segment with { CommittedAt = new(1) }).Follows(before.Span));
        var changed = segment.Payload.ToArray();
        changed[^1] ^= 1;
        Assert.False((segment with { Payload = changed }).Follows(before.Span));
    }

    [Fact]
    public void Takes_about_eight_bytes_a_reading_where_a_twin_sends_several()
    {
        var entries = Enumerable.Range(0, 1000).Select(i => new JournalReading(
            new(TwinId.Parse($"roof-{i / 80}"), Channels.All[i / 16 % 5], new(1_700_000_000_000_000 + i % 16 * Instant.PerSecond), 100_000_000 + i * 1000), "http", new(1_700_000_000_000_000))).ToArray();
        Assert.InRange(SegmentPayload.Encode(new(entries, [])).Length, 1, 10_000);
    }
}

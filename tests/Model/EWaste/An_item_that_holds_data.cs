using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.EWaste;

public sealed class An_item_that_holds_data
{
    static readonly TwinRegister Holder = Point(sendsTo: "recycler-1");

    static readonly EventWord Handed = Collected(10,
        """{"lot":"L1","category":"small-it","massKg":4,"items":[{"serial":"D1","dataBearing":true,"mediaType":"flash","confidentiality":"moderate","massKg":2,"maker":"Krung","model":"laptop"},{"serial":"K1","dataBearing":false,"massKg":2,"mediaType":"none","maker":"Krung","model":"keyboard"}]}""");

    static EventWord Vouched(double minutes, string method, params string[] serials) =>
        Sanitised(minutes, $$"""{"lot":"L1","serials":["{{string.Join("\",\"", serials)}}"],"certificate":{{Certificate($"C-{minutes}", method)}}}""");

    static readonly EventWord Outside = Transferred(60, """{"lot":"L1","to":"broker-9"}"""), Inside = Transferred(60, """{"lot":"L1","to":"recycler-1","massKg":4,"serials":["D1","K1"]}""");

    static Alarm[] Alarms(double minutes, params EventWord[] events) =>
        [.. EWasteAlarms.Of(Holder, Given.At(minutes), [.. events.GroupBy(word => word.Subject).Select(lot => Lot.Of(Holder, lot)).Where(lot => lot.IsOpen)], default)];

    static string Codes(double minutes, params EventWord[] events) => string.Join(" ", Alarms(minutes, events).Select(alarm => alarm.Code));

    static long Without(params EventWord[] events) => Sum(Holder, EWasteMeasures.WithoutCertificate, events);

    [Fact]
    public void Raises_nothing_at_a_normal_pickup()
    {
        EventWord[] pickup = [Handed, Weighed(11, """{"lot":"L1","massKg":4}"""), Inside];
        for (var seen = 1; seen <= 3; seen++) Assert.Equal("", Codes(70, pickup[..seen]));
        Assert.Equal(0, Without(pickup));
        Assert.False(Lot.Of(Holder, pickup).IsOpen);
        // Nor when nobody weighs anything before the lorry does.
        Assert.Equal("", Codes(70, Collected(10, """{"lot":"L2","count":1,"items":[{"serial":"D9","dataBearing":true}]}"""), Transferred(60, """{"lot":"L2","to":"recycler-1","massKg":7.5}""")));
    }

    [Fact]
    public void Raises_an_alarm_when_it_leaves_the_authorised_chain_until_its_certificate_comes()
    {
        var alarm = Assert.Single(Alarms(70, Handed, Outside));
        Assert.Equal(("left-chain", Given.At(60)), (alarm.Code, alarm.Since));
        Assert.Equal("1 item that holds data left the authorised chain without an adequate certificate: D1 of lot L1 to broker-9: it has no certificate.", alarm.Says);
        Assert.Equal(1, Without(Handed, Outside));

        Assert.Equal(("", 0L), (Codes(70, Handed, Outside, Vouched(30, "purge", "D1")), Without(Handed, Outside, Vouched(30, "purge", "D1"))));
        // Clearing is enough inside the chain, and not for what leaves it.
        Assert.Contains("clear is not enough for media of moderate confidentiality that leave control", Assert.Single(Alarms(70, Handed, Outside, Vouched(30, "clear", "D1"))).Says, StringComparison.Ordinal);
        Assert.Equal("left-chain", Codes(70, Handed, Outside, Vouched(30, "purge", "K1")));
    }

    [Fact]
    public void Raises_an_alarm_when_it_is_taken_apart_or_disposed_of_without_a_certificate()
    {
        Assert.Equal("no-certificate", Codes(70, Handed, Dismantled(40, """{"lot":"L1","serials":["D1"]}""")));
        Assert.Equal("no-certificate", Codes(70, Handed, Dismantled(40, """{"lot":"L1"}""")));
        Assert.Equal("no-certificate", Codes(70, Handed, Disposed(40, """{"lot":"L1","massKg":4,"method":"landfill"}"""))); // all of it, so with all items
        Assert.Equal("", Codes(70, Handed, Disposed(40, """{"lot":"L1","massKg":3,"method":"landfill"}""")));
        Assert.Equal("", Codes(70, Handed, Dismantled(40, """{"lot":"L1","serials":["K1"]}""")));
        Assert.Equal("", Codes(70, Handed, Dismantled(40, """{"lot":"L1"}"""), Vouched(30, "clear", "D1")));
        Assert.Equal("no-certificate", Codes(70, Handed, Disposed(40, """{"lot":"L1","massKg":2,"method":"other","serials":["D1"]}"""), Vouched(30, "clear", "D1")));
    }

    [Fact]
    public void Counts_once_however_often_it_is_touched_and_where_it_was_first()
    {
        EventWord[] twice = [Handed, Dismantled(40, """{"lot":"L1","serials":["D1"]}"""), Disposed(55, """{"lot":"L1","massKg":2,"method":"other","serials":["D1"]}""")];
        var row = Assert.Single(Rows(Holder, EWasteMeasures.WithoutCertificate, twice));
        Assert.Equal((1L, Window.Of(Given.At(40))), (row.Steps, row.Window));
        // A clear is enough to take it apart, and not to dispose of it.
        Assert.Equal(Window.Of(Given.At(55)), Assert.Single(Rows(Holder, EWasteMeasures.WithoutCertificate, [.. twice, Vouched(30, "clear", "D1")])).Window);
    }

    [Fact]
    public void Raises_an_alarm_when_it_stays_unsanitised_past_its_limit()
    {
        const double Day = 24 * 60;
        Assert.Equal("", Codes(10 + 30 * Day, Handed));
        var alarm = Assert.Single(Alarms(11 + 30 * Day, Handed));
        Assert.Equal(("unsanitised-too-long", Given.At(10 + 30 * Day)), (alarm.Code, alarm.Since));
        Assert.Equal("", Codes(40 * Day, Handed, Vouched(30, "clear", "D1")));
        Assert.Equal("", Codes(40 * Day, Handed, Inside));
        Assert.Empty(EWasteAlarms.Of(Point(within: null), Given.At(40 * Day), [Lot.Of(Holder, [Handed])], default));
    }

    [Fact]
    public void Is_counted_as_sanitised_once_by_the_first_adequate_certificate()
    {
        var row = Assert.Single(Rows(Holder, EWasteMeasures.Sanitised, Handed, Vouched(30, "clear", "D1", "K1"), Vouched(50, "purge", "D1")));
        Assert.Equal((2L, Window.Of(Given.At(30))), (row.Steps, row.Window));
        var failed = Sanitised(20, """{"lot":"L1","serials":["D1"],"certificate":{"number":"X","method":"purge"}}""");
        Assert.Equal(Window.Of(Given.At(50)), Assert.Single(Rows(Holder, EWasteMeasures.Sanitised, Handed, failed, Vouched(50, "purge", "D1"))).Window);
    }

    [Fact]
    public void Brings_its_certificate_along_when_it_is_received()
    {
        var received = Transferred(10, $$"""{"lot":"L1","from":"point-9","items":[{"serial":"D1","confidentiality":"low","mediaType":"flash","maker":"Krung","model":"laptop"}],"certificates":[{"serials":["D1"],{{Certificate("C", "purge")[1..]}}]}""");
        Assert.Equal("", Codes(70, received, Outside));
        Assert.Equal(0, Sum(Holder, EWasteMeasures.Sanitised, received)); // it was sanitised there
        Assert.Equal("left-chain", Codes(70, Transferred(10, """{"lot":"L1","from":"point-9","items":[{"serial":"D1","confidentiality":"low"}]}"""), Outside));
    }

    [Fact]
    public void Leaves_the_chain_as_the_chain_was_then()
    {
        var later = Holder.With(new Described(Given.At(60), Holder.Current with { EWaste = new(EWasteRole.Point, ["broker-9"], 30) }));
        Assert.Empty(Rows(later, EWasteMeasures.WithoutCertificate, Handed, Outside));
        Assert.Single(Rows(later, EWasteMeasures.WithoutCertificate, Handed, Transferred(59, """{"lot":"L1","to":"broker-9"}""")));
    }

    [Fact]
    public void Is_held_with_the_date_of_the_oldest()
    {
        var held = EWasteHeld.Of([Lot.Of(Holder, [Handed]), Lot.Of(Holder, [Collected(5, """{"lot":"L2","items":[{"serial":"D2","mediaType":"flash"}]}""")])]);
        Assert.Equal((2, 4000L, 1, 2, (Instant?)Given.At(5), 0), (held.OpenLots, held.HeldGrams, held.LotsOfUnknownMass, held.UnsanitisedItems, held.UnsanitisedSince, held.Flagged));
    }

    [Fact]
    public void Of_a_flagged_lot_is_named_with_both_masses()
    {
        var alarm = Assert.Single(Alarms(70, Collected(10, """{"lot":"L3","massKg":1}"""), FractionOut(20, """{"lot":"L3","material":"steel","massKg":1.5}""")));
        Assert.Equal(("more-out-than-in", "1 lot gave out or took apart more than came in: L3: 1 kg in, 1.5 kg out, 0 kg taken apart."), (alarm.Code, alarm.Says));
    }
}

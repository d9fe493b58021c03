using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.EWaste;

public sealed class A_lot
{
    static readonly TwinRegister Holder = Point(sendsTo: "recycler-1");
    static readonly EventWord Handed = Collected(10, """{"lot":"L1","category":"small-it","massKg":10}""");

    static string Day(Measure measure, params IEnumerable<EventWord> events) => string.Join(" ", Told.Day(Holder, measure, events).Select(row => $"{row.Key}:{row.Value}"));

    [Fact]
    public void Is_collected_as_weighed_last_else_as_said_else_as_its_items_weigh()
    {
        Assert.Equal("category=small-it:10000", Day(EWasteMeasures.Collected, Handed));
        Assert.Equal("category=small-it:10400", Day(EWasteMeasures.Collected, Handed, Weighed(20, """{"lot":"L1","massKg":11}"""), Weighed(30, """{"lot":"L1","massKg":10.4}""")));
        Assert.Equal("category=unknown:1500", Day(EWasteMeasures.Collected, Collected(1, """{"lot":"L1","items":[{"serial":"A","massKg":1},{"serial":"B","massKg":0.5}]}""")));
        Assert.Equal("", Day(EWasteMeasures.Collected, Collected(1, """{"lot":"L1","count":2,"items":[{"serial":"A","massKg":1},{"serial":"B"}]}""")));
    }

    [Fact]
    public void Is_collected_in_the_quarter_hour_it_was_handed_in_whenever_it_was_weighed()
    {
        var row = Assert.Single(Rows(Holder, EWasteMeasures.Collected, Handed, Weighed(200, """{"lot":"L1","massKg":11}""")));
        Assert.Equal((Window.Of(Given.At(10)), 200), (row.Window, row.Offset));
    }

    [Fact]
    public void That_was_received_is_not_collected_again()
    {
        EventWord[] received = [Transferred(10, """{"lot":"L1","from":"point-9","massKg":10}"""), Weighed(20, """{"lot":"L1","massKg":9.9}""")];
        Assert.Equal("", Day(EWasteMeasures.Collected, received));
        Assert.Equal(9900, Lot.Of(Holder, received).InGrams);
        // Handed in on top of what was received: the scale does not tell the two apart.
        Assert.Equal("category=small-it:10000", Day(EWasteMeasures.Collected, [Handed, .. received]));
    }

    [Fact]
    public void Is_treated_recovered_and_disposed_of_by_category_material_and_method()
    {
        EventWord[] events = [Handed, Dismantled(20, """{"lot":"L1"}"""), FractionOut(30, """{"lot":"L1","material":"Copper","massKg":2.5}"""),
            FractionOut(40, """{"lot":"L1","material":"plastics","massKg":4}"""), Disposed(50, """{"lot":"L1","massKg":1,"method":"landfill"}""")];
        Assert.Equal("category=small-it:10000", Day(EWasteMeasures.Treated, events));
        Assert.Equal("material=copper:2500 material=plastics:4000", Day(EWasteMeasures.Recovered, events));
        Assert.Equal("method=landfill:1000", Day(EWasteMeasures.Disposed, events));
        Assert.Equal((2500, LotFlaw.None), (Lot.Of(Holder, events).HeldGrams, Lot.Of(Holder, events).Flaw));
    }

    [Fact]
    public void Taken_apart_in_part_counts_the_items_weights_and_the_whole_counts_only_the_rest()
    {
        var items = Collected(10, """{"lot":"L1","category":"small","massKg":10,"items":[{"serial":"A","massKg":3},{"serial":"B"}]}""");
        Assert.Equal("category=small:3000", Day(EWasteMeasures.Treated, items, Dismantled(20, """{"lot":"L1","serials":["A"]}""")));
        Assert.Equal("", Day(EWasteMeasures.Treated, items, Dismantled(20, """{"lot":"L1","serials":["B"]}""")));
        Assert.Equal("category=small:10000", Day(EWasteMeasures.Treated, items, Dismantled(20, """{"lot":"L1","serials":["A"]}"""), Dismantled(30, """{"lot":"L1"}"""), Dismantled(40, """{"lot":"L1"}""")));
    }

    [Fact]
    public void With_more_out_than_in_is_flagged_and_kept_out_until_the_missing_message_comes()
    {
        EventWord[] events = [Handed, Dismantled(15, """{"lot":"L1","massKg":10}"""), FractionOut(20, """{"lot":"L1","material":"steel","massKg":8}"""), Disposed(30, """{"lot":"L1","massKg":2.001,"method":"other"}""")];
        Assert.Equal(LotFlaw.MoreOutThanIn, Lot.Of(Holder, events).Flaw);
        Assert.Equal(("", "", ""), (Day(EWasteMeasures.Recovered, events), Day(EWasteMeasures.Disposed, events), Day(EWasteMeasures.Treated, events)));
        Assert.Equal("category=small-it:10000", Day(EWasteMeasures.Collected, events));
        foreach (var missing in (EventWord[])[Weighed(12, """{"lot":"L1","massKg":10.001}"""), Collected(5, """{"lot":"L1","massKg":1}"""), Transferred(5, """{"lot":"L1","from":"point-9","massKg":1}""")])
        {
            Assert.Equal(LotFlaw.None, Lot.Of(Holder, [.. events, missing]).Flaw);
            Assert.Equal(("material=steel:8000", "method=other:2001"), (Day(EWasteMeasures.Recovered, [.. events, missing]), Day(EWasteMeasures.Disposed, [.. events, missing])));
        }
    }

    [Fact]
    public void Given_away_and_taken_apart_as_well_is_flagged() =>
        Assert.Equal(LotFlaw.MoreOutThanIn, Lot.Of(Holder, [Handed, Transferred(20, """{"lot":"L1","to":"recycler-1","massKg":6}"""), FractionOut(30, """{"lot":"L1","material":"steel","massKg":5}""")]).Flaw);

    [Fact]
    public void That_never_came_in_is_flagged()
    {
        EventWord[] only = [FractionOut(20, """{"lot":"L1","material":"steel","massKg":5}""")];
        Assert.Equal((LotFlaw.NothingCameIn, ""), (Lot.Of(Holder, only).Flaw, Day(EWasteMeasures.Recovered, only)));
        Assert.Equal(0, Sum(Holder, EWasteMeasures.Sanitised, Sanitised(20, $$"""{"lot":"L1","serials":["A"],"certificate":{{Certificate("C", "purge")}}}""")));
    }

    [Fact]
    public void Of_unknown_mass_is_flagged_once_something_of_it_would_count()
    {
        var unweighed = Collected(10, """{"lot":"L1","count":3}""");
        Assert.Equal(LotFlaw.None, Lot.Of(Holder, [unweighed, Transferred(20, """{"lot":"L1","to":"recycler-1","massKg":9}""")]).Flaw);
        EventWord[] worked = [unweighed, FractionOut(20, """{"lot":"L1","material":"steel","massKg":5}""")];
        Assert.Equal((LotFlaw.MassInUnknown, ""), (Lot.Of(Holder, worked).Flaw, Day(EWasteMeasures.Recovered, worked)));
        Assert.Equal("material=steel:5000", Day(EWasteMeasures.Recovered, [.. worked, Weighed(30, """{"lot":"L1","massKg":5}""")]));
    }

    [Fact]
    public void That_comes_back_adds_to_what_was_weighed()
    {
        EventWord[] away = [Handed, Weighed(11, """{"lot":"L1","massKg":10}"""), Transferred(20, """{"lot":"L1","to":"recycler-1","massKg":10}""")];
        Assert.Equal((0L, true, false), (Lot.Of(Holder, away).HeldGrams, Lot.Of(Holder, away).IsGone, Lot.Of(Holder, away).IsOpen));
        EventWord[] back = [.. away, Transferred(30, """{"lot":"L1","from":"recycler-1","massKg":9}"""), FractionOut(40, """{"lot":"L1","material":"steel","massKg":8}""")];
        Assert.Equal((19_000L, 1000L, LotFlaw.None), (Lot.Of(Holder, back).InGrams, Lot.Of(Holder, back).HeldGrams, Lot.Of(Holder, back).Flaw));
    }

    [Fact]
    public void Shows_what_two_scales_differ_by_and_does_not_absorb_it() =>
        Assert.Equal(100, Lot.Of(Holder, [Handed, Transferred(20, """{"lot":"L1","to":"recycler-1","massKg":9.9}""")]).HeldGrams);

    [Fact]
    public void Counts_two_events_that_say_the_same_twice() =>
        Assert.Equal("material=steel:6000", Day(EWasteMeasures.Recovered, Handed, Event(EWasteEvents.FractionOut, 20, """{"lot":"L1","material":"steel","massKg":3}""", id: "a"),
            Event(EWasteEvents.FractionOut, 20, """{"lot":"L1","material":"steel","massKg":3}""", id: "b")));
}

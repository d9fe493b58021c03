using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.EWaste;

public sealed class A_chain_of_custody
{
    static readonly TwinRegister First = Point("point-1", sendsTo: "recycler-1"), Next = Point("recycler-1");

    static readonly EventWord[] Sent =
    [
        Collected(10, """{"lot":"L1","massKg":10,"items":[{"serial":"D1","dataBearing":true,"mediaType":"flash","confidentiality":"high","maker":"Krung","model":"laptop"}]}"""),
        Transferred(60, """{"lot":"L1","to":"recycler-1","massKg":10}"""),
    ];

    static readonly EventWord[] Received = [Transferred(90, """{"lot":"L1","from":"point-1","massKg":9.6,"items":[{"serial":"D1"}]}""")];

    [Fact]
    public void Shows_what_was_sent_against_what_was_received()
    {
        var custody = Custody.Of([(Next, Received), (First, Sent)]);
        Assert.Equal(["point-1", "recycler-1"], custody.Holders.Select(holder => holder.Holder.ToString()));
        Assert.Equal(new HandOver("point-1", "recycler-1", Given.At(60), 10_000, Given.At(90), 9_600) { Lot = "L1" }, Assert.Single(custody.HandOvers));
        Assert.Equal(-400, custody.HandOvers[0].DifferenceGrams);
        Assert.Equal((0L, 9_600L), (custody.Holders[0].Books.HeldGrams, custody.Holders[1].Books.HeldGrams));
    }

    [Fact]
    public void Leaves_open_what_one_side_has_not_said()
    {
        Assert.Equal(new HandOver("point-1", "recycler-1", Given.At(60), 10_000, null, null) { Lot = "L1" }, Assert.Single(Custody.Of([(First, Sent)]).HandOvers));
        var unsent = Assert.Single(Custody.Of([(Next, Received)]).HandOvers);
        Assert.Equal((null, null, 9_600L, null), (unsent.SentAt, unsent.SentGrams, unsent.ReceivedGrams, unsent.DifferenceGrams));
    }

    [Fact]
    public void Follows_an_item_to_whoever_saw_it_last_with_all_that_anybody_knows_of_it()
    {
        var here = Assert.Single(Custody.Of([(First, Sent)]).Items);
        Assert.Equal(("point-1", ItemState.Given, "recycler-1"), (here.Holder.ToString(), here.Item.State, here.Item.To));
        var certified = Event(EWasteEvents.Sanitised, 70, $$"""{"lot":"L1","serials":["D1"],"certificate":{{Certificate("C-9", "purge")}}}""");
        var there = Assert.Single(Custody.Of([(First, Sent), (Next, [.. Received, certified])]).Items);
        Assert.Equal(("recycler-1", ItemState.Held, true, "flash", true), (there.Holder.ToString(), there.Item.State, there.Item.DataBearing, there.Item.MediaType, there.Item.IsCertified(leavesControl: true)));
    }
}

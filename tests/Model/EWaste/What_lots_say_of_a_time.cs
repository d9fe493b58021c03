using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.EWaste.Recycling;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.EWaste;

/// <summary>What a report takes from lots' books because no dimension of the ledger tells it.</summary>
public sealed class What_lots_say_of_a_time
{
    static readonly TwinRegister First = Point("point-1", sendsTo: "recycler-1"), Next = Point("recycler-1");

    // The second hour of the day.
    static readonly Window From = Window.Of(Given.At(60)), To = Window.Of(Given.At(120));

    static string Amounts(params EventWord[] events) => string.Join(' ', Lot.Of(First, events).Amounts.Select(one => $"{one.Measure["ewaste-".Length..]}/{one.Category ?? "?"}/{one.Key ?? "?"}:{one.Steps}"));

    static ChainRecord Of(params (TwinRegister, IReadOnlyList<EventWord>)[] lot) => ChainRecord.Of([lot], From, To);

    [Theory]
    [InlineData("""{"lot":"L1","massKg":3,"count":2,"items":[{"serial":"A","key":"0302"},{"serial":"B","key":"0302"}],"category":"small-it"}""", "collected/small-it/0302:3000")]
    [InlineData("""{"lot":"L1","massKg":3,"items":[{"serial":"A","key":"0302"}],"category":"small-it"}""", "collected/small-it/?:3000")] // more may be in that mass than has a number
    [InlineData("""{"lot":"L1","massKg":3,"count":3,"items":[{"serial":"A","key":"0302"}],"category":"small-it"}""", "collected/small-it/?:3000")]
    [InlineData("""{"lot":"L1","massKg":3,"count":3,"key":"0302","items":[{"serial":"A","key":"0302"}],"category":"small-it"}""", "collected/small-it/0302:3000")]
    [InlineData("""{"lot":"L1","massKg":3,"key":"0302"}""", "collected/small-it/0302:3000")]
    [InlineData("""{"lot":"L1","massKg":3,"key":"9999"}""", "collected/?/?:3000")]
    [InlineData("""{"lot":"L1","items":[{"serial":"A","key":"0302","massKg":9},{"serial":"B","key":"0303","massKg":1},{"serial":"C","massKg":2}]}""", "collected/?/0302:9000 collected/?/0303:1000 collected/?/?:2000")]
    [InlineData("""{"lot":"L1","count":10,"key":"0306","items":[{"serial":"A","key":"0302"}]}""", "collected/small-it/0302:8770 collected/small-it/0306:810")] // 8.77 kg and 9 x 0.09 kg
    public void Names_the_UNU_key_where_all_of_a_mass_is_of_one(string collected, string amounts) => Assert.Equal(amounts, Amounts(Collected(10, collected)));

    [Fact]
    public void Names_category_and_key_of_what_the_ledger_keeps_by_material_and_method()
    {
        var handed = Collected(10, """{"lot":"L1","massKg":10,"key":"0302"}""");
        Assert.Equal("collected/small-it/0302:10000 treated/small-it/0302:10000 recovered/small-it/0302:6000 disposed/small-it/0302:1000",
            Amounts(handed, Dismantled(20, """{"lot":"L1"}"""), FractionOut(30, """{"lot":"L1","material":"steel","massKg":6}"""), Disposed(40, """{"lot":"L1","massKg":1,"method":"landfill"}""")));
        // What is taken apart by its serial numbers is of their keys; a scale's word is of all.
        Assert.Equal("collected/?/?:12000 treated/?/0302:9000 treated/?/0303:1000",
            Amounts(Collected(10, """{"lot":"L1","items":[{"serial":"A","key":"0302","massKg":9},{"serial":"B","key":"0303","massKg":1}]}"""), Weighed(15, """{"lot":"L1","massKg":12}"""), Dismantled(20, """{"lot":"L1","serials":["A","B"]}""")));
    }

    [Fact]
    public void Keeps_apart_what_a_contradiction_keeps_out_of_the_figures_until_the_missing_message_comes()
    {
        EventWord[] events = [Collected(10, """{"lot":"L1","massKg":10}"""), Dismantled(70, """{"lot":"L1","massKg":10}"""), FractionOut(80, """{"lot":"L1","material":"steel","massKg":11}""")];
        var flagged = Assert.Single(Of((First, events)).Lots);
        Assert.Equal((LotFlaw.MoreOutThanIn, 0), (flagged.Books.Flaw, flagged.Did.Length)); // it was collected before the time
        Assert.Equal([("ewaste-treated", 10_000L), ("ewaste-recovered", 11_000L)], flagged.KeptApart.Select(one => (one.Measure, one.Steps)));
        var mended = Assert.Single(Of((First, [.. events, Weighed(200, """{"lot":"L1","massKg":11}""")])).Lots);
        Assert.Equal((LotFlaw.None, 0, 2), (mended.Books.Flaw, mended.KeptApart.Length, mended.Did.Length));
    }

    [Fact]
    public void Counts_a_lot_as_open_by_what_had_happened_until_the_end()
    {
        EventWord old = Collected(10, """{"lot":"L1","massKg":10}"""), inTime = Collected(119, """{"lot":"L1","massKg":10}""");
        Assert.True(Assert.Single(Of((First, [old])).Lots).IsOpen); // nothing happened in the time, and it is still there
        Assert.True(Assert.Single(Of((First, [old, Disposed(120, """{"lot":"L1","massKg":10,"method":"other"}""")])).Lots).IsOpen);
        Assert.False(Assert.Single(Of((First, [old, Disposed(119, """{"lot":"L1","massKg":10,"method":"other"}""")])).Lots).IsOpen);
        Assert.Empty(Of((First, [old, Disposed(59, """{"lot":"L1","massKg":10,"method":"other"}""")])).Lots); // closed before
        Assert.Empty(Of((First, [Collected(120, """{"lot":"L1","massKg":10}""")])).Lots); // comes after
        Assert.Equal(10_000, Assert.Single(Assert.Single(Of((First, [inTime])).Lots).Did).Steps);
    }

    [Fact]
    public void Has_each_item_once_at_whoever_saw_it_last_and_takes_a_certificate_that_comes_later()
    {
        const string Item = """{"serial":"D1","dataBearing":true,"mediaType":"flash","confidentiality":"low","maker":"Krung","model":"laptop"}""";
        EventWord[] sent = [Collected(70, $$"""{"lot":"L1","massKg":10,"items":[{{Item}}]}"""), Transferred(80, """{"lot":"L1","to":"recycler-1","massKg":10}""")];
        EventWord[] received = [Transferred(90, """{"lot":"L1","from":"point-1","massKg":9.5,"items":[{"serial":"D1"}]}"""), Collected(130, """{"lot":"L1","massKg":1,"items":[{"serial":"D9","dataBearing":true}]}""")];
        var before = Of((First, sent), (Next, received));
        Assert.Equal(("recycler-1", null), (Assert.Single(before.Items).Seen.Holder.ToString(), before.Items[0].Seen.Item.Nearest(leavesControl: false)?.Number)); // D9 was told of after the time
        Assert.Equal((9_500L, "point-1"), (Assert.Single(before.Received).ReceivedGrams, before.Received[0].From));
        var after = Of((First, sent), (Next, [.. received, Sanitised(500, $$"""{"lot":"L1","serials":["D1"],"certificate":{{Certificate("C-1", "purge")}}}""")]));
        Assert.Empty(Assert.Single(after.Items).Seen.Item.Nearest(leavesControl: false)!.Value.Lacking);
        Assert.Equal((1, 0, 1, 1), (before.At(First.Id).Lots.Length, before.At(First.Id).Items.Length, before.At(Next.Id).Items.Length, before.At(Next.Id).Received.Length));
        Assert.Empty(before.At(First.Id).Received);
    }

    [Fact]
    public void Takes_each_day_by_the_factor_of_that_day()
    {
        Factor old = Factored.Of("old", 1.5m, "t/[ston_av]") with { Series = "epa-landfilled-electronics" }, later = old with { Id = "new", Value = 2.5m, ValidFrom = Factored.On("2026-03-02") };
        var registry = Factored.Registry(old, later, FactorFile.Shipped.Named("warm-15-recycled-desktop")!);
        var avoided = RecyclingAvoided.Of([(Factored.On("2026-03-01"), "0302", 907_184_740), (Factored.On("2026-03-02"), "0302", 907_184_740), (Factored.On("2026-03-03"), "0302", 907_184_740), (Factored.On("2026-03-03"), "lamps", 7)],
            DisposalBaseline.Landfilled, registry);
        Assert.Equal([(1_000 * (1.5m + 1.49m) * 1000, 907_184_740L), (2_000 * (2.5m + 1.49m) * 1000, 1_814_369_480L)], avoided.Parts.Select(part => (part.KilogramsCo2e, part.Grams)));
        Assert.Equal(new NotCovered("lamps", 7, "WARM has no stream for it"), Assert.Single(avoided.NotCovered));
    }

    [Theory]
    [InlineData("0302", "small-it", "0302")]
    [InlineData("0305", "small-it", "small-it")] // no stream of its own, and those of its category have one
    [InlineData("0108", null, "0108")]
    [InlineData(null, "screens", "screens")]
    [InlineData(null, null, "unknown")]
    public void Looks_up_a_stream_by_key_where_there_is_one_for_it_else_by_category(string? key, string? category, string kind) => Assert.Equal(kind, WarmStreams.Kind(key, category));
}

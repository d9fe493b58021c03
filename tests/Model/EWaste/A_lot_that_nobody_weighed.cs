using CsCheck;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.EWaste;

/// <summary>Unit weights stand in for a scale, and only until one speaks. The weights are of Statistics Netherlands' table for 2021: phone 0.09 kg, desktop PC 8.77, laptop 0.82.</summary>
public sealed class A_lot_that_nobody_weighed
{
    static readonly TwinRegister Holder = Point(sendsTo: "recycler-1");
    static readonly EventWord Phones = Collected(10, """{"lot":"L1","count":12,"key":"0306"}""");

    static string Day(params EventWord[] events) =>
        string.Join(" ", Rows(Holder, EWasteMeasures.Collected, events).Select(row => $"{row.Dimensions}:{row.Steps}{(row.Quality == Quality.Estimated ? " estimated" : "")}"));

    [Fact]
    public void Weighs_as_many_pieces_of_its_UNU_key_as_were_counted_and_says_that_this_is_an_estimate() =>
        Assert.Equal("category=small-it:1080 estimated", Day(Phones)); // 12 x 0.09 kg

    [Fact]
    public void Weighs_what_the_scale_says_whichever_comes_first()
    {
        Assert.Equal("category=small-it:1300", Day(Phones, Weighed(30, """{"lot":"L1","massKg":1.3}""")));
        Assert.Equal("category=small-it:1300", Day(Collected(10, """{"lot":"L1","count":12,"key":"0306"}"""), Weighed(5, """{"lot":"L1","massKg":1.3}""")));
        Assert.Equal("category=small-it:2000", Day(Collected(10, """{"lot":"L1","count":12,"key":"0306","massKg":2}""")));
    }

    [Fact]
    public void Weighs_an_items_own_weight_before_its_keys_and_counts_by_the_categories_of_the_keys()
    {
        // A laptop is equipment with a screen: Directive 2012/19/EU, Annex IV.
        Assert.Equal("category=screens:820 estimated category=small-it:8860 estimated",
            Day(Collected(10, """{"lot":"L1","items":[{"serial":"A","key":"0302"},{"serial":"B","key":"0303"},{"serial":"C","key":"0306"}]}""")));
        Assert.Equal("category=screens:1500 estimated category=small-it:9490 estimated",
            Day(Collected(10, """{"lot":"L1","count":10,"key":"0306","items":[{"serial":"A","key":"0302"},{"serial":"B","key":"0303","massKg":1.5}]}"""))); // 8.77 + 8 x 0.09
        Assert.Equal("category=small-it:1640 estimated", Day(Collected(10, """{"lot":"L1","category":"small-it","items":[{"serial":"A","key":"0303"},{"serial":"B","key":"0303"}]}""")));
    }

    [Fact]
    public void Weighs_an_item_as_any_event_says_before_its_key() => Assert.Equal("category=screens:1900 estimated",
        Day(Collected(10, """{"lot":"L1","items":[{"serial":"B","key":"0303"}]}"""), Transferred(60, """{"lot":"L1","to":"recycler-1","items":[{"serial":"B","massKg":1.9}],"serials":["B"]}""")));

    [Theory]
    [InlineData("""{"lot":"L1","count":12}""")]
    [InlineData("""{"lot":"L1","key":"0306"}""")]
    [InlineData("""{"lot":"L1","count":12,"key":"9999"}""")]
    [InlineData("""{"lot":"L1","items":[{"serial":"A","key":"0302"},{"serial":"B"}]}""")]
    [InlineData("""{"lot":"L1","count":3,"items":[{"serial":"A","key":"0302"}]}""")]
    public void Stays_of_unknown_mass_where_a_piece_has_no_weight(string fields) => Assert.Equal("", Day(Collected(10, fields)));

    [Fact]
    public void Is_still_to_be_weighed_for_an_estimate_balances_no_books()
    {
        var worked = Lot.Of(Holder, [Phones, FractionOut(20, """{"lot":"L1","material":"copper","massKg":1}""")]);
        Assert.Equal((null, LotFlaw.MassInUnknown), (worked.InGrams, worked.Flaw));
        Assert.Equal(0, Sum(Holder, EWasteMeasures.Recovered, Phones, FractionOut(20, """{"lot":"L1","material":"copper","massKg":1}""")));
    }

    [Fact]
    public void Comes_to_the_same_in_whatever_order_it_is_told() => Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Int[0, 300], Gen.Int[1, 9]).Array[1, 10], Gen.Int[0, 1000]).Sample((all, seed) =>
    {
        EventWord[] events = [.. all.Select((one, number) => one.Item1 switch
        {
            0 => Event(EWasteEvents.Collected, one.Item2, $$"""{"lot":"L1","count":{{one.Item3}},"key":"030{{one.Item3}}"}""", number, $"e-{number}"),
            1 => Event(EWasteEvents.Collected, one.Item2, $$"""{"lot":"L1","items":[{"serial":"S{{one.Item3}}","key":"0407"}]}""", number, $"e-{number}"),
            2 => Event(EWasteEvents.Weighed, one.Item2, $$"""{"lot":"L1","massKg":{{one.Item3}}}""", number, $"e-{number}"),
            _ => Event(EWasteEvents.Transferred, one.Item2, $$"""{"lot":"L1","from":"point-9","items":[{"serial":"S{{one.Item3}}","massKg":30}]}""", number, $"e-{number}"),
        })];
        var shuffled = events.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Lot.Of(Holder, events).Amounts, Lot.Of(Holder, shuffled).Amounts);
    }, iter: 300);
}

using CsCheck;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using static YPort.Twin.Tests.Model.Given;

namespace YPort.Twin.Tests.Model.Shuttles;

public sealed class A_headway
{
    static readonly Window First = Window.Of(Midnight);

    static (Instant, TwinId, string, string) Left(double minutes, int cart, string stop = "A", string route = "loop") => (At(minutes), TwinId.Parse($"cart-{cart}"), stop, route);

    static IReadOnlyList<HeadwaySum> Of(int windows, params (Instant, TwinId, string, string)[] departures) => Headways.Of(departures, First, new(First.Index + windows));

    [Fact]
    public void Lies_between_departures_of_any_vehicles_and_counts_in_the_laters_window()
    {
        var sums = Of(2, Left(-5, 1), Left(5, 2), Left(13, 1), Left(17, 3));
        Assert.Equal([new HeadwaySum(First, "loop", "A", 18 * 60_000, 2, (Int128)600_000 * 600_000 + (Int128)480_000 * 480_000),
            new HeadwaySum(First.Next, "loop", "A", 4 * 60_000, 1, (Int128)240_000 * 240_000)], sums);
    }

    [Fact]
    public void Names_the_two_departures_that_it_lies_between()
    {
        (Instant, TwinId, string, string)[] told = [Left(17, 3), Left(-5, 1), Left(0.5, 1, stop: "B"), Left(5, 2), Left(5.5, 2), Left(13, 1)];
        Assert.Equal([(1, 3), (3, 5)], Headways.Pairs(Enumerable.Range(0, told.Length), index => told[index], First, First.Next)); // 17 is in the next quarter hour
    }

    [Fact]
    public void Lies_between_two_rounds_of_one_vehicle_but_not_where_it_only_opened_its_doors_again()
    {
        Assert.Equal(600_000, Assert.Single(Of(1, Left(0, 1), Left(10, 1))).TotalMilliseconds);
        var sum = Assert.Single(Of(1, Left(0, 1), Left(10, 1), Left(11, 1), Left(14, 2)));
        Assert.Equal((840_000L, 2L), (sum.TotalMilliseconds, sum.Count)); // ten minutes and four
        Assert.Equal(2, Assert.Single(Of(1, Left(0, 1), Left(0.5, 2), Left(1, 3))).Count); // others may follow closely
    }

    [Fact]
    public void Is_none_over_a_break_in_service()
    {
        Assert.Single(Of(8, Left(0, 1), Left(60, 2)));
        Assert.Empty(Of(8, Left(0, 1), Left(60.1, 2)));
    }

    [Fact]
    public void Belongs_to_one_stop_of_one_route() =>
        Assert.Empty(Of(1, Left(0, 1), Left(5, 2, stop: "B"), Left(10, 3, route: "other")));

    [Fact]
    public void Says_how_regular_it_is_without_averaging_averages()
    {
        // Three of ten minutes and one of thirty: who comes at any moment waits ten minutes, two and a half more than if all were fifteen.
        var whole = Of(8, Left(0, 1), Left(10, 2), Left(20, 3), Left(30, 1), Left(60, 2)).Aggregate((one, other) => one.Plus(other));
        Assert.Equal((900m, 600m, 150m), (whole.MeanSeconds!.Value, whole.MeanWaitSeconds!.Value, whole.ExcessWaitSeconds!.Value));
        Assert.Equal(Math.Sqrt(3) / 3, whole.CoefficientOfVariation!.Value, 12);
        var even = Of(8, Left(0, 1), Left(10, 2), Left(20, 3)).Aggregate((one, other) => one.Plus(other));
        Assert.Equal((0m, 0.0), (even.ExcessWaitSeconds!.Value, even.CoefficientOfVariation!.Value));
        HeadwaySum none = new(First, "loop", "A", 0, 0, 0);
        Assert.Equal((null, null, null, null), (none.MeanSeconds, none.MeanWaitSeconds, none.ExcessWaitSeconds, none.CoefficientOfVariation));
    }

    static readonly Gen<(Instant, TwinId, string, string)[]> Departures =
        Gen.Select(Gen.Int[-7200, 7200], Gen.Int[1, 4], Gen.OneOfConst("A", "B")).Array[0, 60].Select(all => all.Select(one => Left(one.Item1 / 60.0, one.Item2, one.Item3)).ToArray());

    [Fact]
    public void Comes_to_the_same_in_any_order() => Gen.Select(Departures, Gen.Int[0, 1000]).Sample((departures, seed) =>
    {
        var shuffled = departures.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Of(8, departures), Of(8, shuffled));
    });

    [Fact]
    public void Of_a_window_rests_on_an_hour_and_a_minute_before_it() => Departures.Sample(departures =>
    {
        List<HeadwaySum> apart = [];
        for (var window = First; window < new Window(First.Index + 8); window = window.Next)
            apart.AddRange(Headways.Of(departures.Where(one => one.Item1 >= window.Start - Headways.LooksBack && one.Item1 < window.End), window, window.Next));
        Assert.Equal(Of(8, departures), apart);
    });
}

using CsCheck;
using YPort.Twin.Model.Shuttles.ModeShift;
using static YPort.Twin.Tests.Model.Shuttles.ModeShift.Travel;

namespace YPort.Twin.Tests.Model.Shuttles.ModeShift;

public sealed class Avoided_emissions
{
    const string Day = "2026-03-01";

    static AvoidedEmissions Of(OwnEmissions own, FormerModeSplits splits, params Carried[] carried) => AvoidedEmissions.Of(carried, own, splits, Registry);

    static AvoidedEmissions ThousandKilometres(params (string, decimal)[] shares) => Of(Charged(Day, 70), Splits(Split("2026-01-01", null, shares)), Carried(Day, 1000));

    static decimal Kilograms(AvoidedEmissions avoided) => decimal.Round(avoided.KilogramsCo2e!.Value, 12);

    // By hand: 1,200 pkm, of them 240 by car at 171.01/1.5 g and 240 by bus at 1000/25 g: 27.3616 kg and 9.6 kg; 70 kWh at 0.475 are 33.25 kg.
    [Fact]
    public void Of_the_worked_example_come_to_the_gram()
    {
        var avoided = Of(Charged(Day, 70), Splits(Split("2026-01-01", null, ("walk", 0.5m), ("car-gasoline", 0.2m), ("bus", 0.2m), ("induced", 0.1m))), Carried(Day, 1200));
        Assert.Equal(3.7116m, Kilograms(avoided));
        Assert.Equal([("bus", 240m, 9.6m), ("car-gasoline", 240m, 27.3616m), ("induced", 120m, 0m), ("walk", 600m, 0m)],
            avoided.Parts.Select(part => (part.Baseline.Mode.Name, part.PassengerKilometres, decimal.Round(part.KilogramsCo2e, 12))));
        Assert.False(avoided.CanBeClosed); // the bus and who is in it are from memory
        Assert.True(ThousandKilometres(("walk", 1)).CanBeClosed);
    }

    [Theory]
    [InlineData("walk")]
    [InlineData("bicycle")]
    [InlineData("induced")]
    [InlineData("other")]
    public void Of_those_who_would_have_emitted_nothing_are_the_shuttles_own_with_a_minus(string mode) => Assert.Equal(-33.25m, ThousandKilometres((mode, 1)).KilogramsCo2e);

    [Fact]
    public void Count_own_emissions_in_full_wherever_the_inventory_books_them() =>
        Assert.Equal(Kilograms(ThousandKilometres(("bus", 1))), Kilograms(Of(Charged(Day, 70, "depot"), Splits(Split("2026-01-01", null, ("bus", 1))), Carried(Day, 1000))));

    [Fact]
    public void Are_none_without_a_split_for_every_day_of_travel()
    {
        var splits = Splits(Split("2026-03-01", "2026-03-01", ("bus", 1)));
        var avoided = Of(Charged(Day, 70), splits, Carried(Day, 10), Carried("2026-03-02", 1));
        Assert.Null(avoided.KilogramsCo2e);
        Assert.Equal(["a former-mode split for travel on 2026-03-02"], avoided.Lacking);
        Assert.NotNull(Of(Charged(Day, 70), splits, Carried(Day, 10), Carried("2026-03-02", 0)).KilogramsCo2e); // nobody travelled
        Assert.Null(Of(Charged(Day, 70), FormerModeSplits.None, Carried(Day, 10)).KilogramsCo2e);
    }

    [Fact]
    public void Are_none_and_say_what_is_lacking_without_a_factor_a_distance_or_a_charge()
    {
        Assert.Equal((null, "a factor of series occupancy-motorcycle for motorcycle"), (ThousandKilometres(("motorcycle", 0.1m), ("walk", 0.9m)).KilogramsCo2e, Assert.Single(ThousandKilometres(("motorcycle", 0.1m), ("walk", 0.9m)).Lacking)));
        var unheard = AvoidedEmissions.Of([Carried(Day, 1)], Charged(Day, 70), Splits(Split("2026-01-01", null, ("bus", 1))), Factored.Registry());
        Assert.Equal((null, "a factor of series th-bus-diesel for bus"), (unheard.KilogramsCo2e, Assert.Single(unheard.Lacking)));
        var nothing = Of(OwnEmissions.Of([], Grid), FormerModeSplits.None);
        Assert.Equal((null, false), (nothing.KilogramsCo2e, nothing.CanBeClosed));
        Assert.Equal(["a passenger-distance", "the own emissions: energy charged and a factor for it"], nothing.Lacking);
    }

    [Fact]
    public void Are_shown_before_own_emissions_too_even_where_those_are_unknown()
    {
        var splits = Splits(Split("2026-01-01", null, ("bus", 1)));
        Assert.Equal((40m, 6.75m), (Of(Charged(Day, 70), splits, Carried(Day, 1000)).GrossKilogramsCo2e, Of(Charged(Day, 70), splits, Carried(Day, 1000)).KilogramsCo2e));
        Assert.Equal((40m, null), (Of(OwnEmissions.Of([], Grid), splits, Carried(Day, 1000)).GrossKilogramsCo2e, Of(OwnEmissions.Of([], Grid), splits, Carried(Day, 1000)).KilogramsCo2e));
    }

    [Fact]
    public void Are_never_closed_on_an_assumption()
    {
        var guessed = Of(Charged(Day, 70), Splits(Split("2026-01-01", null, ("walk", 1)) with { Surveyed = null }), Carried(Day, 1000));
        Assert.Equal((-33.25m, false, false), (guessed.KilogramsCo2e, guessed.GrossCanBeClosed, guessed.CanBeClosed));
    }

    [Fact]
    public void Name_days_without_a_split_from_the_first_to_the_last_of_a_row() => Assert.Equal(
        ["a former-mode split for travel on 2026-03-01 to 2026-03-03", "a former-mode split for travel on 2026-03-05"],
        Of(Charged(Day, 70), FormerModeSplits.None, Carried("2026-03-05", 1), Carried("2026-03-02", 1), Carried("2026-03-01", 1), Carried("2026-03-03", 1)).Lacking);

    [Fact]
    public void Of_several_vehicles_add_up_and_are_none_where_one_lacks_anything()
    {
        // 1,000 km of the one's passengers by bus are 40 kg; of the other's nobody would have emitted anything; 140 kWh are 66.5 kg.
        var (bus, walk) = (Of(Charged(Day, 70), Splits(Split("2026-01-01", null, ("bus", 1))), Carried(Day, 1000)), ThousandKilometres(("walk", 1)));
        Assert.Equal((40m, -26.5m), (AvoidedEmissions.Together([("a", bus), ("b", walk)], Charged(Day, 140)).GrossKilogramsCo2e, AvoidedEmissions.Together([("a", bus), ("b", walk)], Charged(Day, 140)).KilogramsCo2e));
        var lacking = AvoidedEmissions.Together([("a", bus), ("b", Of(Charged(Day, 70), FormerModeSplits.None, Carried(Day, 1)))], Charged(Day, 140));
        Assert.Equal((null, null, "b: a former-mode split for travel on 2026-03-01"), (lacking.GrossKilogramsCo2e, lacking.KilogramsCo2e, Assert.Single(lacking.Lacking)));
        Assert.Null(AvoidedEmissions.Together([], OwnEmissions.Of([], Grid)).KilogramsCo2e);
    }

    [Fact]
    public void Take_the_split_of_the_day_of_travel()
    {
        var splits = Splits(Split("2026-01-01", "2026-03-01", ("bus", 1)), Split("2026-03-02", null, ("walk", 1)));
        Assert.Equal(-33.21m, Kilograms(Of(Charged(Day, 70), splits, Carried(Day, 1), Carried("2026-03-02", 99)))); // one kilometre by bus: 40 g
    }

    [Fact]
    public void Of_less_than_nothing_carried_are_refused() =>
        Assert.Contains("never below zero", Assert.Throws<ArgumentOutOfRangeException>(() => Of(Charged(Day, 70), FormerModeSplits.None, new Carried(Factored.On(Day), -1))).Message, StringComparison.Ordinal);

    [Fact]
    public void Before_own_emissions_are_as_many_times_as_great_as_the_distance_and_the_same_in_any_order() =>
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 100_000]).Array[1, 20].Sample(all =>
        {
            var splits = Splits(Split("2026-01-01", "2026-02-15", ("bus", 0.25m), ("walk", 0.75m)), Split("2026-02-16", null, ("bus", 0.5m), ("induced", 0.5m)));
            Carried[] carried = [.. all.Select(one => new Carried(Factored.On("2026-01-01").AddDays(one.Item1), (Int128)one.Item2 * 1_000_000))];
            var once = Of(Charged(Day, 0), splits, carried).KilogramsCo2e!.Value;
            Assert.Equal(3 * once, Of(Charged(Day, 0), splits, [.. carried.Reverse().SelectMany(one => new[] { one, one with { PassengerMillimetres = one.PassengerMillimetres * 2 } })]).KilogramsCo2e);
            Assert.True(once >= 0);
        });
}

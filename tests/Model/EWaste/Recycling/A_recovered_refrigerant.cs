using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.EWaste.Recycling;

namespace YPort.Twin.Tests.Model.EWaste.Recycling;

public sealed class A_recovered_refrigerant
{
    static readonly FactorRegistry Registry = FactorFile.Shipped;

    static RecoveredRefrigerants Of(string set, params (string, long)[] recovered) => RecoveredRefrigerants.Of(recovered, GwpSet.Of(Registry, set)!, Registry);

    [Fact]
    public void Is_its_mass_times_the_warming_of_the_one_set_in_use()
    {
        Assert.Equal(130m, Of("AR5", ("r-134a", 100)).KilogramsCo2e);
        Assert.Equal(153m, Of("AR6", ("r-134a", 100)).KilogramsCo2e);
    }

    // Mixtures as EPA's and others' tables give them, in whole numbers, by the same two reports.
    [Theory]
    [InlineData("r-410a", 1924, 2256)]
    [InlineData("r-404a", 3943, 4728)]
    [InlineData("r-407c", 1624, 1908)]
    public void Of_several_gases_warms_as_they_do_by_mass(string name, int ar5, int ar6) =>
        Assert.Equal((ar5, ar6), (decimal.Round(Of("AR5", (name, 1000)).KilogramsCo2e!.Value), decimal.Round(Of("AR6", (name, 1000)).KilogramsCo2e!.Value)));

    [Fact]
    public void Has_shares_that_add_up_to_one() => Assert.All(Refrigerant.All, one => Assert.Equal(1, one.Gases.Sum(gas => gas.Share)));

    [Theory]
    [InlineData("r-134a")]
    [InlineData("R-134A")]
    [InlineData("r134a")]
    [InlineData("HFC-134a")]
    public void Has_several_names(string name) => Assert.Equal("r-134a", Refrigerant.Named(name)?.Name);

    [Fact]
    public void That_is_not_known_leaves_the_sum_unknown_and_other_materials_aside()
    {
        var recovered = Of("AR5", ("copper", 5000), ("rubber", 70), ("r-134a", 100), ("R134a", 50), ("cfc-12", 30));
        Assert.Equal([("cfc-12", 30L, (decimal?)null), ("r-134a", 150L, 195m)], recovered.Parts.Select(part => (part.Name, part.Grams, part.KilogramsCo2e)));
        Assert.Equal((null, false), (recovered.KilogramsCo2e, recovered.CanBeClosed));
        Assert.Equal(0m, Of("AR5", ("copper", 5000)).KilogramsCo2e);
    }

    [Fact]
    public void Without_a_factor_for_one_of_its_gases_is_unknown()
    {
        var few = Factored.Registry(Registry.Named("gwp-ar5-ch4")!, Registry.Named("gwp-ar5-n2o")!, Registry.Named("gwp-ar5-hfc-32")!);
        var recovered = RecoveredRefrigerants.Of([("r-410a", 10)], GwpSet.Of(few, "AR5")!, few);
        Assert.Equal((null, "hfc-125"), (recovered.KilogramsCo2e, recovered.Parts[0].Gases.Single(gas => gas.Gwp is null).Gas));
    }

    [Fact]
    public void Of_less_than_nothing_is_refused() =>
        Assert.Contains("never below zero. Correct", Assert.Throws<ArgumentOutOfRangeException>(() => Of("AR5", ("r-32", -1))).Message, StringComparison.Ordinal);
}

using YPort.Twin.Model.City.Inventory;
using static YPort.Twin.Tests.Model.City.GivenFactors;

namespace YPort.Twin.Tests.Model.City;

public sealed class Electricity_from_the_grid
{
    static readonly GpcReference Offices = Gpc.Numbered("I.2.2");

    [Fact]
    public void Has_its_losses_in_the_factor_and_the_loss_row_IE()
    {
        var (rows, faults) = GridElectricity.WithLossesInFactor(Offices, Amount("import", 1000, "kWh"), Tgo2026, DataQuality.M, "Metered.");
        Assert.Empty(faults);
        var inventory = Inventory([.. rows!]);
        Assert.Equal((475m, 0m), (inventory.Scope(2).Co2eKg!.Value, inventory.Total(reference => reference.Number == "I.2.3").Co2eKg!.Value));
        var losses = Assert.IsType<KeyedRow>(inventory.Under(Gpc.Numbered("I.2.3")).Single());
        Assert.Equal((NotationKey.IncludedElsewhere, Offices), (losses.Key, losses.Elsewhere));
    }

    [Fact]
    public void Has_its_losses_apart_when_the_factor_is_of_generation()
    {
        // By hand: 1,000 kWh x 0.409 = 409 kg; 6.5 % of it lost on the way, 26.585 kg. The share is an example.
        var (rows, _) = GridElectricity.WithLossesApart(Offices, Amount("import", 1000, "kWh", 2), Of("eppo-2022", 0.409m, "kg/kWh", uncertainty: 0), Of("losses", 6.5m, "%", ""), DataQuality.M, "Metered.");
        var inventory = Inventory([.. rows!]);
        Assert.Equal((409m, 26.585m), (inventory.Scope(2).Co2eKg!.Value, inventory.Scope(3).Co2eKg!.Value));
        Assert.Equal(2, inventory.BasicPlus.Uncertainty.Percent!.Value, 1e-9); // one meter, one error
    }

    [Fact]
    public void Cannot_have_them_both_ways()
    {
        var inFactor = GridElectricity.WithLossesInFactor(Offices, Amount("import 1", 1000, "kWh"), Tgo2026, DataQuality.M, "Metered.").Rows!;
        var apart = GridElectricity.WithLossesApart(Offices, Amount("import 2", 1000, "kWh"), Of("eppo-2022", 0.409m, "kg/kWh"), Of("losses", 6.5m, "%", ""), DataQuality.M, "Metered.").Rows!;
        Assert.Contains("I.2.3: It is IE and has 1 more row(s).", Faults([.. inFactor, .. apart]));
    }

    [Fact]
    public void Leaves_journeys_NE_beside_losses_of_charging()
    {
        var rows = GridElectricity.WithLossesInFactor(Gpc.Numbered("II.1.2"), Amount("charge", 70, "kWh"), Tgo2026, DataQuality.H, "Metered.").Rows!;
        Assert.Equal(NotationKey.NotEstimated, Assert.IsType<KeyedRow>(rows[1]).Key);
        Assert.Single(GridElectricity.WithLossesInFactor(Gpc.Numbered("II.5.2"), Amount("cranes", 70, "kWh"), Tgo2026, DataQuality.H, "Metered.").Rows!); // the GPC has no loss row there
    }

    [Fact]
    public void Refuses_a_share_that_is_none()
    {
        var used = Amount("import", 1000, "kWh");
        Assert.Contains("which is no share", Assert.Single(GridElectricity.WithLossesApart(Offices, used, Tgo2026, Tgo2026, DataQuality.M, "x").Faults).ToString());
        Assert.Contains("1.5 is lost", Assert.Single(GridElectricity.WithLossesApart(Offices, used, Tgo2026, Of("losses", 150, "%", ""), DataQuality.M, "x").Faults).ToString());
        Assert.Contains("is of scope 1", Assert.Throws<ArgumentException>(() => GridElectricity.WithLossesInFactor(Gpc.Numbered("I.2.1"), used, Tgo2026, DataQuality.M, "x")).Message);
        Assert.Contains("no mass per t", Assert.Single(GridElectricity.WithLossesInFactor(Offices, Amount("waste", 1, "t"), Tgo2026, DataQuality.M, "x").Faults).ToString());
    }
}

using CsCheck;
using YPort.Twin.Model.City.Inventory;
using static YPort.Twin.Tests.Model.City.GivenFactors;

namespace YPort.Twin.Tests.Model.City;

public sealed class A_change_of_emissions
{
    [Fact]
    public void Is_all_method_when_TGO_changes_its_boundary_and_nobody_uses_less()
    {
        // By hand: 1,000,000 kWh x (0.4750 - 0.4999) = -24,900 kg, none of it decarbonisation.
        var used = Amount("import", 1_000_000, "kWh");
        Assert.Equal(new EmissionChange(0, 0, -24_900), EmissionChange.Between(used, TgoBefore, used, Tgo2026));
        Assert.Equal(0, EmissionChange.Between(used, TgoBefore, used, Tgo2026)!.RealKg);
    }

    [Fact]
    public void Splits_activity_at_the_old_factor_from_method_at_the_new_activity()
    {
        // By hand: (1,100 - 1,000) x 0.4999 = 49.99; 1,100 x (0.4750 - 0.4999) = -27.39; together 22.60 = 522.50 - 499.90.
        var change = EmissionChange.Between(Amount("import", 1000, "kWh"), TgoBefore, Amount("import", 1100, "kWh"), Tgo2026)!;
        Assert.Equal((49.99m, -27.39m, 22.60m), (change.ActivityKg, change.MethodKg, change.WholeKg));
    }

    [Fact]
    public void Is_real_when_the_same_method_finds_a_cleaner_grid()
    {
        // EPPO, generation: 0.459 in 2018, 0.442 in 2020. By hand: 1,000 x -0.017 = -17.
        var (y2018, y2020) = (Of("eppo-2018", 0.459m, "kg/kWh", series: "eppo", from: new(2018, 1, 1)), Of("eppo-2020", 0.442m, "kg/kWh", series: "eppo", from: new(2020, 1, 1)));
        var used = Amount("import", 1000, "kWh");
        Assert.Equal(new EmissionChange(0, -17, 0), EmissionChange.Between(used, y2018, used, y2020));
        // The same factor said anew, another publisher, or another series: method.
        Assert.All([y2018 with { Value = 0.442m, Version = 2 }, y2018 with { Value = 0.442m, Version = 2, ValidFrom = new(2020, 1, 1) }, y2020 with { Source = new("A document", "IEA") }, y2020 with { Series = "th-grid-scope-2" }],
            other => Assert.Equal(new EmissionChange(0, 0, -17), EmissionChange.Between(used, y2018, used, other)));
    }

    [Fact]
    public void Is_unknown_between_what_cannot_be_compared()
    {
        var used = Amount("import", 1000, "kWh");
        Assert.Null(EmissionChange.Between(used, TgoBefore, used, Tgo2026 with { Gas = "CO2" }));
        Assert.Null(EmissionChange.Between(used, TgoBefore, Amount("waste", 1, "t"), Tgo2026));
    }

    [Fact]
    public void Adds_up_to_the_last_digit() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Int[1, 1_000_000], Gen.Long[0, 1_000_000_000_000], Gen.Int[1, 1_000_000], Gen.Bool).Sample((a1, f1, a2, f2, sameMethod) =>
        {
            var before = Of("before", f1 / 1_000_000m, "kg/kWh", series: "s");
            var after = Of("after", f2 / 1_000_000m, "kg/kWh", series: "s", boundary: sameMethod ? "all" : "other", from: new(2026, 1, 1));
            var change = EmissionChange.Between(Amount("a", a1, "Wh"), before, Amount("a", a2, "Wh"), after)!;
            Assert.Equal(a2 / 1000m * (f2 / 1_000_000m) - a1 / 1000m * (f1 / 1_000_000m), change.WholeKg);
            Assert.True(change.FactorKg == 0 || change.MethodKg == 0);
            if (a1 == a2) Assert.Equal(0, change.ActivityKg);
        });
}

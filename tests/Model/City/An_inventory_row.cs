using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using static YPort.Twin.Tests.Model.City.GivenFactors;

namespace YPort.Twin.Tests.Model.City;

public sealed class An_inventory_row
{
    static readonly Factor CompostMethane = Of("compost-ch4", 4, "kg/t", "CH4"), CompostNitrous = Of("compost-n2o", 0.24m, "kg/t", "N2O");

    [Fact]
    public void Is_activity_times_factor_by_gas()
    {
        // IPCC 2006 V5 table 4.1, wet: 4 kg CH4 and 0.24 kg N2O a tonne. By hand: 4 x 28 + 0.24 x 265 = 112 + 63.6 = 175.6 kg CO2e a tonne; 2,500 kg are 2.5 t.
        var (row, faults) = ValuedRow.Of(Gpc.Numbered("III.2.1"), Amount("composted", 2500, "kg"), [CompostMethane, CompostNitrous], DataQuality.M, "Weighed.");
        Assert.Empty(faults);
        Assert.Equal((10m, 0.60m, 439m), (row!.Masses.Ch4Kg!.Value, row.Masses.N2OKg!.Value, row.Co2eKg(Ar5)!.Value));
    }

    [Theory] // 0.4750 kg/kWh, by hand; exact, whatever the unit.
    [InlineData(1_000_000, "Wh", 475)]
    [InlineData(3, "MWh", 1425)]
    [InlineData(3_600_000, "J", 0.475)]
    public void Takes_the_amount_in_any_unit_of_the_same_kind(decimal amount, string unit, decimal kilograms) => Assert.Equal(kilograms, Amount("import", amount, unit).EmittedKg(Tgo2026));

    [Fact]
    public void Refuses_a_factor_for_another_kind_of_activity()
    {
        var (row, faults) = ValuedRow.Of(Gpc.Numbered("III.2.1"), Amount("composted", 1, "t"), [Tgo2026], DataQuality.M, "Weighed.");
        Assert.Null(row);
        Assert.Contains("th-grid-tgo-2026 v1 is in kg/kWh, which is no mass per t", Assert.Single(faults).ToString());
    }

    [Fact]
    public void Has_in_every_cell_a_mass_or_a_key()
    {
        var byGas = ValuedRow.Of(Gpc.Numbered("III.2.1"), Amount("composted", 1, "t"), [CompostMethane], DataQuality.M, "Weighed.").Row!;
        Assert.Equal((4m, null), (byGas.Cell("CH4").Kilograms, byGas.Cell("CH4").Key));
        Assert.Equal((null, NotationKey.NotEstimated), (byGas.Cell("N2O").Kilograms, byGas.Cell("N2O").Key));
        Assert.Equal(NotationKey.IncludedElsewhere, Row("I.2.2", 5).Cell("CO2").Key); // in the CO2e that the factor gives
        Assert.Equal(NotationKey.NotOccurring, Key("I.7.1", NotationKey.NotOccurring).Cell("CO2").Key);
        Assert.Equal(NotationKey.NotEstimated, default(InventoryCell).Key);
        foreach (var gas in GasMasses.Gases) Assert.NotEqual(byGas.Cell(gas).Kilograms is null, byGas.Cell(gas).Key is null);
    }

    [Fact]
    public void Has_no_CO2e_where_the_set_knows_no_GWP_of_a_gas()
    {
        Assert.Null(new GasMasses(Co2Kg: 1, HfcKg: 2).Co2eKg(Ar5));
        Assert.Null(new GasMasses().Co2eKg(Ar5));
        Assert.Equal(1, new GasMasses(Co2Kg: 1, HfcKg: 0).Co2eKg(Ar5));
    }

    [Fact]
    public void Keeps_biogenic_CO2_out_of_its_CO2e()
    {
        var row = Row("I.4.4", 100) with { BiogenicCo2Kg = 900 };
        var total = Inventory(row).Scope(1);
        Assert.Equal((100m, 900m), (total.Co2eKg!.Value, total.BiogenicCo2Kg!.Value));
    }

    [Fact]
    public void Counts_no_gas_twice()
    {
        var activity = Amount("fuel", 1, "t");
        Assert.Contains("two would count it twice", Faults(new ValuedRow(Gpc.Numbered("I.2.1"), new(Co2Kg: 1), null, activity, [Of("a", 1, "kg/t", "CO2"), Of("b", 1, "kg/t", "CO2")], DataQuality.L, "x")));
        Assert.Contains("together they count twice", Faults(new ValuedRow(Gpc.Numbered("I.2.1"), new(Co2Kg: 1), null, activity, [Of("a", 1, "kg/t"), Of("b", 1, "kg/t", "CO2")], DataQuality.L, "x")));
    }

    [Fact]
    public void Is_refused_with_reason_and_cure_when_it_cannot_be()
    {
        Assert.Contains("-5 kg is below zero", Faults(Row("I.2.2", -5)));
        Assert.Equal("", Faults(Row("V.2", -5))); // land may take up
        Assert.Contains("explains nothing", Faults(Row("I.2.2", 5) with { Explanation = " " }));
        Assert.Contains("neither a mass nor a key", Faults(Row("I.2.2", 5) with { Masses = new() }));
        Assert.Contains("names no factor", Faults(Row("I.2.2", 5) with { Factors = [] }));
        Assert.Contains("does not say where", Faults(Key("I.2.3", NotationKey.IncludedElsewhere)));
        Assert.Contains("included in itself", Faults(Key("I.2.3", NotationKey.IncludedElsewhere, "I.2.3")));
        Assert.Contains("which has no value", Faults(Key("I.2.3", NotationKey.IncludedElsewhere, "I.2.2")));
        Assert.Contains("NO and names I.2.2", Faults(Row("I.2.2", 5), Key("I.7.1", NotationKey.NotOccurring, "I.2.2")));
    }
}

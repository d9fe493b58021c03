using CsCheck;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using static YPort.Twin.Tests.Model.City.GivenFactors;

namespace YPort.Twin.Tests.Model.City;

public sealed class An_inventory
{
    [Fact]
    public void Cannot_be_closed_while_an_activity_is_from_memory()
    {
        Assert.True(GivenFactors.Inventory(GivenFactors.Row("III.1.2", 5)).CanBeClosed);
        var remembered = GivenFactors.Inventory(GivenFactors.Row("III.1.2", 5, "landfill") with { IsFromMemory = true });
        Assert.Equal((false, "landfill"), (remembered.CanBeClosed, Assert.Single(remembered.FromMemory)));
    }

    [Fact]
    public void Answers_every_reference_and_says_NE_where_nothing_was_told()
    {
        var inventory = Inventory(Row("I.2.2", 5));
        Assert.Equal(Gpc.All, inventory.Rows.Select(row => row.Reference));
        Assert.Equal(NotationKey.NotEstimated, Assert.IsType<KeyedRow>(inventory.Under(Gpc.Numbered("II.1.1")).Single()).Key);
    }

    [Fact]
    public void Says_how_much_of_a_total_it_covers()
    {
        // BASIC has 14 references of stationary energy, 10 of transport and 8 of waste.
        var basic = Inventory(Row("I.2.2", 5), Key("I.7.1", NotationKey.NotOccurring), Key("II.1.2", NotationKey.IncludedElsewhere, "I.2.2")).Basic;
        Assert.Equal((5m, 32, 3, false), (basic.Co2eKg!.Value, basic.References, basic.Covered, basic.IsComplete));
        Assert.StartsWith("3 of 32 references; not estimated or confidential: I.1.1, I.1.2, I.2.1", basic.Coverage);
    }

    [Fact]
    public void Has_no_total_where_nothing_is_known_and_0_where_nothing_happens()
    {
        Assert.Null(Inventory().Basic.Co2eKg);
        Assert.Equal(0, Inventory(Key("I.7.1", NotationKey.NotOccurring), Key("I.8.1", NotationKey.NotOccurring)).Total(reference => reference.SubSector is "I.7" or "I.8").Co2eKg);
        Assert.Null(Inventory(Key("I.7.1", NotationKey.Confidential)).Total(reference => reference.SubSector is "I.7").Co2eKg);
    }

    [Fact]
    public void Lacks_a_reference_whose_CO2e_is_unknown()
    {
        var total = Inventory(Row("IV.2", 5), Row("IV.2", 5, "refrigerants") with { Masses = new(HfcKg: 3) }).Sector(GpcSector.IndustrialProcesses);
        Assert.Equal((5m, "IV.1 IV.2"), (total.Co2eKg!.Value, string.Join(' ', total.Missing)));
    }

    [Fact]
    public void Leaves_waste_to_energy_and_waste_brought_in_out_of_BASIC()
    {
        var inventory = Inventory(Row("I.4.4", 100), Row("III.1.3", 10), Row("III.1.2", 1));
        Assert.Equal((1m, 1m, 110m), (inventory.Basic.Co2eKg!.Value, inventory.BasicPlus.Co2eKg!.Value, inventory.Territorial.Co2eKg!.Value));
        Assert.Equal((null, 100m), (inventory.Sector(GpcSector.StationaryEnergy).Co2eKg, inventory.Sector(GpcSector.StationaryEnergy, 1).Co2eKg!.Value));
    }

    [Fact]
    public void Refuses_a_value_beside_a_key_and_an_amount_in_two_rows()
    {
        Assert.Contains("It is NE and has 1 more row(s). Keep the values or the key, not both.", Faults(Row("I.2.2", 5), Key("I.2.2", NotationKey.NotEstimated)));
        Assert.Contains("\"import\" is in I.2.2 and II.1.2", Faults(Row("I.2.2", 5, "import"), Row("II.1.2", 5, "import")));
    }

    [Fact]
    public void Cannot_be_closed_on_a_factor_from_memory()
    {
        var memory = Of("from-memory", 1, "kg/kg", status: FactorStatus.Memory);
        Assert.True(Inventory(Row("I.2.2", 5)).CanBeClosed);
        Assert.Equal([memory], Inventory(Row("I.2.2", 5) with { Factors = [memory] }).NotYetFound);
    }

    [Fact]
    public void Adds_up_whichever_way_it_is_cut() => Gen.Select(Gen.Int[0, Gpc.All.Count - 1], Gen.Long[0, 50_000_000_000]).Array[0, 80].Sample(drawn =>
    {
        var inventory = Inventory([.. drawn.Select((row, at) => Row(Gpc.All[row.Item1].Number, row.Item2 / 1000m, $"activity {at}"))]);
        decimal Rows(Func<GpcReference, bool> isIn) => drawn.Where(row => isIn(Gpc.All[row.Item1])).Sum(row => row.Item2 / 1000m);

        Assert.Equal(Rows(_ => true), Enumerable.Range(1, 3).Sum(scope => inventory.Scope(scope).Co2eKg ?? 0));
        Assert.Equal(Rows(_ => true), (from sector in Gpc.Sectors from scope in Enumerable.Range(1, 3) select inventory.Sector(sector, scope).Co2eKg ?? 0).Sum());
        Assert.Equal(inventory.BasicPlus.Co2eKg ?? 0, Gpc.Sectors.Sum(sector => inventory.Sector(sector).Co2eKg ?? 0));
        Assert.Equal(Rows(reference => reference.Level == GpcLevel.Basic), inventory.Basic.Co2eKg ?? 0);
        Assert.Equal(Rows(reference => reference.Level == GpcLevel.BasicPlus), (inventory.BasicPlus.Co2eKg ?? 0) - (inventory.Basic.Co2eKg ?? 0));
    }, iter: 100);
}

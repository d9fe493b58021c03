using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;
using YPort.Twin.Model.Waste.Treatment;
using static YPort.Twin.Tests.Model.Waste.Declared;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_composition
{
    static Composition Of(params (WasteType Type, decimal Share)[] shares) => new(2024, shares.ToDictionary(share => share.Type, share => share.Share), Said);

    static string Refused(Composition composition) => Assert.Single(MassByType.Of("site 2024", [("mixed", 1)], composition).Faults).ToString();

    [Fact]
    public void Splits_mixed_waste_and_keeps_apart_what_it_does_not_state()
    {
        var (mass, _) = MassByType.Of("site 2024", [("mixed", 1_000), ("food", 10), ("bottom-ash", 7), ("sludge", 3)], Bangkok);
        Assert.Equal([("food", 500m), ("inert", 7m), ("paper", 100m), ("plastic", 180m)], mass!.Grams.Select(part => (part.Key.Name, part.Value)).Order());
        Assert.Equal([("mixed", 230m), ("sludge", 3m)], mass.NotEstimatedGrams.Select(part => (part.Key, part.Value)).Order());
        Assert.Equal(1_020, mass.TotalGrams);
        Assert.Equal(0.23m, Bangkok.UnstatedShare);
    }

    [Fact]
    public void Holds_from_its_year_until_the_next_ones()
    {
        Composition[] all = [Bangkok with { FromYear = 2020 }, Bangkok with { FromYear = 2010 }];
        Assert.Equal((null, 2010, 2010, 2020), (Composition.In(2009, all)?.FromYear, Composition.In(2010, all)?.FromYear, Composition.In(2019, all)?.FromYear, Composition.In(2024, all)?.FromYear));
    }

    [Fact]
    public void Is_refused_with_reason_and_cure()
    {
        Assert.Equal("composition from 2024: Its shares come to 1.1, which is more than all. Look for a type that is counted within another one.", Refused(Of((WasteType.Food, 0.6m), (WasteType.Paper, 0.5m))));
        Assert.Equal("composition from 2024: -0.1 of it is food, where a share is 0 to 1. Send 0.49 for 49 %.", Refused(Of((WasteType.Food, -0.1m))));
        Assert.Contains("composition from 2024: 49 of it is food, where a share is 0 to 1. Send 0.49 for 49 %.", MassByType.Of("site 2024", [], Of((WasteType.Food, 49))).Faults.Select(fault => fault.ToString()));
        Assert.Equal("composition from 2024: It names no source. Give title and publisher of where the shares were published.", Refused(Of((WasteType.Food, 0.4m)) with { Said = Unsourced }));
        Assert.Equal("site 2024: -0.005 kg of food is less than nothing. More left than came: look at the balance of the site.", Assert.Single(MassByType.Of("site 2024", [("food", -5)], null).Faults).ToString());
    }

    [Fact]
    public void Is_worked_with_by_factors_that_are_there_and_plausible()
    {
        Assert.Equal(["doc-food: The registry has no such factor. Enter it with value, unit and source, or choose another set."],
            DecaySet.Of(With(("doc-food", null, "")), DecaySet.Ipcc2006).Faults.Select(fault => fault.ToString()));
        Assert.Equal(["doc-food v1: 15 lies outside 0 to 1. Look whether a per cent was entered as a share, and send its next version."],
            DecaySet.Of(With(("doc-food", 15, "1")), DecaySet.Ipcc2006).Faults.Select(fault => fault.ToString()));
        Assert.Equal(["docf-2006 v1: It is given in kg, where 1 is needed. Send it as its next version, in that unit."],
            DecaySet.Of(With(("docf-2006", 1, "kg")), DecaySet.Ipcc2006).Faults.Select(fault => fault.ToString()));
        Assert.Equal("A rate of decay of 0 never ends.", Assert.Single(DecaySet.Of(With(("fod-k-wood", 0, "1/a")), DecaySet.Ipcc2006).Faults).Reason);
        Assert.Equal("Choose one of: IPCC 2006, IPCC 2019 Refinement.", Assert.Single(DecaySet.Of(Factors, "IPCC 1996").Faults).Cure);
        Assert.Equal("burn-n2o: The registry has no such factor. Enter it with value, unit and source, or choose another set.", Assert.Single(BurnSet.Of(With(("burn-n2o", null, ""))).Faults).ToString());
        Assert.Equal(0.15m, DecaySet.Of(With(("doc-food", 15, "%")), DecaySet.Ipcc2006).Set!.Types[WasteType.Food].Carbon.Value);
    }

    // The numbers stand a second time in Declared, typed apart from the file.
    [Fact]
    public void Is_worked_with_by_the_factors_that_come_with_the_program()
    {
        foreach (var (name, expected) in new[] { (DecaySet.Ipcc2006, Set2006), (DecaySet.Refinement2019, Set2019) })
        {
            var shipped = DecaySet.Of(FactorFile.Shipped, name).Set!;
            Assert.Equal(expected.MethaneShare, shipped.MethaneShare);
            Assert.All(WasteType.All, type => Assert.Equal(expected.Types.GetValueOrDefault(type), shipped.Types.GetValueOrDefault(type)));
        }
        var (fire, published) = (BurnSet.Of(FactorFile.Shipped).Set!, BurnSet.Of(Factors).Set!);
        Assert.All(WasteType.All, type => Assert.Equal(published.Types.GetValueOrDefault(type), fire.Types.GetValueOrDefault(type)));
        Assert.Equal((published.Oxidised, published.N2O, published.Ch4), (fire.Oxidised, fire.N2O, fire.Ch4));
        Assert.Equal(BiologicalTreatment.Composting(Factors).Treatment, BiologicalTreatment.Composting(FactorFile.Shipped).Treatment);
        Assert.Equal(BiologicalTreatment.Digestion(Factors).Treatment, BiologicalTreatment.Digestion(FactorFile.Shipped).Treatment);
        Assert.All(Enum.GetValues<SiteManagement>(), management => Assert.Equal(Landfill(2020, management, covered: true), DisposalSite.Of(FactorFile.Shipped, "landfill-1", 2020, management, covered: true).Site));
    }

    [Fact]
    public void Decomposes_by_type_in_the_refinement_and_as_one_in_the_guidelines()
    {
        Assert.Equal(["docf-2006 v1"], Set2006.Types.Values.Select(decay => decay.Decomposed.From).Distinct());
        Assert.Equal([("food", 0.7m), ("garden", 0.7m), ("nappies", 0.5m), ("paper", 0.5m), ("textiles", 0.5m), ("wood", 0.1m)], Set2019.Types.Select(type => (type.Key.Name, type.Value.Decomposed.Value)).Order());
    }
}

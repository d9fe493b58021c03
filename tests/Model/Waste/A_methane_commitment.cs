using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;
using static YPort.Twin.Tests.Model.Waste.Declared;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_methane_commitment
{
    static MassByType Mass(params (string Category, long Tonnes)[] amounts) => MassByType.Of("a year", amounts.Select(one => (one.Category, one.Tonnes * 1_000_000)), Bangkok).Mass!;

    /// <remarks>
    /// By hand: L0 of food = 1 x 0.15 x 0.5 x 0.5 x 16/12 = 0.05, of paper 0.4 x 0.5 x 0.5 x 16/12 = 0.13333.
    /// 1,000 t x 0.05 + 500 t x 0.13333 = 116.667 t; 20 % recovered and 10 % oxidised leave 116.667 x 0.8 x 0.9 = 84 t.
    /// </remarks>
    [Fact]
    public void Of_the_worked_example_comes_to_the_gram()
    {
        var (commitment, _) = MethaneCommitment.Of(Landfill(2020, covered: true), Set2006, Mass(("food", 1000), ("paper", 500)), recoveredShare: 0.2m);
        Assert.Equal(84_000_000, commitment!.EmittedGrams);
        Assert.Equal([(WasteType.Food, 0.05m), (WasteType.Paper, 0.1333m)], commitment.Lines.Select(line => (line.Type, decimal.Round(line.Potential, 4))));
    }

    [Fact]
    public void Keeps_apart_what_nobody_stated()
    {
        var (commitment, _) = MethaneCommitment.Of(Landfill(2020), Set2019, Mass(("mixed", 1000), ("plastic", 10)), 0);
        Assert.Equal(230_000_000, commitment!.NotEstimatedGrams["mixed"]);
        // By hand: 490 t of food x 0.15 x 0.7 and 100 t of paper x 0.4 x 0.5, x 0.5 x 16/12 = 34.3 + 13.333 t.
        Assert.Equal(47_633_333, commitment.EmittedGrams);
    }

    [Fact]
    public void Is_refused_with_reason_and_cure() => Assert.Equal("landfill-1: A recovered share of 20 lies outside 0 to 1. Send 0.2 for 20 %.",
        Assert.Single(MethaneCommitment.Of(Landfill(2020), Set2006, Mass(("food", 1)), 20).Faults).ToString());
}

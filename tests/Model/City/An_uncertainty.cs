using CsCheck;
using YPort.Twin.Model.City.Inventory;
using static YPort.Twin.Tests.Model.City.GivenFactors;

namespace YPort.Twin.Tests.Model.City;

public sealed class An_uncertainty
{
    // IPCC Good Practice Guidance 2000, the United Kingdom's example of tier 1 (columns E, F, G), which the 2006 Guidelines' approach 1 continues. From memory; each row agrees with the equation.
    [Theory]
    [InlineData(1.2, 6, 6.1)] // coal
    [InlineData(1, 2, 2.2)] // oil
    [InlineData(1.4, 1, 1.7)] // natural gas
    [InlineData(7, 20, 21.2)] // other
    public void Of_a_product_is_the_root_of_the_sum_of_squares(double activity, double factor, double combined) => Assert.Equal(combined, Uncertainty.Product(activity, factor), 0.05);

    [Fact]
    public void Of_a_sum_weighs_each_part_by_its_size()
    {
        // By hand: (3 x 10)^2 + (4 x 10)^2 = 50^2, of 7: 7.142857 %.
        Assert.Equal(50.0 / 7, Uncertainty.Sum([(3, 10), (4, 10)])!.Value, 1e-12);
        Assert.Equal(50.0, Uncertainty.Sum([(4, 10), (-3, 10)])!.Value, 1e-12); // of a difference of 1
        Assert.Null(Uncertainty.Sum([(4, 10), (-4, 10)]));
    }

    [Fact]
    public void Of_rows_that_share_a_factor_applies_it_once()
    {
        // By hand, activities 5 %, one factor 10 % for three roofs, another row with 20 % and 30 %: 5^2 + 10^2 + 15^2 + 60^2 + 100^2 + 150^2 = 36,450; its root is 17.356 % of 1,100.
        // Drawn 200,000 times with normal errors by an independent program in Python (random.gauss, seed 1): 2 standard deviations are 17.417 %; the rest is of second order.
        UncertainTerm[] terms = [new(100, "roof 1", 5, "grid", 10), new(200, "roof 2", 5, "grid", 10), new(300, "roof 3", 5, "grid", 10), new(500, "waste", 20, "methane", 30)];
        Assert.Equal(Math.Sqrt(36_450) / 11, Uncertainty.OfTotal(terms).Percent!.Value, 1e-12);
        Assert.Equal(17.417, Uncertainty.OfTotal(terms).Percent!.Value, 0.1);
    }

    [Fact]
    public void Of_gases_of_one_amount_applies_the_amounts_error_once()
    {
        // 112 kg of CH4 and 64 kg of N2O as CO2e, of one tonne weighed within 10 %: by hand 17.6 of 176 is 10 %, not 10 x sqrt(112^2 + 64^2) / 176 = 7.3 %.
        Assert.Equal(10, Uncertainty.OfTotal([new(112, "composted", 10, "ch4", 0), new(64, "composted", 10, "n2o", 0)]).Percent!.Value, 1e-12);
    }

    [Fact]
    public void Of_four_hundred_roofs_stays_at_least_that_of_their_common_factor() =>
        Gen.Select(Gen.Double[0, 30], Gen.Double[1, 20], Gen.Int[1, 1000].Array[1, 400]).Sample((activity, factor, sizes) =>
        {
            var percent = Uncertainty.OfTotal(sizes.Select((size, at) => new UncertainTerm(size, $"roof {at}", (decimal)activity, "grid", (decimal)factor))).Percent!.Value;
            Assert.InRange(percent, factor - 1e-9, Uncertainty.Product(activity, factor) + 1e-9);
        }, iter: 50);

    [Fact]
    public void Of_four_hundred_equal_roofs_is_their_factors_and_a_twentieth_of_their_own()
    {
        // By hand: activity 5 % / sqrt(400) = 0.25 %, with the factor's 10 %: sqrt(100.0625). Treated as independent they would seem to be known within 0.56 %.
        var roofs = Enumerable.Range(0, 400).Select(at => new UncertainTerm(7, $"roof {at}", 5, "grid", 10)).ToArray();
        Assert.Equal(Math.Sqrt(100.0625), Uncertainty.OfTotal(roofs).Percent!.Value, 1e-9);
        Assert.Equal(0.559, Uncertainty.Sum(roofs.Select(_ => (7.0, Uncertainty.Product(5, 10))))!.Value, 0.001);
    }

    [Fact]
    public void Agrees_with_the_two_equations_when_nothing_is_shared() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[0, 50], Gen.Int[0, 50]).Array[1, 20].Sample(rows =>
        {
            var terms = rows.Select((row, at) => new UncertainTerm(row.Item1, $"activity {at}", row.Item2, $"factor {at}", row.Item3));
            var equations = Uncertainty.Sum(rows.Select(row => ((double)row.Item1, Uncertainty.Product(row.Item2, row.Item3))))!.Value;
            Assert.Equal(equations, Uncertainty.OfTotal(terms).Percent!.Value, 1e-9);
        }, iter: 100);

    [Fact]
    public void Is_unknown_as_long_as_one_error_is_and_says_whose()
    {
        var combined = Uncertainty.OfTotal([new(100, "import", 3, "grid", null), new(100, "waste", null)]);
        Assert.Null(combined.Percent);
        Assert.Equal(1.5, combined.AtLeastPercent!.Value, 1e-12);
        Assert.Equal(["activity waste", "factor grid"], combined.Unknown);
    }

    [Fact]
    public void Of_an_inventorys_total_shares_the_grids_factor_over_buildings_and_carts()
    {
        // By hand: 300 + 100 kg by one factor of 10 %, activities 4 % and 3 %: (12^2 + 3^2 + 40^2)^0.5 = 41.869, of 400: 10.467 %.
        var grid = Of("grid", 0.5m, "kg/kWh", uncertainty: 10);
        var buildings = ValuedRow.Of(Gpc.Numbered("I.2.2"), Amount("import", 600, "kWh", 4), [grid], DataQuality.H, "Metered.").Row!;
        var carts = ValuedRow.Of(Gpc.Numbered("II.1.2"), Amount("charge", 200, "kWh", 3), [grid], DataQuality.H, "Metered.").Row!;
        Assert.Equal(10.467, Inventory(buildings, carts).Scope(2).Uncertainty.Percent!.Value, 0.0005);
    }

    [Fact]
    public void Of_a_modelled_row_is_the_models_own()
    {
        var modelled = Row("III.1.2", 1000) with { IsModelled = true, ModelUncertaintyPercent = 40 };
        Assert.Equal(40, Inventory(modelled).Scope(3).Uncertainty.Percent!.Value, 1e-12);
    }
}

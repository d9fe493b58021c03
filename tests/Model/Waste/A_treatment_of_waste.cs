using CsCheck;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Treatment;
using static YPort.Twin.Tests.Model.Waste.Declared;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_treatment_of_waste
{
    static readonly BurnSet Fire = BurnSet.Of(Factors).Set!;

    static Incineration Burned(decimal? kilowattHours, params (string Category, long Grams)[] amounts) => Incineration.Of(Fire, MassByType.Of("plant", amounts, Bangkok).Mass!, kilowattHours);

    [Fact] // By hand: 250 t x 4 kg and x 0.24 kg.
    public void By_composting_gives_methane_and_nitrous_oxide() => Assert.Equal(new TreatmentGases(0, 1000, 60, 0), BiologicalTreatment.Composting(Factors).Treatment!.Of(250_000_000));

    [Fact] // By hand: 250 t x 0.8 kg.
    public void By_digestion_leaks_methane() => Assert.Equal(new TreatmentGases(0, 200, 0, 0), BiologicalTreatment.Digestion(Factors).Treatment!.Of(250_000_000));

    /// <remarks>
    /// By hand: 100 t of plastic = 100 x 1 x 0.75 x 1 x 44/12 = 275 t of fossil CO2. 100 t of paper = 100 x 0.9 x 0.46 x 44/12 = 151.8 t, 1 % of it fossil.
    /// 100 t of food = 100 x 0.4 x 0.38 x 44/12 = 55.733 t, none fossil. 300 t x 50 g = 15 kg of N2O, x 0.2 g = 0.06 kg of CH4. 120 MWh / 300 t = 400 kWh/t.
    /// </remarks>
    [Fact]
    public void By_fire_of_the_worked_example_tells_fossil_from_biogenic()
    {
        var burned = Burned(120_000, ("plastic", 100_000_000), ("paper", 100_000_000), ("food", 100_000_000));
        Assert.Equal(new TreatmentGases(276_518, 0.06m, 15, 206_015.333m), burned.Gases);
        Assert.Equal(400, burned.KilowattHoursPerTonne);
    }

    /// <remarks>By hand from table 2.4: textiles 0.8 x 0.5 x 44/12 = 1.46667 t/t, 20 % fossil; nappies 0.4 x 0.7 x 44/12 = 1.02667, 10 %; rubber 0.84 x 0.67 x 44/12 = 2.0636, 20 %.</remarks>
    [Theory]
    [InlineData("textiles", 293.333, 1173.333)]
    [InlineData("nappies", 102.667, 924)]
    [InlineData("rubber", 412.72, 1650.88)]
    [InlineData("wood", 0, 1558.333)]
    [InlineData("garden", 0, 718.667)]
    [InlineData("glass", 0, 0)]
    [InlineData("slag", 0, 0)]
    public void By_fire_depends_on_what_is_burned(string category, double fossil, double biogenic)
    {
        var gases = Burned(null, (category, 1_000_000)).Gases;
        Assert.Equal(((decimal)fossil, (decimal)biogenic), (gases.FossilCo2Kilograms, gases.BiogenicCo2Kilograms));
    }

    /// <summary>Whoever works a line out from the numbers in its words gets its value, and the values of a gas add up to it.</summary>
    [Fact]
    public void By_fire_is_explained_by_lines_that_come_to_what_they_say()
    {
        var burned = Burned(null, ("plastic", 1_234_567), ("paper", 90_000_001), ("food", 5), ("mixed", 1_000_000_000));
        var lines = IncinerationExplanation.Of(Fire, burned);
        foreach (var line in lines.Where(line => line.Value is not null)) Assert.Equal((line.Says, line.Value!.Value), (line.Says, Worked(line.Says)), (one, other) => one.Item1 == other.Item1 && Math.Abs(one.Item2 - other.Item2) < 1e-6);
        Assert.Equal((double)burned.Gases.FossilCo2Kilograms, Sum("fossil carbon dioxide"), 0.001);
        Assert.Equal((double)burned.Gases.BiogenicCo2Kilograms, Sum("biogenic carbon dioxide"), 0.001);
        Assert.Equal(((double)burned.Gases.Ch4Kilograms, (double)burned.Gases.N2OKilograms), (Math.Round(Sum("methane ="), 3), Math.Round(Sum("nitrous oxide ="), 3)));
        Assert.Contains(lines, line => line.Says == "mixed: carbon dioxide of 230000 kg whose contents nobody stated is not estimated" && line.Value is null);
        Assert.Contains("burn-n2o v1", Assert.Single(lines, line => line.Says.StartsWith("nitrous", StringComparison.Ordinal)).From);

        double Sum(string what) => lines.Where(line => line.Says.Contains(what, StringComparison.Ordinal)).Sum(line => line.Value!.Value);
        static double Worked(string says) => says[(says.LastIndexOf('=') + 1)..].Split(" x ").Aggregate(1.0, (product, factor) => product * Number(factor));
        static double Number(string said) => said.Trim() switch
        {
            "44/12" => 44 / 12.0,
            ['(', '1', ..] less => 1 - Parse(less.Trim('(', ')').Split(" - ")[1]),
            var number => Parse(number.Split(' ')[0]),
        };
        static double Parse(string number) => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void By_fire_shows_what_nobody_stated_and_counts_its_nitrous_oxide()
    {
        var burned = Burned(null, ("mixed", 1_000_000_000));
        Assert.Equal((230_000_000, 50), (burned.NotEstimatedGrams["mixed"], burned.Gases.N2OKilograms));
        Assert.Equal(1_000_000_000, burned.BurnedGrams);
        Assert.Null(burned.KilowattHoursPerTonne);
        Assert.Null(Burned(0).KilowattHoursPerTonne);
    }

    [Fact]
    public void By_fire_never_makes_more_carbon_dioxide_than_its_carbon() => Gen.Select(Gen.OneOfConst([.. WasteType.All]), Gen.Long[0, 1_000_000_000_000]).Sample((type, grams) =>
    {
        var gases = Burned(null, (type.Name, grams)).Gases;
        Assert.InRange(gases.FossilCo2Kilograms + gases.BiogenicCo2Kilograms, 0, grams / 1000m * 44 / 12);
    });

    [Fact]
    public void Adds_up() => Assert.Equal(new TreatmentGases(11, 22, 33, 44), new TreatmentGases(1, 2, 3, 4).Plus(new(10, 20, 30, 40)));

    [Fact]
    public void Is_refused_with_reason_and_cure()
    {
        Assert.Contains("Look at the balance of the site", Assert.Throws<ArgumentOutOfRangeException>(() => BiologicalTreatment.Composting(Factors).Treatment!.Of(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("Give what it exports and uses itself", Assert.Throws<ArgumentOutOfRangeException>(() => Burned(-1)).Message, StringComparison.Ordinal);
    }
}

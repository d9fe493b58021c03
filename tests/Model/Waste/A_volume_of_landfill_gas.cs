using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;
using static YPort.Twin.Tests.Model.Waste.Declared;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_volume_of_landfill_gas
{
    /// <summary>CDM, ACM0001: 0.0007168 t of methane per m³ at 0 °C and 1.013 bar; from memory.</summary>
    static readonly Parameter Density = new(0.7168m, "methane-density-normal v1");

    [Fact]
    public void Of_the_worked_example_holds_its_methane() =>
        // By hand: 1,000 m³ x 0.5 x 0.7168 kg/m³ = 358.4 kg.
        Assert.Equal(358_400, LandfillGas.MethaneGrams(1000, 0.5m, GasConditions.Normal, Density), 0.001);

    /// <remarks>
    /// 0.716, 0.678, 0.667 and 0.656 kg/m³ by Avogadro's law, 0.68 at 15 °C by Air Liquide: G. Dutt, Methane density, MGM International (2003).
    /// 0.6293 at 35 °C and 100.5 kPa: ideal gas of 16.0425 g/mol, by an independent program.
    /// </remarks>
    [Theory]
    [InlineData(0, 101.325, 0.716)]
    [InlineData(15, 101.325, 0.68)]
    [InlineData(15, 101.325, 0.678)]
    [InlineData(20, 101.325, 0.667)]
    [InlineData(25, 101.325, 0.656)]
    [InlineData(35, 100.5, 0.6293)]
    public void Weighs_less_when_it_is_warm(double celsius, double kiloPascals, double kilograms) =>
        Assert.Equal(kilograms, LandfillGas.MethaneKilogramsPerCubicMetre(new(celsius, kiloPascals), Density), kilograms * 0.003);

    [Fact]
    public void Grows_with_pressure() => Assert.Equal(2 * 0.7168, LandfillGas.MethaneKilogramsPerCubicMetre(new(0, 2 * 101.325), Density), 1e-12);

    [Fact]
    public void Is_refused_with_reason_and_cure()
    {
        Assert.Contains("for 50 % give 0.5", Says(() => LandfillGas.MethaneGrams(1, 50, GasConditions.Normal, Density)), StringComparison.Ordinal);
        Assert.Contains("Look at the meter's resets", Says(() => LandfillGas.MethaneGrams(-1, 0.5m, GasConditions.Normal, Density)), StringComparison.Ordinal);
        Assert.Contains("in °C", Says(() => LandfillGas.MethaneGrams(1, 0.5m, new(300, 101.325), Density)), StringComparison.Ordinal);
        Assert.Contains("in °C", Says(() => LandfillGas.MethaneGrams(1, 0.5m, new(double.NaN, 101.325), Density)), StringComparison.Ordinal);
        Assert.Contains("in kPa", Says(() => LandfillGas.MethaneGrams(1, 0.5m, new(20, 1.013), Density)), StringComparison.Ordinal);
        Assert.Contains("Look at the factor's unit", Says(() => LandfillGas.MethaneGrams(1, 0.5m, GasConditions.Normal, new(0.0007168m, "t"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Lowers_what_a_landfill_emits_by_what_the_cover_would_have_let_through()
    {
        var history = Deposited(Year(2020, "food", 100_000));
        var site = Landfill(2020, covered: true, closed: 2020);
        var grams = LandfillGas.MethaneGrams(100_000, 0.5m, GasConditions.Normal, Density);
        var (with, without) = (Methane(site, Set2006, history, 2021, (2021, grams)).In(2021)!, Methane(site, Set2006, history, 2021).In(2021)!);
        Assert.Equal(35_840_000 * 0.9, without.EmittedGrams - with.EmittedGrams, 1.0);
    }

    static string Says(Action act) => Assert.Throws<ArgumentOutOfRangeException>(act).Message;
}

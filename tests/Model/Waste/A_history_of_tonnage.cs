using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;
using static YPort.Twin.Tests.Model.Waste.Declared;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_history_of_tonnage
{
    static readonly Dictionary<int, double> NoGas = [];

    static string Refused(int first, int last, params TonnageYear[] years) =>
        Assert.Single(TonnageHistory.Of(TonnageKind.Deposited, "landfill-1", first, last, years).Faults).ToString();

    static string[] Refused(DisposalSite site, TonnageHistory history, int through, IReadOnlyDictionary<int, double>? destroyed = null, params Composition[] compositions) =>
        [.. FirstOrderDecay.Of(site, Set2006, history, compositions, destroyed ?? NoGas, through).Faults.Select(fault => fault.ToString())];

    [Fact]
    public void Never_mixes_what_was_collected_with_what_was_generated()
    {
        var generated = TonnageHistory.Of(TonnageKind.Generated, "bangkok", 2017, 2017, [Year(2017, "mixed", 13_327 * 365)]).History!;
        var collected = TonnageHistory.Of(TonnageKind.Collected, "bangkok", 2024, 2024, [Year(2024, "mixed", 9_238 * 365)]).History!;

        Assert.Equal(("waste-generated/bangkok", "waste-collected/bangkok"), (generated.Series, collected.Series));
        var (joined, faults) = TonnageHistory.Joined(generated, collected);
        Assert.Null(joined);
        Assert.Equal("waste-collected/bangkok: It cannot continue waste-generated/bangkok: one counts what was generated, one counts what was collected. Show them as two series; "
            + "to go from one to the other somebody must declare the share that is collected or deposited, with a source.", Assert.Single(faults).ToString());
        Assert.Equal("waste-collected/bangkok: It does not count what was brought to a landfill. Give the tonnages deposited at landfill-1; what a city collects or generates goes to many places.",
            Refused(Landfill(2024), collected, 2024, null, Bangkok)[0]);
    }

    [Fact]
    public void Goes_on_in_another_one_of_its_series_and_has_no_hole_between()
    {
        var (joined, _) = TonnageHistory.Joined(Deposited(Year(2021, "food", 2)), Deposited(Year(2020, "food", 1)));
        Assert.Equal((2020, 2021, 2), (joined!.First, joined.Last, joined.Years.Count));
        Assert.Equal("waste-deposited/landfill-1: It knows nothing of 2021-2022. Enter each year with its source, an estimate where nothing was weighed, 0 where nothing came.",
            Assert.Single(TonnageHistory.Joined(Deposited(Year(2020, "food", 1)), Deposited(Year(2023, "food", 1))).Faults).ToString());
        Assert.Equal("There is nothing to join.", Assert.Single(TonnageHistory.Joined([]).Faults).Reason);
    }

    [Fact]
    public void Names_the_years_that_it_does_not_know() =>
        Assert.StartsWith("waste-deposited/landfill-1: It knows nothing of 2000-2002, 2004, 2007.", Refused(2000, 2007, Year(2003, "food", 1), Year(2005, "food", 1), Year(2006, "food", 0)), StringComparison.Ordinal);

    [Fact]
    public void Is_refused_with_reason_and_cure()
    {
        Assert.Equal("waste-deposited/landfill-1: 2020 has -5 t of food, less than nothing. Send what came, without what left.", Refused(2020, 2020, Year(2020, "food", -5)));
        Assert.Equal("waste-deposited/landfill-1: 2020 names no source. Give title and publisher of where the tonnage was published.", Refused(2020, 2020, Year(2020, "food", 5) with { Said = Unsourced }));
        Assert.Equal("waste-deposited/landfill-1: 2019 lies before 2020, when it began. Correct the year, or say that it began earlier.", Refused(2020, 2020, Year(2019, "food", 5), Year(2020, "food", 5)));
        Assert.Equal("waste-deposited/landfill-1: 2021 lies after 2020, where it ends. Correct the year, or say that it goes on.", Refused(2020, 2020, Year(2021, "food", 5), Year(2020, "food", 5)));
        Assert.Equal("waste-deposited/landfill-1: 2020 has 2 tonnages of food. Keep the one that holds: they may count the same waste.", Refused(2020, 2020, Year(2020, "food", 5), Year(2020, "food", 5)));
        Assert.Equal("waste-deposited/landfill-1: 2567 is no year of the common era that a landfill knows. If it is a Buddhist year, send 2024.", Refused(2567, 2567, Year(2567, "food", 5)));
        Assert.Equal("waste-deposited/landfill-1: It ends in 2019, before it begins in 2020. Correct the first or the last year.", Refused(2020, 2019));
    }

    [Fact]
    public void Must_fit_its_site()
    {
        var history = Deposited(Year(2020, "food", 5), Year(2021, "food", 5));
        Assert.Equal(["waste-deposited/landfill-1: 2020 lies before 2021, when landfill-1 opened. Correct the history, or the year of opening."], Refused(Landfill(2021), history, 2021));
        Assert.Equal(["waste-deposited/landfill-1: It knows nothing of 2018-2019, 2022-2023. Enter each year with its source, or say in which year the site closed."], Refused(Landfill(2018), history, 2023));
        Assert.Equal(["waste-deposited/landfill-1: It has deposits after 2020, when landfill-1 closed. Correct the history, or the year of closing."], Refused(Landfill(2020, closed: 2020), history, 2021));
        Assert.Equal(["landfill-1: 2019 lies before 2020, when it opened. Ask for that year or a later one."], Refused(Landfill(2020), history, 2019));
        Assert.Equal(["waste-deposited/landfill-1: It is not of landfill-2. Give the history of this site."], Refused(Landfill(2020) with { Id = "landfill-2" }, history, 2021));
        Assert.Empty(Refused(Landfill(2020, closed: 2021), history, 2050));
    }

    [Fact]
    public void Is_not_worked_out_with_what_cannot_be()
    {
        var history = Deposited(Year(2020, "mixed", 5));
        Assert.Equal(["landfill-1 2020: Nobody declared what mixed waste consisted of then. Declare a composition with its source, from that year or an earlier one."],
            Refused(Landfill(2020), history, 2020, null, Bangkok with { FromYear = 2021 }));
        Assert.Equal(["landfill-1: 2 compositions of mixed waste hold from 1900 on. Keep the one that holds."], Refused(Landfill(2020), history, 2020, null, Bangkok, Bangkok));
        Assert.Equal(["landfill-1: A methane correction factor of 1.2 lies outside 0 to 1. Take the one for how the site is managed."], Refused(Landfill(2020) with { Mcf = new(1.2m, "x") }, history, 2020, null, Bangkok));
        Assert.Equal(["landfill-1: An oxidation of 10 lies outside 0 to 1. Send 0.1 for 10 %."], Refused(Landfill(2020) with { Ox = new(10, "x") }, history, 2020, null, Bangkok));
        Assert.Equal(["landfill-1: A delay of 7 months lies outside 0 to 6. Leave it out: the default of 6 is the IPCC's."], Refused(Landfill(2020) with { DelayMonths = 7 }, history, 2020, null, Bangkok));
        Assert.Equal(["landfill-1: NaN g of methane destroyed in 2020 cannot be. Leave the year out when nobody knows."], Refused(Landfill(2020), history, 2020, new Dictionary<int, double> { [2020] = double.NaN }, Bangkok));
        Assert.Equal(["landfill-1: Gas was destroyed in 2019, before it opened in 2020. Correct one of the years."], Refused(Landfill(2020), history, 2020, new Dictionary<int, double> { [2019] = 1 }, Bangkok));
        Assert.Equal("It closed in 2019, before it opened in 2020.", Assert.Single(DisposalSite.Of(Factors, "x", 2020, SiteManagement.Deep, false, closed: 2019).Faults).Reason);
    }
}

using YPort.Twin.Model.City.Actions;
using YPort.Twin.Model.City.Factors;
using static YPort.Twin.Tests.Model.City.GivenFactors;

namespace YPort.Twin.Tests.Model.City;

public sealed class The_portfolio_of_actions
{
    static readonly Factor Jcm = Of("jcm-th-pv-grid", 0.319m, "t/MWh", series: "jcm-th-pv-grid", status: FactorStatus.Memory);
    static readonly ClimateAction Finetech = Portfolio.YPort.Actions.Single(action => action.Id == "finetech-pv");
    static readonly ClimateAction Running = Finetech with { Measured = Finetech.Measured! with { Twins = ["finetech-1"] } };
    static readonly ClimateAction Nobodys = Finetech with { Measured = Finetech.Measured! with { Twins = [] } };
    static readonly ClimateAction Study = Portfolio.YPort.Actions.Single(action => action.Id == "waste-survey");

    static Achievement In2026(ClimateAction action, decimal? kilowattHours) =>
        Achievement.Of(action, kilowattHours is { } energy ? Amount("pv-energy/finetech", energy, "kWh") : null, Jcm, vintage => vintage == 2026);

    [Fact]
    public void Tells_the_story_as_it_is()
    {
        Assert.Equal(["finetech-pv Operating 844", "bang-sue-carts Demonstration ", "dss-car Demonstration ", "waste-survey Study ", "e-waste-study Study "],
            Portfolio.YPort.Actions.Select(action => $"{action.Id} {action.Stage} {action.ExpectedTonnesPerYear}"));
        Assert.All(Portfolio.YPort.Actions, action => Assert.All([action.Title.En, action.Title.Th, action.Title.Ja], text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    [Fact]
    public void Works_out_what_was_achieved_from_what_the_twins_told()
    {
        // By hand: 2,646,000 kWh x 0.319 t/MWh = 844.074 t.
        var achieved = In2026(Running, 2_646_000);
        Assert.Equal((844.074m, 844.074m, false), (achieved.Tonnes!.Value, achieved.TowardOwnTargetTonnes!.Value, achieved.CanBeClosed)); // the factor is from memory
        Assert.Equal("2646000 kWh × 0.319 t/MWh (jcm-th-pv-grid v1)", achieved.Why);
    }

    [Fact]
    public void Counts_each_part_of_a_period_by_the_factor_that_held_and_nothing_where_one_is_missing()
    {
        // By hand: 1,000 kWh x 0.319 + 500 kWh x 0.2 = 419 kg.
        var later = Of("jcm-later", 0.2m, "t/MWh", series: "jcm-th-pv-grid");
        ActionPart[] parts = [new(new(2026, 1, 1), Amount("pv", 1000, "kWh"), Jcm), new(new(2026, 7, 1), Amount("pv", 500, "kWh"), later)];
        var achieved = Achievement.Of(Running, parts, _ => true);
        Assert.Equal((0.419m, 2, false), (achieved.Tonnes!.Value, achieved.Factors.Count, achieved.CanBeClosed));
        Assert.Equal("1000 kWh × 0.319 t/MWh (jcm-th-pv-grid v1) + 500 kWh × 0.2 t/MWh (jcm-later v1)", achieved.Why);
        var broken = Achievement.Of(Running, [parts[0], parts[1] with { Factor = null }], _ => true);
        Assert.Null(broken.Tonnes);
        Assert.Contains("no factor of series \"jcm-th-pv-grid\" for the part of this period from 2026-07-01 on", broken.Why);
    }

    [Fact]
    public void Subtracts_what_was_transferred_abroad_in_the_same_vintages()
    {
        // The shares of a real issue: 300 t issued, 151 t of them to Japan (FACTS.md, section 1).
        var issued = Running with { Credits = [new("JCM", 2026, 300, 151, "VR-1"), new("JCM", 2025, 40, 40, "VR-0")] };
        Assert.Equal("", Faults(issued));
        var achieved = In2026(issued, 1_000_000);
        Assert.Equal((319m, 151m, 168m), (achieved.Tonnes!.Value, achieved.TransferredAbroadTonnes, achieved.TowardOwnTargetTonnes!.Value));
    }

    [Fact]
    public void Claims_nothing_for_a_study()
    {
        Assert.Equal((null, "A study claims nothing."), (In2026(Study, 1_000_000).Tonnes, In2026(Study, 1_000_000).Why));
        Assert.Contains("waste-survey: It is a study and claims a reduction.", Faults(Study with { ExpectedTonnesPerYear = 0 }));
        Assert.Contains("It is a study and claims", Faults(Study with { Measured = Running.Measured }));
        Assert.Contains("It is a study and claims", Faults(Study with { Credits = [new("JCM", 2026, 1, 0, "VR-1")] }));
    }

    [Fact]
    public void Says_why_where_nothing_can_be_worked_out()
    {
        Assert.Contains("No twin is named", In2026(Nobodys, 1).Why);
        Assert.Contains("Nothing is known of pv-energy of finetech-1", In2026(Running, null).Why);
        Assert.Contains("no factor of series \"jcm-th-pv-grid\"", Achievement.Of(Running, Amount("pv", 1, "kWh"), null, _ => true).Why);
        Assert.Contains("is of series \"th-grid-scope-2\"", Achievement.Of(Running, Amount("pv", 1, "kWh"), Tgo2026, _ => true).Why);
        Assert.Contains("survey", In2026(Portfolio.YPort.Actions[1], 1).Why);
        Assert.All([In2026(Nobodys, 1), In2026(Running, null)], nothing => Assert.Null(nothing.TowardOwnTargetTonnes));
    }

    [Fact]
    public void Adds_up_what_counts_and_names_what_is_unknown()
    {
        Assert.Equal((319m, "waste-survey"), (Portfolio.Delivered([In2026(Running, 1_000_000), In2026(Study, 0)]) is var (tonnes, unknown) ? (tonnes!.Value, string.Join(' ', unknown)) : default));
        Assert.Null(Portfolio.Delivered([In2026(Study, 0)]).Tonnes);
    }

    [Fact]
    public void Refuses_credits_that_cannot_be()
    {
        string Credits(params CreditIssue[] credits) => Faults(Running with { Credits = credits });
        Assert.Contains("300 t of 2026 are said to be issued without a verification. Give the reference", Credits(new CreditIssue("JCM", 2026, 300, 0, " ")));
        Assert.Contains("301 t of 2026 are said to be transferred, of 300 t issued.", Credits(new CreditIssue("JCM", 2026, 300, 301, "VR-1")));
        Assert.Equal("", Credits(new CreditIssue("JCM", 2026, 300, 300, "VR-1")));
        Assert.Contains("below zero", Credits(new CreditIssue("JCM", 2026, -1, -1, null)));
        Assert.Contains("in JCM and T-VER. One reduction is in one registry", Credits(new("JCM", 2026, 300, 0, "VR-1"), new("T-VER", 2026, 300, 0, "VR-2")));
    }

    [Fact]
    public void Refuses_actions_that_cannot_be()
    {
        Assert.Contains("There is no measure \"pv\".", Faults(Running with { Measured = Running.Measured! with { Measure = "pv" } }));
        Assert.Contains("no title or no owner", Faults(Running with { Owner = new("") }));
        Assert.Contains("Nothing supports it", Faults(Running with { Evidence = [] }));
        Assert.Contains("names no source", Faults(Running with { Evidence = [new("It runs.", new("", ""), FactorStatus.Press)] }));
        Assert.Contains("does not say why", Faults(Running with { Measured = null, Remark = "" }));
        Assert.Contains("-1 t/y expected is below zero", Faults(Running with { ExpectedTonnesPerYear = -1 }));
        Assert.Contains("2 actions have this id", Faults(Study, Study));
        Assert.Contains("\"pv-energy\" of finetech-1 is claimed by finetech-pv and other.", Faults(Running, Running with { Id = "other" }));
    }

    static string Faults(params ClimateAction[] actions)
    {
        var (portfolio, faults) = Portfolio.Of(actions);
        Assert.Equal(faults.Count > 0, portfolio is null);
        return string.Join('\n', faults);
    }
}

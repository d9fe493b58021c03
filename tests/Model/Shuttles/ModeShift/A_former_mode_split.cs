using YPort.Twin.Model.Shuttles.ModeShift;
using static YPort.Twin.Tests.Model.Shuttles.ModeShift.Travel;

namespace YPort.Twin.Tests.Model.Shuttles.ModeShift;

public sealed class A_former_mode_split
{
    static string Faults(params FormerModeSplit[] splits) => string.Join(" | ", FormerModeSplits.Of(splits).Faults);

    [Fact]
    public void Is_in_force_on_its_days_of_travel_and_no_others()
    {
        var splits = Splits(Split("2026-06-01", null, ("walk", 1)), Split("2026-01-01", "2026-03-31", ("bus", 1)));
        foreach (var (day, id) in ((string, string?)[])[("2025-12-31", null), ("2026-01-01", "survey-2026-01-01"), ("2026-03-31", "survey-2026-01-01"), ("2026-04-01", null),
            ("2026-06-01", "survey-2026-06-01"), ("2030-01-01", "survey-2026-06-01")])
            Assert.Equal(id, splits.On(Factored.On(day))?.Id);
    }

    [Fact]
    public void Is_refused_unless_its_shares_are_exactly_one()
    {
        Assert.Equal("survey-2026-01-01: Its shares add up to 0.9999. They must be exactly 1: give what is missing to \"other\", or scale the answers that there were.", Faults(Split("2026-01-01", null, ("walk", 0.3333m), ("bus", 0.3333m), ("car-diesel", 0.3333m))));
        Assert.Equal("", Faults(Split("2026-01-01", null, ("walk", 0.3333m), ("bus", 0.3333m), ("car-diesel", 0.3334m))));
    }

    [Fact]
    public void Is_refused_without_a_source() =>
        Assert.Contains("It names no source. Give title and publisher", Faults(Split("2026-01-01", null, ("walk", 1)) with { Source = new(" ", "somebody") }), StringComparison.Ordinal);

    [Fact]
    public void Is_refused_with_every_fault_at_once()
    {
        var faults = FormerModeSplits.Of([Split("2026-01-01", "2025-01-01", ("sledge", 1.5m), ("walk", -0.25m), ("walk", -0.25m))]).Faults.Select(fault => fault.Reason);
        Assert.Equal(["It ends on 2025-01-01, before it begins on 2026-01-01.", "There is no former mode \"sledge\".", "The share of sledge is 1.5.", "The share of walk is -0.25.", "The share of walk is -0.25.", "walk stands in it 2 times."], faults);
    }

    [Fact]
    public void Is_refused_where_another_speaks_for_the_same_day()
    {
        Assert.Contains("while survey-2026-01-01 speaks until 2026-06-01. End the earlier one the day before", Faults(Split("2026-06-01", null, ("walk", 1)), Split("2026-01-01", "2026-06-01", ("bus", 1))), StringComparison.Ordinal);
        Assert.Contains("speaks until open end", Faults(Split("2026-06-01", null, ("walk", 1)), Split("2026-01-01", null, ("bus", 1))), StringComparison.Ordinal);
    }
}

using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Tests.Model.City;

public sealed class A_factor_registry
{
    static readonly Factor Old = Made("old", from: "2020-01-01", to: "2024-12-31"), New = Made("new", from: "2025-01-01");

    [Fact]
    public void Takes_factors_that_follow_each_other() => Assert.Equal([], FactorRegistry.Of([New, Old]).Faults);

    [Fact]
    public void Ends_an_open_factor_where_the_next_begins()
    {
        var registry = Of(Old with { ValidTo = null }, New);
        Assert.Equal("old", registry.On(Day("2024-12-31"), "grid")!.Id);
        Assert.Equal("new", registry.On(Day("2025-01-01"), "grid")!.Id);
    }

    [Theory]
    [InlineData("2024-12-31", "overlaps old v1")]
    [InlineData("2020-01-01", "overlaps")]
    [InlineData("2025-01-02", "hole")]
    public void Refuses_an_overlap_and_a_hole_and_says_where(string from, string says) => Assert.Contains(says, Only(FactorRegistry.Of([Old, New with { ValidFrom = Day(from) }])).Reason, StringComparison.Ordinal);

    [Fact]
    public void Takes_an_overlap_that_is_declared_as_transition()
    {
        var registry = Of(Old with { UsableTo = Day("2025-03-31") }, New);
        Assert.Equal(["new", "old"], registry.Choices(Day("2025-03-31"), "grid").Select(factor => factor.Id));
        Assert.Equal(["new"], registry.Choices(Day("2025-04-01"), "grid").Select(factor => factor.Id));
        Assert.Equal("new", registry.On(Day("2025-02-01"), "grid")!.Id);
    }

    [Fact]
    public void Refuses_a_factor_without_source() => Assert.Contains("no source", Only(FactorRegistry.Of([New with { Source = new("", "") }])).Reason, StringComparison.Ordinal);

    [Fact]
    public void Refuses_another_gas_or_kind_of_unit_in_a_series()
    {
        Assert.Contains("CH4", Only(FactorRegistry.Of([Old, New with { Gas = "CH4" }])).Reason, StringComparison.Ordinal);
        Assert.Contains("kg/t", Only(FactorRegistry.Of([Old, New with { Unit = Unit.Parse("kg/t") }])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_version_out_of_turn_and_one_that_changes_its_series()
    {
        Assert.Contains("version 3 where 2 is next", Only(FactorRegistry.Of([New, New with { Version = 3 }])).Reason, StringComparison.Ordinal);
        Assert.Contains("other", FactorRegistry.Of([New, New with { Version = 2, Series = "other" }]).Faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_a_later_version_for_all_of_its_validity_and_the_former_as_of_when_it_was_known()
    {
        var published = Instant.Parse("2026-05-01T00:00:00Z");
        var registry = Of(Old, New, New with { Version = 2, Value = 0.45m, KnownFrom = published });
        var day = Day("2025-06-01");
        Assert.Equal(0.45m, registry.On(day, "grid")!.Value);
        Assert.Equal(0.5m, registry.On(day, "grid", published - TimeSpan.FromSeconds(1))!.Value);
        Assert.Equal(0.45m, registry.On(day, "grid", published)!.Value);
        // What came before in the series is not touched.
        Assert.Equal(Old, registry.On(Day("2024-06-01"), "grid"));
    }

    [Fact]
    public void Is_at_a_moment_what_it_was_then_and_nothing_that_was_said_since()
    {
        var (first, second) = (Instant.Parse("2026-05-01T00:00:00Z"), Instant.Parse("2026-06-01T00:00:00Z"));
        var registry = Of(Old, New with { KnownFrom = first }, New with { Version = 2, Value = 0.45m, KnownFrom = second });
        Assert.Equal([Old], registry.AsKnown(first - TimeSpan.FromSeconds(1)).All);
        Assert.Null(registry.AsKnown(first - TimeSpan.FromSeconds(1)).On(Day("2025-06-01"), "grid"));
        var between = registry.AsKnown(second - TimeSpan.FromSeconds(1));
        Assert.Equal((2, 0.5m, 0.5m), (between.All.Count, between.On(Day("2025-06-01"), "grid")!.Value, between.Named("new")!.Value));
        Assert.Equal(registry.All, registry.AsKnown(second).All);
        Assert.Equal(0.45m, registry.AsKnown(second).On(Day("2025-06-01"), "grid")!.Value);
    }

    [Fact]
    public void Gives_the_same_again_when_a_version_is_restated_and_put_back()
    {
        var registry = Of(New, New with { Version = 2, Value = 0.45m }, New with { Version = 3 });
        Assert.Equal(New.Value, registry.On(Day("2026-01-01"), "grid")!.Value);
    }

    static FactorRegistry Of(params Factor[] factors) => FactorRegistry.Of(factors) is ({ } registry, _) ? registry : throw new InvalidOperationException("There are faults.");

    static FactorFault Only((FactorRegistry? Registry, IReadOnlyList<FactorFault> Faults) made)
    {
        Assert.Null(made.Registry);
        return Assert.Single(made.Faults);
    }

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static Factor Made(string id, string from, string? to = null) => new(id, 1, "grid", 0.5m, Unit.Parse("kg/kWh"), "CO2e", "all of it", "electricity", "Thailand",
        Day(from), to is null ? null : Day(to), null, new("A paper", "An office"), FactorStatus.Official);
}

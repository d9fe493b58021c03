using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Tests.Model.City;

public sealed class The_references_of_the_GPC
{
    [Fact]
    public void Are_those_that_CityCatalyst_reports_by_each_of_the_same_scope()
    {
        // Independent source: Open-Earth-Foundation/CityCatalyst, app/src/util/GHGI/data/gpc-reference-table.json at d618b35; it gives I.4.4 no scope and lacks waste brought in.
        const string Theirs = """
            I.1.1:1 I.1.2:2 I.1.3:3 I.2.1:1 I.2.2:2 I.2.3:3 I.3.1:1 I.3.2:2 I.3.3:3 I.4.1:1 I.4.2:2 I.4.3:3 I.5.1:1 I.5.2:2 I.5.3:3 I.6.1:1 I.6.2:2 I.6.3:3 I.7.1:1 I.8.1:1
            II.1.1:1 II.1.2:2 II.1.3:3 II.2.1:1 II.2.2:2 II.2.3:3 II.3.1:1 II.3.2:2 II.3.3:3 II.4.1:1 II.4.2:2 II.4.3:3 II.5.1:1 II.5.2:2
            III.1.1:1 III.1.2:3 III.2.1:1 III.2.2:3 III.3.1:1 III.3.2:3 III.4.1:1 III.4.2:3 IV.1:1 IV.2:1 V.1:1 V.2:1 V.3:1
            """;
        string[] beyond = ["I.4.4:1", "III.1.3:1", "III.2.3:1", "III.3.3:1", "III.4.3:1"];
        Assert.Equal(Theirs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Concat(beyond).Order(StringComparer.Ordinal),
            Gpc.All.Select(reference => $"{reference.Number}:{reference.Scope}").Order(StringComparer.Ordinal));
    }

    // BASIC: scopes 1 and 2 of stationary energy and transport, 1 and 3 of the city's own waste. BASIC+ adds losses, journeys beyond the boundary, IPPU and AFOLU. (FACTS.md, section 6.)
    [Theory]
    [InlineData("I.2.1", GpcLevel.Basic)]
    [InlineData("I.4.2", GpcLevel.Basic)]
    [InlineData("II.1.2", GpcLevel.Basic)]
    [InlineData("III.1.1", GpcLevel.Basic)]
    [InlineData("III.1.2", GpcLevel.Basic)]
    [InlineData("I.2.3", GpcLevel.BasicPlus)]
    [InlineData("II.1.3", GpcLevel.BasicPlus)]
    [InlineData("IV.2", GpcLevel.BasicPlus)]
    [InlineData("V.1", GpcLevel.BasicPlus)]
    [InlineData("I.4.4", GpcLevel.Territorial)]
    [InlineData("III.1.3", GpcLevel.Territorial)]
    public void Belong_to_BASIC_to_BASIC_plus_or_only_to_the_territory(string number, GpcLevel level) => Assert.Equal(level, Gpc.Numbered(number).Level);

    [Fact]
    public void Are_all_named_in_three_languages() => Assert.All(
        Gpc.All.SelectMany(reference => new[] { reference.SubSectorName, reference.Source }).Concat(Gpc.Sectors.Select(Gpc.Name)).Concat(Enum.GetValues<NotationKey>().Select(key => key.Name())),
        name => Assert.All(new[] { name.En, name.Th, name.Ja }, text => Assert.False(string.IsNullOrWhiteSpace(text))));

    [Fact]
    public void Say_what_to_do_when_one_is_misspelt() => Assert.Contains("\"III.1.9\"", Assert.Throws<ArgumentException>(() => Gpc.Numbered("III.1.9")).Message);
}

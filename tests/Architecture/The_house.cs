namespace YPort.Twin.Tests.Architecture;

/// <summary>The tree of DESIGN: which projects there are, who builds on whom, and how they are written.</summary>
public sealed class The_house
{
    [Fact] public void Has_no_project_that_the_table_does_not_know() => Holds(Rules.UnknownProjects);

    [Fact] public void Builds_in_one_direction() => Holds(Rules.ForbiddenReferences);

    [Fact] public void Keeps_its_model_free_of_everything_but_serialization() => Holds(Rules.ForbiddenPackagesOfModel);

    [Fact] public void Shows_a_short_first_page() => Holds(Rules.StrangersAtTheTop);

    [Fact] public void Names_spaces_by_their_path() => Holds(Rules.NamespacesOffTheirPath);

    [Fact] public void Has_no_name_that_says_nothing() => Holds(Rules.NamesThatSayNothing);

    [Fact] public void Has_no_file_that_asks_for_a_second_noun() => Holds(Rules.LongFiles);

    [Fact] public void Reads_no_clock_in_its_model() => Holds(Rules.ClocksInModel);

    [Fact] public void Takes_its_time_from_a_provider() => Holds(Rules.WallClocks);

    [Fact]
    public void Is_the_one_with_the_rooms_that_the_table_names() =>
        Assert.Superset(new HashSet<string>(["YPort.Twin.Model", "YPort.Twin.Contracts", "YPort.Twin.Twins", "YPort.Twin.Storage", "YPort.Twin.Host",
            "YPort.Twin.Ingest", "YPort.Twin.Api", "YPort.Twin.Rehearsal", "YPort.Twin.Cli", "YPort.Twin.Dashboards"]), House.Ours.Projects.Select(project => project.Name).ToHashSet());

    static void Holds(Func<House, IEnumerable<string>> rule) => Breaches.None(rule(House.Ours));
}

static class Breaches
{
    /// <summary>Fails with all of them, whole: Assert.Empty would shorten what there is to read.</summary>
    public static void None(IEnumerable<string> breaches)
    {
        var all = breaches.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}

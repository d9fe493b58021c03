namespace YPort.Twin.Tests.Architecture;

/// <summary>Every rule is broken once, in a house made for it: a rule that never fails holds nothing.</summary>
public sealed class A_crooked_house : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("house-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Has_a_project_that_nobody_knows()
    {
        Put("grains/Extras/YPort.Twin.Extras.csproj", "<Project/>");

        Caught(Rules.UnknownProjects, "grains/Extras/YPort.Twin.Extras.csproj");
    }

    [Fact]
    public void Has_a_project_under_anothers_name()
    {
        Put("grains/Model/Model.csproj", "<Project/>");

        Caught(Rules.UnknownProjects, "grains/Model/Model.csproj");
    }

    [Theory]
    [InlineData("grains/Model", "Contracts")]
    [InlineData("grains/Contracts", "Twins")]
    [InlineData("grains/Twins", "Storage")]
    [InlineData("silo/Storage", "Twins")]
    [InlineData("client/Ingest", "Twins")]
    [InlineData("client/Api", "Storage")]
    [InlineData("client/Rehearsal", "Twins")]
    [InlineData("client/Cli", "Twins")]
    public void Builds_backwards(string folder, string on)
    {
        Put($"{folder}/YPort.Twin.{Path.GetFileName(folder)}.csproj", $"""<Project><ItemGroup><ProjectReference Include="../../x\YPort.Twin.{on}.csproj"/></ItemGroup></Project>""");

        Caught(Rules.ForbiddenReferences, $"YPort.Twin.{on}");
    }

    [Theory]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Microsoft.Orleans.Sdk"/></ItemGroup></Project>""", "Microsoft.Orleans.Sdk")]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web"/>""", "Microsoft.NET.Sdk.Web")]
    public void Lets_grains_into_its_model(string project, string named)
    {
        Put("grains/Model/YPort.Twin.Model.csproj", project);

        Caught(Rules.ForbiddenPackagesOfModel, named);
    }

    [Fact]
    public void Has_a_stranger_at_the_top()
    {
        Put("PLAN.md", "");

        Caught(Rules.StrangersAtTheTop, "PLAN.md");
    }

    [Theory]
    [InlineData("namespace YPort.Twin.Model;")]
    [InlineData("// nothing")]
    public void Says_another_namespace_than_its_path(string text)
    {
        Put("grains/Model/YPort.Twin.Model.csproj", "<Project/>");
        Put("grains/Model/Buildings/Sun.cs", text);

        Caught(Rules.NamespacesOffTheirPath, "YPort.Twin.Model.Buildings");
    }

    [Theory]
    [InlineData("grains/Model/Utils/Sun.cs", "class Sun;", "grains/Model/Utils")]
    [InlineData("grains/Model/Sun.cs", "static class SunHelper;", "SunHelper")]
    [InlineData("grains/Model/Sun.cs", "record struct ShardManager;", "ShardManager")]
    public void Has_a_name_that_says_nothing(string path, string text, string named)
    {
        Put(path, text);

        Caught(Rules.NamesThatSayNothing, named);
    }

    [Fact]
    public void Has_a_file_of_301_lines()
    {
        Put("tests/Model/Long.cs", new string('\n', 301));
        Put("tests/Model/Short.cs", new string('\n', 300));

        Caught(Rules.LongFiles, "tests/Model/Long.cs");
    }

    [Theory]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("Stopwatch.StartNew()")]
    [InlineData("await Task.Delay(1)")]
    [InlineData("TimeProvider.System")]
    public void Reads_a_clock_in_its_model(string code)
    {
        Put("grains/Model/Sun.cs", code);

        Caught(Rules.ClocksInModel, "grains/Model/Sun.cs");
    }

    [Fact]
    public void Reads_the_wall_clock_anywhere()
    {
        Put("silo/Host/Program.cs", "var now = DateTimeOffset.UtcNow;");

        Caught(Rules.WallClocks, "silo/Host/Program.cs");
    }

    void Put(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        File.WriteAllText(Path.Combine(_root, path), text);
    }

    void Caught(Func<House, IEnumerable<string>> rule, string named) => Assert.Contains(named, Assert.Single(rule(new(_root))));
}

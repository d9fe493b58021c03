using System.Text.RegularExpressions;

namespace YPort.Twin.Tests.Architecture;

/// <summary>What holds of the house. Each rule gives its breaches in words; none means that it holds.</summary>
static partial class Rules
{
    const int LongestFileLines = 300;

    static readonly string[] Known =
    [
        "silo/Host", "silo/Storage", "client/Ingest", "client/Api", "client/Rehearsal", "client/Cli",
        "grains/Model", "grains/Contracts", "grains/Twins", "dashboards",
        "tests/Api", "tests/Architecture", "tests/Benchmarks", "tests/Browser", "tests/Crash", "tests/Ingest", "tests/Load", "tests/Model", "tests/Mqtt", "tests/Recordings", "tests/Rehearsal",
        "tests/Running", "tests/Storage", "tests/Twins",
    ];

    // Who may build on whom; Model is for all but the dashboards. Tests build on what they test.
    static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Model"] = [],
        ["Contracts"] = ["Model"],
        ["Twins"] = ["Model", "Contracts"],
        ["Storage"] = ["Model", "Contracts"],
        ["Ingest"] = ["Model", "Contracts"],
        ["Api"] = ["Model", "Contracts"],
        ["Rehearsal"] = ["Model", "Contracts"],
        ["Cli"] = ["Model", "Contracts", "Storage"],
        ["Host"] = ["Model", "Contracts", "Twins", "Storage", "Ingest", "Api", "Rehearsal", "Dashboards"],
        ["Dashboards"] = [],
    };

    static readonly string[] Top =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "Directory.Build.props", "Directory.Packages.props", "README.md", "YPort.Twin.sln",
        "client", "dashboards", "global.json", "grains", "silo", "tests",
    ];

    public static IEnumerable<string> UnknownProjects(House house) => house.Projects
        .Where(project => !Known.Contains(project.Folder) || project.Name != Expected(project.Folder))
        .Select(project => $"{project.Path} is not in the table of projects. Move it into one that is, or decide where it belongs and enter it in tests/Architecture/Rules.cs.");

    public static IEnumerable<string> ForbiddenReferences(House house) =>
        from project in house.Projects
        where !House.IsTest(project.Path)
        let name = Short(project.Name)
        from reference in project.References
        where !MayUse.GetValueOrDefault(name, []).Contains(Short(reference))
        select $"{project.Path} references {reference}; {name} may use {string.Join(", ", MayUse.GetValueOrDefault(name, []).DefaultIfEmpty("nothing of ours"))}.";

    public static IEnumerable<string> ForbiddenPackagesOfModel(House house) =>
        from project in house.Projects
        where project.Name == "YPort.Twin.Model"
        from package in project.Packages.Except(["Microsoft.Orleans.Serialization", "Microsoft.Orleans.CodeGenerator"]).Append(project.Sdk == "Microsoft.NET.Sdk" ? "" : project.Sdk)
        where package != ""
        select $"{project.Path} uses {package}. Model is facts and arithmetic: what needs more belongs elsewhere.";

    public static IEnumerable<string> StrangersAtTheTop(House house) =>
        house.Top.Except(Top).Select(entry => $"{entry} lies at the top, which is the first page. Put it into the folder it belongs to.");

    public static IEnumerable<string> NamespacesOffTheirPath(House house) =>
        from source in house.Sources
        where !House.IsTest(source)
        let project = house.Projects.Where(project => source.StartsWith(project.Folder + "/", StringComparison.Ordinal)).MaxBy(project => project.Folder.Length)
        where project is not null
        let folder = Path.GetDirectoryName(source[(project.Folder.Length + 1)..])!.Replace('\\', '.').Replace('/', '.')
        let wanted = folder == "" ? project.Name : $"{project.Name}.{folder}"
        let found = Namespace().Match(house.Text(source)) is { Success: true } match ? match.Groups[1].Value : null
        where found != wanted && !(found is null && Path.GetFileName(source) == "Program.cs")
        select $"{source} says namespace {found ?? "none"}; its path says {wanted}.";

    public static IEnumerable<string> NamesThatSayNothing(House house) =>
        house.Folders.Where(folder => Empty().IsMatch(Path.GetFileName(folder))).Select(folder => $"The folder {folder} says nothing. Name it for what is in it.")
            .Concat(from source in house.Sources
                    from Match type in DeclaredType().Matches(house.Text(source))
                    where Empty().IsMatch(type.Groups[1].Value)
                    select $"{source} declares {type.Groups[1].Value}, which says nothing. Name it for what it does.");

    public static IEnumerable<string> LongFiles(House house) =>
        from source in house.Sources
        let lines = house.Text(source).Count(c => c == '\n')
        where lines > LongestFileLines
        select $"{source} has {lines} lines, at most {LongestFileLines}: it asks for a second noun.";

    public static IEnumerable<string> ClocksInModel(House house) =>
        from source in house.Sources
        where source.StartsWith("grains/Model/", StringComparison.Ordinal)
        from Match clock in AnyClock().Matches(house.Text(source))
        select $"{source} uses {clock.Value}. Nothing in Model waits or reads a clock: take the moment as a parameter.";

    public static IEnumerable<string> WallClocks(House house) =>
        from source in house.Sources
        where !House.IsTest(source)
        from Match clock in WallClock().Matches(house.Text(source))
        select $"{source} uses {clock.Value}. Take a TimeProvider: a test must be able to set the time.";

    static string Short(string project) => project.Replace("YPort.Twin.", "", StringComparison.Ordinal);

    static string Expected(string folder) => folder == "dashboards" ? "YPort.Twin.Dashboards"
        : (House.IsTest(folder) ? "YPort.Twin.Tests." : "YPort.Twin.") + Path.GetFileName(folder);

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^[ \t]*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|struct|record|interface|enum)\s+(?:struct\s+|class\s+)?([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex DeclaredType();

    [GeneratedRegex("^(Commons?|Core)$|(Utils?|Utilit(y|ies)|Helpers?|Managers?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Empty();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bStopwatch\b|\bTask\.Delay\b|\bThread\.Sleep\b|\bTimeProvider\.System\b|\bEnvironment\.TickCount(64)?\b|\bPeriodicTimer\b")]
    private static partial Regex AnyClock();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b")]
    private static partial Regex WallClock();
}

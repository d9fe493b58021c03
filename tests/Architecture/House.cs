using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace YPort.Twin.Tests.Architecture;

/// <summary>The repository as it lies on disk, without what builds and tools leave behind.</summary>
sealed class House(string root)
{
    static readonly HashSet<string> LeftBehind = [".git", ".twin", ".vs", ".vscode", ".idea", "artifacts", "bin", "obj", "node_modules", "wwwroot", "TestResults"];

    /// <summary>The one that this test was compiled in.</summary>
    public static House Ours { get; } = new(Above(ThisFile()));

    /// <summary>Names of files and folders beside the solution.</summary>
    public IReadOnlyList<string> Top => [.. Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)!)
        .Where(name => !LeftBehind.Contains(name) && !name.EndsWith(".user", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Every folder, relative, with "/".</summary>
    public IReadOnlyList<string> Folders => [.. Walk(root).Select(Relative).Where(folder => folder != ".")];

    public IReadOnlyList<Project> Projects => [.. Files("*.csproj").Select(path => new Project(path, XDocument.Parse(Text(path))))];

    /// <summary>C# files, relative, with "/".</summary>
    public IReadOnlyList<string> Sources => Files("*.cs");

    public string Text(string path) => File.ReadAllText(Path.Combine(root, path));

    public static bool IsTest(string path) => path.StartsWith("tests/", StringComparison.Ordinal);

    IReadOnlyList<string> Files(string pattern) =>
        [.. Walk(root).SelectMany(folder => Directory.EnumerateFiles(folder, pattern)).Select(Relative).Order(StringComparer.Ordinal)];

    static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateDirectories(folder).Where(inner => !LeftBehind.Contains(Path.GetFileName(inner))).SelectMany(Walk).Prepend(folder);

    string Relative(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    // Where the sources are gone (a build on another machine), the folder the test runs in is inside the repository.
    static string Above(string file) => Upwards(Path.GetDirectoryName(file)!) ?? Upwards(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException($"No YPort.Twin.sln above {file} or {AppContext.BaseDirectory}; run the test inside the repository.");

    static string? Upwards(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "YPort.Twin.sln"))) folder = Path.GetDirectoryName(folder);
        return folder;
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <param name="Path">Of the csproj, relative to the repository, with "/".</param>
sealed record Project(string Path, XDocument Xml)
{
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>Names of our projects it builds on.</summary>
    public IEnumerable<string> References => Included("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> Packages => Included("PackageReference");

    public string Sdk => Xml.Root?.Attribute("Sdk")?.Value ?? "";

    IEnumerable<string> Included(string item) => Xml.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}

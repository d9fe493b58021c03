using System.Text;
using System.Text.Json;

namespace YPort.Twin.Cli.Maps;

/// <summary>A mapping as found on disk: its bytes decide whether a replay may be resumed.</summary>
/// <param name="Name">The file's name without its ending; the feed's name unless another is given.</param>
sealed record MappingFile(string Name, string Path, Mapping Mapping, ReadOnlyMemory<byte> Bytes)
{
    /// <param name="nameOrPath">A path, or the name of one of the mappings that come with this program.</param>
    /// <exception cref="MappingException">Not found or not valid; says each line, path and cure.</exception>
    public static MappingFile Load(string nameOrPath)
    {
        var path = Find(nameOrPath);
        var bytes = File.ReadAllBytes(path);
        return new(System.IO.Path.GetFileNameWithoutExtension(path), path, Read(path, bytes), bytes);
    }

    /// <summary>Names of the mappings that come with this program.</summary>
    public static IReadOnlyList<string> Shipped => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => System.IO.Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    static string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, "mappings");

    static string Find(string nameOrPath)
    {
        if (File.Exists(nameOrPath)) return nameOrPath;
        if (Shipped.Contains(nameOrPath)) return System.IO.Path.Combine(Folder, nameOrPath + ".json");
        throw new MappingException($"There is no mapping \"{nameOrPath}\". Give a path, or one of: {string.Join(", ", Shipped)}.");
    }

    static Mapping Read(string path, byte[] bytes)
    {
        Mapping? mapping;
        try
        {
            mapping = JsonSerializer.Deserialize(bytes, MappingJson.Default.Mapping);
        }
        catch (JsonException wrong)
        {
            throw new MappingException($"{path}{Place(wrong)}: {wrong.Message.Split(" Path:")[0]} Correct it; the members are described in client/Cli/README.md.");
        }
        if (mapping is null) throw new MappingException($"{path} line 1: the mapping is null. Write an object; see client/Cli/README.md.");

        var lines = new JsonLines(bytes);
        var problems = new StringBuilder();
        foreach (var (at, says) in MappingCheck.Problems(mapping))
            problems.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{path} line {lines.Of(at)}, {at}: {says}");
        return problems.Length == 0 ? mapping : throw new MappingException(problems.ToString().TrimEnd());
    }

    static string Place(JsonException wrong) => $" line {wrong.LineNumber + 1}, {wrong.Path ?? "$"}";
}

/// <summary>A mapping cannot be used; the message is meant for the person who wrote it.</summary>
sealed class MappingException : Exception
{
    public MappingException() { }
    public MappingException(string message) : base(message) { }
    public MappingException(string message, Exception inner) : base(message, inner) { }
}

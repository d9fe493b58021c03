using System.Globalization;

namespace YPort.Twin.Storage;

/// <summary>One numbered step of a schema, from the SQL files beside the code; forward only.</summary>
sealed record Migration(int Number, string Name, string Sql)
{
    /// <param name="folder">Such as "Sqlite/Journal".</param>
    public static IReadOnlyList<Migration> In(string folder)
    {
        var assembly = typeof(Migration).Assembly;
        List<Migration> found = [];
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[(folder.Length + 1)..^".sql".Length];
            found.Add(new(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }
        return [.. found.OrderBy(migration => migration.Number)];
    }

    /// <summary>Those not applied yet.</summary>
    /// <exception cref="InvalidOperationException">The store was written by a newer program.</exception>
    public static IEnumerable<Migration> After(int applied, string folder, string store)
    {
        var all = In(folder);
        return applied <= all[^1].Number ? all.Where(migration => migration.Number > applied) : throw new InvalidOperationException(
            $"{store} has schema {applied}, this program knows {all[^1].Number}: a newer program wrote it. Run that one, or give this one a store of its own.");
    }
}

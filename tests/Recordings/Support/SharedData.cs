namespace YPort.Twin.Tests.Recordings.Support;

/// <summary>Where the recordings lie that nobody here wrote: beside the repository, not in it.</summary>
static class SharedData
{
    /// <summary>The recording's path; without it the test is skipped with a word.</summary>
    public static string Recording(string path)
    {
        var full = Path.GetFullPath(Tree.Path("../shared/data/" + path));
        Assert.SkipUnless(File.Exists(full), $"The recording shared/data/{path} is not beside the repository.");
        return full;
    }
}

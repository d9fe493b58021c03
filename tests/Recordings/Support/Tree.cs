namespace YPort.Twin.Tests.Recordings.Support;

/// <summary>The tree that these tests were built in.</summary>
static class Tree
{
    public static string Path(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "YPort.Twin.sln"))) folder = folder.Parent;
        return System.IO.Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("YPort.Twin.sln is in no folder above the test."), name);
    }
}

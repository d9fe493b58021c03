namespace YPort.Twin.Tests.Recordings.Support;

/// <summary>For tests that send a file to a scripted twin: each has a twin and a folder of its own.</summary>
public abstract class ScriptedReplay : IAsyncLifetime
{
    private protected TestFolder Folder { get; } = new();

    private protected ScriptedTwin Twin { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Twin = await ScriptedTwin.Start();

    public async ValueTask DisposeAsync()
    {
        await Twin.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

using YPort.Twin.Cli.Replay;

namespace YPort.Twin.Tests.Recordings.Support;

/// <summary>Keeps what a replay says.</summary>
sealed class HeardReport : IReplayReport
{
    public List<string> Lines { get; } = [];

    public void Says(string line) => Lines.Add(line);

    public Task Watch(long total, long done, Func<Action<long>, Task> work) => work(_ => { });
}

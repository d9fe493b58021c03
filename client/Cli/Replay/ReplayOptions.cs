namespace YPort.Twin.Cli.Replay;

/// <summary>What was asked of <c>twin replay</c>.</summary>
/// <param name="File">The recording.</param>
/// <param name="Map">A mapping's path, or the name of one that comes with this program.</param>
/// <param name="Feed">The stream's name at the twin; the mapping's name when null.</param>
/// <param name="RatePerSecond">Readings or events a second; as fast as they are answered when null.</param>
/// <param name="Batch">Readings or events in one request.</param>
/// <param name="Register">Put the mapping's twins into the register first.</param>
/// <param name="Times">How often the whole recording is sent.</param>
/// <param name="Shuffle">Seed of a random order; the file's order when null.</param>
/// <param name="Restart">Forget where an earlier run stopped.</param>
/// <param name="Progress">Where that is kept; a file of its own under .twin/replay when null.</param>
sealed record ReplayOptions(
    string File, string Map, string? Feed = null, double? RatePerSecond = null, int Batch = 1000, bool Register = true,
    int Times = 1, int? Shuffle = null, bool Restart = false, string? Progress = null)
{
    public const string LocalTwin = "http://localhost:5080";
}

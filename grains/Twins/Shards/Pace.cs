namespace YPort.Twin.Twins.Shards;

/// <summary>
/// How long a loop that serves all rests between its rounds: eight times as long as a round took, within bounds. So it works a ninth of its time at most,
/// a quiet city is quick, and a busy one spends its processors on readings instead of on telling of each by itself.
/// </summary>
readonly record struct Pace(TimeSpan Least, TimeSpan Most)
{
    const int Rest = 8;

    public TimeSpan After(TimeSpan round) => round * Rest is var rest && rest < Least ? Least : rest > Most ? Most : rest;
}

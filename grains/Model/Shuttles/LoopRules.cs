using YPort.Twin.Model.Events;

namespace YPort.Twin.Model.Shuttles;

/// <param name="Point">Index of the point; null when it is about the whole loop.</param>
/// <param name="Member">Of the point, such as "stop"; "" when it is about all of it.</param>
/// <param name="Found">The value, where there is one.</param>
public readonly record struct LoopFault(int? Point, string Member, string? Found, string Reason, string Cure);

/// <summary>What a loop must be like, whether it comes from a city file or over the API.</summary>
public static class LoopRules
{
    public const int FewestPoints = 2, MostPoints = 200;

    /// <summary>Every fault but those of a point's own numbers and words, which each door checks in its own way.</summary>
    public static IEnumerable<LoopFault> Faults(IReadOnlyList<LoopPoint> loop)
    {
        if (loop.Count is < FewestPoints or > MostPoints)
        {
            yield return new(null, "", $"{loop.Count} points", $"A loop has {FewestPoints} to {MostPoints} points.", "Say where it turns and where it stops, in order; leave it out when the way is unknown.");
            yield break;
        }
        if (loop[0].Stop is null) yield return new(0, "stop", null, "A loop begins at a stop.", "Begin with a point that has one.");
        Dictionary<string, int> stops = new(StringComparer.Ordinal);
        for (var i = 0; i < loop.Count; i++)
        {
            var (point, before) = (loop[i], loop[i == 0 ? ^1 : i - 1]);
            if ((point.Lat, point.Lon) == (before.Lat, before.Lon) && (i > 0 || loop.Count > 2))
                yield return i == 0
                    ? new(loop.Count - 1, "", null, "The last point lies where the first does.", "Leave it out: a loop closes by itself.")
                    : new(i, "", null, "This point lies where the one before it does.", "Leave it out.");
            if (point.Name is not null && point.Stop is null) yield return new(i, "name", point.Name.En, "Only a stop has a name.", "Give the point a stop, or leave its name out.");
            if (point.Stop is not { } stop) continue;
            if (!TwinEvent.IsCode(stop)) yield return new(i, "stop", stop, "This cannot name a stop.", "Send 1 to 64 letters, digits or . _ : / + - as the events at the stop do.");
            else if (!stops.TryAdd(stop, i)) yield return new(i, "stop", stop, $"Point {stops[stop]} is that stop.", "Give each stop a code of its own, and say each once.");
        }
    }
}

using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Shuttles;

/// <summary>Where a vehicle is and how it drives, as a function of what it said and the moment asked for.</summary>
public static class ShuttleView
{
    /// <param name="latest">A channel's latest standing sample.</param>
    /// <param name="fixes">The newest positions by time, at least as far back as <see cref="Channel.AtHand"/>.</param>
    /// <param name="words">The newest standing events by time, and before them the last of each type and subject.</param>
    public static ShuttleNow Of(TwinRegister register, Instant asOf, Func<Channel, Sample?> latest, ReadOnlySpan<Sample> fixes, IReadOnlyList<EventWord> words)
    {
        var persons = latest(ShuttleChannels.Occupancy) is { } occupancy && asOf < occupancy.At + ShuttleChannels.Occupancy.LongestJoined ? (int?)occupancy.Steps : null;
        return new(Fix(latest(ShuttleChannels.Position), asOf), Heading(register, fixes), Mode(words), ShuttleWords.Service(persons), persons, Stop(words), Faults(words));
    }

    /// <summary>Who drives, as of the last change; null when nobody said.</summary>
    public static string? ModeOf(IReadOnlyList<EventWord> words) => words.LastOrDefault(word => word.Is(ShuttleEvents.ModeChanged))?.Said("mode");

    static ShuttleFix? Fix(Sample? latest, Instant asOf)
    {
        if (latest is not { } fix) return null;
        var point = GeoPoint.Unpack(fix.Steps);
        return new(new(point.LatDegrees, point.LonDegrees), fix.At, FreshnessRules.Of(ShuttleChannels.Position, fix.At, asOf));
    }

    // A vehicle that stands still looks where it drove last.
    static double? Heading(TwinRegister register, ReadOnlySpan<Sample> fixes)
    {
        for (var i = fixes.Length - 1; i > 0; i--)
            if (Leg.Of(register, fixes[i - 1], fixes[i])?.CourseDegrees is { } course) return Math.Round(course, 1) % 360;
        return null;
    }

    static ShuttleMode? Mode(IReadOnlyList<EventWord> words)
    {
        ShuttleMode? now = null;
        foreach (var word in words)
            if (word.Is(ShuttleEvents.ModeChanged) && word.Said("mode") is { } mode && mode != now?.Mode) now = new(mode, word.At);
        return now;
    }

    static ShuttleStop? Stop(IReadOnlyList<EventWord> words) =>
        words.LastOrDefault(word => word.Is(ShuttleEvents.StopArrived) || word.Is(ShuttleEvents.StopDeparted)) is not { } last ? null
            : new(last.Subject, last.Is(ShuttleEvents.StopArrived), last.At, last.Said("trip"));

    static ImmutableArray<ShuttleFault> Faults(IReadOnlyList<EventWord> words) =>
        [.. words.Where(word => word.Is(ShuttleEvents.Fault)).GroupBy(word => word.Subject, StringComparer.Ordinal).Select(code => code.Last())
            .Where(last => last.Said("state") == "raised").OrderBy(last => last.Subject, StringComparer.Ordinal)
            .Select(last => new ShuttleFault(last.Subject, last.IsOpenMajorFault(), last.At))];
}

using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;
using YPort.Twin.Cli.Maps;

namespace YPort.Twin.Cli.Replay;

/// <summary>Reads a recording's times, by the zones of the IANA database that NodaTime brings along.</summary>
sealed class LocalTimes
{
    readonly MappedTime _time;
    readonly LocalDateTimePattern? _local;
    readonly DateTimeZone? _zone;
    readonly Instant _began = Instant.MinValue;

    public LocalTimes(MappedTime time)
    {
        _time = time;
        if (time.Format != MappedTime.Iso) _local = LocalDateTimePattern.CreateWithInvariantCulture(time.Format);
        // What the pattern does not say is taken from the template value.
        if (time.TimeOfDay is { } text) _local = _local!.WithTemplateValue(new LocalDate(2000, 1, 1) + LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value);
        if (time.Zone is not null) _zone = DateTimeZoneProviders.Tzdb[time.Zone];
        if (time.NotBefore is { } began && IsoTimes.TryRead(began, out var from)) _began = from;
    }

    /// <summary>False where the clock was set: an hour that never was or one that came twice is not guessed at.</summary>
    public bool TryRead(string text, out Instant at, [NotNullWhen(false)] out string? problem)
    {
        text = text.Trim();
        if (!(_local is null ? WithOffset(text, out at, out problem) : Local(text, out at, out problem))) return false;
        if (at >= _began) return true;
        problem = $"The time \"{text}\" is before {_time.NotBefore}, when the recording began: the clock had been reset, so nobody knows when it was.";
        return false;
    }

    static bool WithOffset(string text, out Instant at, [NotNullWhen(false)] out string? problem)
    {
        var read = IsoTimes.TryRead(text, out at);
        problem = read ? null : $"The time \"{text}\" is not ISO 8601 with an offset.";
        return read;
    }

    bool Local(string text, out Instant at, [NotNullWhen(false)] out string? problem)
    {
        (at, problem) = (default, null);
        var local = _local!.Parse(text);
        if (!local.Success)
        {
            problem = $"The time \"{text}\" is not of the form \"{_time.Format}\".";
            return false;
        }
        var moments = _zone!.MapLocal(local.Value);
        if (moments.Count == 1) at = moments.Single().ToInstant();
        else problem = moments.Count == 0 ? $"The time \"{text}\" never was in {_time.Zone}: clocks were set forward over it."
            : $"The time \"{text}\" came twice in {_time.Zone}: clocks were set back over it.";
        return moments.Count == 1;
    }
}

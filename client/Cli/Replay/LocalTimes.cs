using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;
using YPort.Twin.Cli.Maps;

namespace YPort.Twin.Cli.Replay;

/// <summary>Reads a recording's times, by the zones of the IANA database that NodaTime brings along.</summary>
sealed class LocalTimes(MappedTime time)
{
    readonly LocalDateTimePattern? _local = time.Format == MappedTime.Iso ? null : LocalDateTimePattern.CreateWithInvariantCulture(time.Format);
    readonly DateTimeZone? _zone = time.Zone is null ? null : DateTimeZoneProviders.Tzdb[time.Zone];

    /// <summary>False where the clock was set: an hour that never was or one that came twice is not guessed at.</summary>
    public bool TryRead(string text, out Instant at, [NotNullWhen(false)] out string? problem)
    {
        (at, problem) = (default, null);
        text = text.Trim();
        if (_local is null)
        {
            // Half the world writes a blank where ISO 8601 has a T.
            var iso = OffsetDateTimePattern.ExtendedIso.Parse(text.Length > 10 && text[10] == ' ' ? $"{text[..10]}T{text[11..]}" : text);
            if (iso.Success) at = iso.Value.ToInstant();
            else problem = $"The time \"{text}\" is not ISO 8601 with an offset.";
            return iso.Success;
        }

        var local = _local.Parse(text);
        if (!local.Success)
        {
            problem = $"The time \"{text}\" is not of the form \"{time.Format}\".";
            return false;
        }
        var moments = _zone!.MapLocal(local.Value);
        if (moments.Count == 1) at = moments.Single().ToInstant();
        else problem = moments.Count == 0 ? $"The time \"{text}\" never was in {time.Zone}: clocks were set forward over it."
            : $"The time \"{text}\" came twice in {time.Zone}: clocks were set back over it.";
        return moments.Count == 1;
    }
}

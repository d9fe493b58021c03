namespace YPort.Twin.Model.Readings;

/// <summary>Why a text is no time, and what to send instead.</summary>
/// <param name="Code">"not-a-time", "time-without-zone" or "time-too-fine".</param>
/// <param name="Says">For people.</param>
public sealed record TimeProblem(string Code, string Says);

/// <summary>Reads the time of a reading from UTF-8 without allocating: this runs once per reading.</summary>
static class InstantText
{
    const string Form = "Send ISO 8601 with a zone, such as 2026-11-23T05:00:00Z or 2026-11-23T12:00:00+07:00.";

    static readonly TimeProblem
        NoTime = new("not-a-time", "This is not a time. " + Form),
        NoSuchTime = new("not-a-time", "No such date or time of day. " + Form),
        NoDigits = new("not-a-time", "A decimal sign without digits. " + Form),
        NoSuchZone = new("not-a-time", "The zone cannot be read. " + Form),
        NoZone = new("time-without-zone", "The time has no zone, so it could mean any of two dozen moments. " + Form),
        TooFine = new("time-too-fine", "The time is finer than a microsecond. Round it at the sensor to six digits.");

    public static bool TryParse(ReadOnlySpan<byte> text, out Instant instant, out TimeProblem? problem)
    {
        instant = default;
        // 0123456789012345678
        // 2026-11-23T05:00:00
        if (text.Length is < 19 or > 40 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || text[13] != ':' || text[16] != ':'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second))
            return Refuse(NoTime, out problem);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return Refuse(NoSuchTime, out problem);

        var rest = text[19..];
        long fraction = 0;
        if (rest.Length > 0 && rest[0] is (byte)'.' or (byte)',')
        {
            var digits = 1;
            for (; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
            {
                if (digits <= 6) fraction = fraction * 10 + (rest[digits] - '0');
                else if (rest[digits] != '0') return Refuse(TooFine, out problem);
            }
            if (digits == 1) return Refuse(NoDigits, out problem);
            for (var padding = digits; padding <= 6; padding++) fraction *= 10;
            rest = rest[digits..];
        }

        if (!Zone(rest, out var zoneMinutes, out problem)) return false;
        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        instant = new(ticks / TimeSpan.TicksPerMicrosecond + fraction - zoneMinutes * Instant.PerMinute);
        return true;
    }

    static bool Zone(ReadOnlySpan<byte> text, out int minutes, out TimeProblem? problem)
    {
        minutes = 0;
        if (text.Length == 0) return Refuse(NoZone, out problem);
        problem = null;
        if (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z') return true;
        if (text[0] is not ((byte)'+' or (byte)'-')) return Refuse(NoSuchZone, out problem);
        var sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        var ok = text.Length switch
        {
            2 => Digits(text, out minutes) && (minutes *= 60) >= 0,
            4 => Both(text[..2], text[2..], out minutes),
            5 => text[2] == ':' && Both(text[..2], text[3..], out minutes),
            _ => false,
        };
        if (!ok || minutes > 14 * 60) return Refuse(NoSuchZone, out problem);
        minutes *= sign;
        return true;

        static bool Both(ReadOnlySpan<byte> hours, ReadOnlySpan<byte> minutes, out int total)
        {
            total = 0;
            if (!Digits(hours, out var h) || !Digits(minutes, out var m) || m > 59) return false;
            total = h * 60 + m;
            return true;
        }
    }

    static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (c - '0');
        }
        return true;
    }

    static bool Refuse(TimeProblem why, out TimeProblem? problem)
    {
        problem = why;
        return false;
    }
}

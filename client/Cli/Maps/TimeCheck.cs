using NodaTime;
using NodaTime.Text;

namespace YPort.Twin.Cli.Maps;

/// <summary>What a mapping can get wrong about its times.</summary>
static class TimeCheck
{
    public static IEnumerable<(string Path, string Says)> Problems(MappedTime time)
    {
        if (time.Column is null == time.Columns is null || time.Cells.Count == 0)
            yield return ("$.time", "Give the time's \"column\", or \"columns\" where date and time stand apart.");
        if (time.NotBefore is { } began && !IsoTimes.TryRead(began, out _))
            yield return ("$.time.notBefore", $"\"{began}\" is not ISO 8601 with an offset. Write such as \"2021-01-01T00:00:00Z\".");
        foreach (var problem in time.Format == MappedTime.Iso ? WithOffset(time) : Local(time)) yield return problem;
    }

    static IEnumerable<(string, string)> WithOffset(MappedTime time)
    {
        if (time.Zone is not null) yield return ("$.time.zone", "Times in \"iso\" carry their own offset. Remove the zone, or give the pattern of local times as \"format\".");
        if (time.TimeOfDay is not null) yield return ("$.time.timeOfDay", "Times in \"iso\" say the time of day. Remove \"timeOfDay\".");
    }

    static IEnumerable<(string, string)> Local(MappedTime time)
    {
        var (pattern, why) = Pattern(time.Format);
        if (pattern is null) yield return ("$.time.format", $"\"{time.Format}\" is not a NodaTime pattern of a date with time ({why}). Write such as \"uuuu-MM-dd HH:mm:ss\", or \"iso\".");
        else if (SaysTheHour(pattern) == time.TimeOfDay is not null)
            yield return time.TimeOfDay is null
                ? ("$.time", $"\"{time.Format}\" does not say the time of day. Add \"timeOfDay\", such as \"12:00\": what stands for the whole day.")
                : ("$.time.timeOfDay", $"\"{time.Format}\" says the time of day. Remove \"timeOfDay\".");
        if (time.TimeOfDay is { } text && !LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Success)
            yield return ("$.time.timeOfDay", $"\"{text}\" is no time of day. Write such as \"12:00\".");
        if (time.Zone is null) yield return ("$.time", "The times have no zone, so they could mean any of two dozen moments. Add \"zone\", such as \"America/Denver\" or \"UTC\".");
        else if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(time.Zone) is null)
            yield return ("$.time.zone", $"\"{time.Zone}\" is no zone of the IANA database. Write such as \"America/Denver\", \"Etc/GMT+7\" or \"UTC\".");
    }

    static (LocalDateTimePattern? Pattern, string Why) Pattern(string format)
    {
        try
        {
            return (LocalDateTimePattern.CreateWithInvariantCulture(format), "");
        }
        catch (InvalidPatternException wrong)
        {
            return (null, wrong.Message);
        }
    }

    static bool SaysTheHour(LocalDateTimePattern pattern) => pattern.Parse(pattern.Format(new(2001, 2, 3, 13, 0))) is { Success: true, Value.Hour: 13 };
}

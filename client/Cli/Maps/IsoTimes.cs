using NodaTime;
using NodaTime.Text;

namespace YPort.Twin.Cli.Maps;

/// <summary>Times in ISO 8601 with their offset: "2022-01-20T00:00:00-07:00", "2021-12-29T15:46:04.145+02", "2022-01-20 00:00:00Z".</summary>
static class IsoTimes
{
    static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<G>");

    public static bool TryRead(string text, out Instant at)
    {
        // Half the world writes a blank where ISO 8601 has a T.
        var read = Pattern.Parse(text.Length > 10 && text[10] == ' ' ? $"{text[..10]}T{text[11..]}" : text);
        at = read.Success ? read.Value.ToInstant() : default;
        return read.Success;
    }
}

using System.Globalization;
using System.Text;

namespace YPort.Twin.Model.Readings;

/// <summary>A moment in UTC, in whole microseconds since 1970-01-01T00:00:00Z; the resolution of every reading's time.</summary>
[GenerateSerializer, Immutable, Alias("instant")]
public readonly record struct Instant([property: Id(0)] long Microseconds) : IComparable<Instant>
{
    public const long PerSecond = 1_000_000;
    public const long PerMinute = 60 * PerSecond;
    public const long PerHour = 60 * PerMinute;
    public const long PerDay = 24 * PerHour;

    public static Instant From(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    public static Instant From(TimeProvider clock) => From(clock.GetUtcNow());

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>Reads ISO 8601 with a zone ("2026-11-23T05:00:00Z", "2026-11-23 12:00:00.5+07:00"). Refuses a time without zone and
    /// one finer than a microsecond; zeros beyond the sixth digit are fine.</summary>
    /// <param name="text">UTF-8, at most 40 bytes.</param>
    /// <param name="problem">What is wrong and what to send instead; null when the time was read.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out Instant instant, out string? problem)
    {
        var read = InstantText.TryParse(text, out instant, out var why);
        problem = why?.Says;
        return read;
    }

    /// <summary>As <see cref="TryParse"/>, for those who answer with a code.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out Instant instant, out TimeProblem? problem) => InstantText.TryParse(text, out instant, out problem);

    public static Instant Parse(string text) => TryParse(Encoding.UTF8.GetBytes(text), out var instant, out var problem)
        ? instant : throw new FormatException($"\"{text}\": {problem}");

    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);

    /// <summary>ISO 8601 in UTC with as many digits as needed.</summary>
    public override string ToString() => ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "Z";

    public static TimeSpan operator -(Instant later, Instant earlier) => TimeSpan.FromMicroseconds(later.Microseconds - earlier.Microseconds);
    public static Instant operator +(Instant instant, TimeSpan duration) => new(instant.Microseconds + duration.Ticks / TimeSpan.TicksPerMicrosecond);
    public static Instant operator -(Instant instant, TimeSpan duration) => new(instant.Microseconds - duration.Ticks / TimeSpan.TicksPerMicrosecond);
    public static bool operator <(Instant left, Instant right) => left.Microseconds < right.Microseconds;
    public static bool operator >(Instant left, Instant right) => left.Microseconds > right.Microseconds;
    public static bool operator <=(Instant left, Instant right) => left.Microseconds <= right.Microseconds;
    public static bool operator >=(Instant left, Instant right) => left.Microseconds >= right.Microseconds;
}

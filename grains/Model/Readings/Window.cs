namespace YPort.Twin.Model.Readings;

/// <summary>A half-open quarter hour of event time, numbered from 1970-01-01T00:00Z; the grain of the ledger.</summary>
/// <remarks>Quarter hours divide every zone's day in use today, so days of Bangkok (UTC+7, no summer time) are whole windows.</remarks>
[GenerateSerializer, Immutable, Alias("window")]
public readonly record struct Window([property: Id(0)] int Index) : IComparable<Window>
{
    public const long Microseconds = 15 * Instant.PerMinute;
    public const int PerDay = 96;

    /// <summary>The window that holds the instant.</summary>
    public static Window Of(Instant at) => new(checked((int)Math.DivRem(at.Microseconds, Microseconds, out var rest)) - (rest < 0 ? 1 : 0));

    /// <summary>The first window that starts at or after the instant.</summary>
    public static Window Ceiling(Instant at) => Of(at) is var window && window.Start == at ? window : window.Next;

    public Instant Start => new(Index * Microseconds);
    public Instant End => new((Index + 1) * Microseconds);
    public Window Next => new(Index + 1);
    public BangkokDay Day => BangkokDay.Of(Start);

    public int CompareTo(Window other) => Index.CompareTo(other.Index);
    public override string ToString() => Start.ToString();

    public static bool operator <(Window left, Window right) => left.Index < right.Index;
    public static bool operator >(Window left, Window right) => left.Index > right.Index;
    public static bool operator <=(Window left, Window right) => left.Index <= right.Index;
    public static bool operator >=(Window left, Window right) => left.Index >= right.Index;
}

/// <summary>A calendar day in Bangkok (UTC+7 all year), numbered from 1970-01-01.</summary>
[GenerateSerializer, Immutable, Alias("bangkok-day")]
public readonly record struct BangkokDay([property: Id(0)] int Number) : IComparable<BangkokDay>
{
    const long OffsetMicroseconds = 7 * Instant.PerHour;

    public static BangkokDay Of(Instant at) => new((int)((at.Microseconds + OffsetMicroseconds - Mod(at.Microseconds + OffsetMicroseconds, Instant.PerDay)) / Instant.PerDay));
    public static BangkokDay Of(DateOnly date) => new(date.DayNumber - new DateOnly(1970, 1, 1).DayNumber);

    public DateOnly Date => new DateOnly(1970, 1, 1).AddDays(Number);
    public Instant Start => new(Number * Instant.PerDay - OffsetMicroseconds);
    public Instant End => new((Number + 1) * Instant.PerDay - OffsetMicroseconds);
    public BangkokDay Previous => new(Number - 1);

    public int CompareTo(BangkokDay other) => Number.CompareTo(other.Number);
    public override string ToString() => Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static bool operator <(BangkokDay left, BangkokDay right) => left.Number < right.Number;
    public static bool operator >(BangkokDay left, BangkokDay right) => left.Number > right.Number;
    public static bool operator <=(BangkokDay left, BangkokDay right) => left.Number <= right.Number;
    public static bool operator >=(BangkokDay left, BangkokDay right) => left.Number >= right.Number;

    static long Mod(long value, long by) => (value % by + by) % by;
}

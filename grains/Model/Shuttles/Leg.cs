using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Shuttles;

/// <summary>
/// What lies between two neighbouring fixes of a vehicle. Plausibility looks at the pair alone, never at "the last good one": a wild fix
/// spoils the two pairs it is in and nothing else.
/// </summary>
/// <param name="Millimetres">Driven; 0 while it stood.</param>
/// <param name="CourseDegrees">Direction of travel on arrival; null while it stood.</param>
/// <param name="Offset">The higher journal offset of the two fixes.</param>
readonly record struct Leg(Instant From, Instant To, long Millimetres, double? CourseDegrees, Quality Quality, long Offset)
{
    /// <summary>Above any cart and any lawful car; holds where the register names no top speed.</summary>
    public const long DefaultTopMillimetresPerSecond = 40_000;

    // Two fixes may each be 10 m off, and vehicles go downhill: speed is believed up to a tenth above the plate's, plus 20 m.
    const int HeadroomPercent = 110;
    const long NoiseMillimetres = 20_000;

    // A receiver that stands still wanders: a pair both shorter than 5 m and slower than 0.5 m/s is its wandering, not driving.
    const long WanderMillimetres = 5_000, WanderMillimetresPerSecond = 500;

    /// <summary>Null where nothing is known between the two: the gap is too long or the jump impossible.</summary>
    public static Leg? Of(TwinRegister register, in Sample from, in Sample to)
    {
        var gap = to.At - from.At;
        if (gap > ShuttleChannels.Position.LongestJoined || Way(from, to) is not { } way || way.Millimetres > Farthest(register, from, to)) return null;
        var measured = gap <= ShuttleChannels.Position.LongestMeasured && from.Quality == Quality.Measured && to.Quality == Quality.Measured;
        var stands = way.Millimetres <= WanderMillimetres && (Int128)way.Millimetres * Instant.PerSecond <= (Int128)WanderMillimetresPerSecond * Microseconds(from, to);
        return new(from.At, to.At, stands ? 0 : way.Millimetres, stands ? null : way.CourseDegrees,
            measured ? Quality.Measured : Quality.Estimated, Math.Max(from.Offset, to.Offset));
    }

    /// <summary>Farther apart than the vehicle can have driven in between.</summary>
    /// <param name="millimetres">How far; null where they are on opposite sides of the Earth.</param>
    public static bool IsImpossible(TwinRegister register, in Sample from, in Sample to, out long? millimetres)
    {
        millimetres = Way(from, to)?.Millimetres;
        return to.At - from.At <= ShuttleChannels.Position.LongestJoined && !(millimetres <= Farthest(register, from, to));
    }

    /// <summary>The legs that reach into the windows [from, to), by time.</summary>
    public static List<Leg> Within(TwinPast past, Window from, Window to) => past.Once(Made, from, to);

    static List<Leg> Made(TwinPast past, Window from, Window to)
    {
        var fixes = past.Samples(ShuttleChannels.Position);
        List<Leg> legs = [];
        for (var i = FirstWithin(fixes, from); i + 1 < fixes.Length && fixes[i].At < to.Start; i++)
            if (Of(past.Register, fixes[i], fixes[i + 1]) is { } leg) legs.Add(leg);
        return legs;
    }

    static Geodesic? Way(in Sample from, in Sample to) => Geodesic.Between(GeoPoint.Unpack(from.Steps), GeoPoint.Unpack(to.Steps));

    static Int128 Farthest(TwinRegister register, in Sample from, in Sample to)
    {
        var top = register.At(to.At).Shuttle?.TopSpeedMillimetresPerSecond ?? DefaultTopMillimetresPerSecond;
        return (Int128)top * Microseconds(from, to) * HeadroomPercent / (100 * Instant.PerSecond) + NoiseMillimetres;
    }

    static long Microseconds(in Sample from, in Sample to) => to.At.Microseconds - from.At.Microseconds;

    // The pair that reaches into the first window begins at the last fix at or before its start.
    static int FirstWithin(ReadOnlySpan<Sample> fixes, Window from)
    {
        var (low, high) = (0, fixes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (fixes[middle].At <= from.Start) low = middle + 1;
            else high = middle;
        }
        return Math.Max(0, low - 1);
    }
}

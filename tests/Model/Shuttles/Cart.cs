using CsCheck;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using static YPort.Twin.Tests.Model.Given;

namespace YPort.Twin.Tests.Model.Shuttles;

/// <summary>A cart near Bang Sue, what it said and its quarter hours, shortly said.</summary>
static class Cart
{
    public static TwinRegister Register(long? topMetresPerSecond = 10, params RegisterEntry[] later) => new(TwinId.Parse("cart-1"),
        [new Described(TwinRegister.Beginning, Description(topMetresPerSecond)), .. later]);

    public static TwinDescription Description(long? topMetresPerSecond) =>
        new(Kinds.Shuttle, CitySet.Real, new("Cart 1"), "1029", Shuttle: new(8, 10_000_000_000, topMetresPerSecond * 1000, "bang-sue-loop"));

    /// <summary>A fix so many seconds after midnight; its offset is its second.</summary>
    public static Sample Fix(double seconds, decimal lat, decimal lon, Quality quality = Quality.Measured) => Says(seconds / 60, GeoPoint.Of(lat, lon)!.Value.Packed, quality: quality) with { Offset = (long)seconds };

    /// <summary>So many metres east of 13.8047 100.5418, within a thousandth.</summary>
    public static Sample East(double seconds, double metres, Quality quality = Quality.Measured) => Fix(seconds, 13.8047m, 100.5418m + (decimal)(metres / 108_129), quality);

    public static Sample Aboard(double seconds, int persons) => Says(seconds / 60, persons) with { Offset = (long)seconds };

    public static EventWord Word(EventType type, double seconds, string fields, string subject = "", string? id = null, long? offset = null) =>
        new(type.Name, id ?? $"{type.Name}-{seconds}", At(seconds / 60), fields, subject, Quality.Measured, 0, false, offset ?? (long)seconds);

    public static EventWord Mode(double seconds, string mode) => Word(ShuttleEvents.ModeChanged, seconds, $$"""{"mode":"{{mode}}"}""");

    public static EventWord Fault(double seconds, string code, string state, string? severity = null) => Word(ShuttleEvents.Fault, seconds,
        severity is null ? $$"""{"code":"{{code}}","state":"{{state}}"}""" : $$"""{"code":"{{code}}","state":"{{state}}","severity":"{{severity}}"}""", code);

    public static EventWord Arrived(double seconds, string stop) => Word(ShuttleEvents.StopArrived, seconds, $$"""{"stop":"{{stop}}"}""", stop);

    public static EventWord Departed(double seconds, string stop) => Word(ShuttleEvents.StopDeparted, seconds, $$"""{"stop":"{{stop}}"}""", stop);

    public static List<LedgerRow> Rows(Measure measure, int windows, Sample[] fixes, Sample[]? aboard = null, EventWord[]? words = null, TwinRegister? register = null) =>
        Rows(measure, 0, windows, new(register ?? Register(), channel =>
            channel == ShuttleChannels.Position ? fixes.OrderBy(fix => fix.At).ToArray() : channel == ShuttleChannels.Occupancy ? (aboard ?? []).OrderBy(fix => fix.At).ToArray() : default,
            [.. (words ?? []).Order()]));

    public static List<LedgerRow> Rows(Measure measure, int first, int windows, TwinPast past)
    {
        List<LedgerRow> rows = [];
        var from = Window.Of(Midnight).Index + first;
        measure.Compute(past, new(from), new(from + windows), rows);
        return rows;
    }

    public static long Millimetres(Sample from, Sample to) => Geodesic.Between(GeoPoint.Unpack(from.Steps), GeoPoint.Unpack(to.Steps))!.Value.Millimetres;

    /// <summary>A drive of an hour or two: fixes seconds or minutes apart, now and then too far for a pair to be joined, at up to 9 m/s.</summary>
    public static readonly Gen<Sample[]> Drives =
        Gen.Select(Gen.Frequency((6, Gen.Int[1, 89]), (2, Gen.Int[90, 299]), (1, Gen.Int[300, 600])), Gen.Double[0, 9], Gen.Double[0, 2 * Math.PI]).Array[0, 60].Select(steps =>
        {
            List<Sample> fixes = [];
            var (seconds, lat, lon) = (0, 13.8047, 100.5418);
            foreach (var (gap, speed, course) in steps)
            {
                seconds += gap;
                lat += gap * speed * Math.Cos(course) / 111_000;
                lon += gap * speed * Math.Sin(course) / 108_500;
                fixes.Add(Fix(seconds, (decimal)lat, (decimal)lon));
            }
            return fixes.ToArray();
        });

    public static readonly Gen<Sample[]> Loads = Gen.Select(Gen.Int[0, 9000], Gen.Int[0, 8]).Array[0, 12]
        .Select(loads => loads.DistinctBy(load => load.Item1).OrderBy(load => load.Item1).Select(load => Aboard(load.Item1, load.Item2)).ToArray());

    public static readonly Gen<EventWord[]> Lives = Gen.OneOf(
        Gen.Select(Gen.Int[0, 9000], Gen.OneOfConst("auto", "remote", "manual", "safe-stop")).Select(Mode),
        Gen.Select(Gen.Int[0, 9000], Gen.OneOfConst("E1", "E2"), Gen.OneOfConst("raised", "cleared"), Gen.OneOfConst("minor", "major", null!)).Select(Fault),
        Gen.Select(Gen.Int[0, 9000], Gen.OneOfConst("A", "B")).Select(Arrived),
        Gen.Select(Gen.Int[0, 9000], Gen.OneOfConst("A", "B")).Select(Departed),
        Gen.Int[0, 9000].Select(second => Word(ShuttleEvents.Disengagement, second, "{}")))
        .Array[0, 20].Select(words => words.DistinctBy(word => word.Id).Order().ToArray());

    static EventWord Mode(int seconds, string mode) => Mode((double)seconds, mode);
    static EventWord Fault(int seconds, string code, string state, string? severity) => Fault((double)seconds, code, state, severity);
    static EventWord Arrived(int seconds, string stop) => Arrived((double)seconds, stop);
    static EventWord Departed(int seconds, string stop) => Departed((double)seconds, stop);
}

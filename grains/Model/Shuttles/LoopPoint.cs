using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Shuttles;

/// <summary>A stop on a vehicle's way, or a corner of it. WGS84, degrees.</summary>
/// <param name="Stop">The stop's code, as the vehicle's events name it; null where nobody gets on or off.</param>
/// <param name="Name">What people call the stop; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("loop-point")]
public sealed record LoopPoint([property: Id(0)] double Lat, [property: Id(1)] double Lon, [property: Id(2)] string? Stop = null, [property: Id(3)] LocalName? Name = null);

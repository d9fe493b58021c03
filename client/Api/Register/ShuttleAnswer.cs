using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Register;

/// <summary>Where a shuttle is and how it drives.</summary>
/// <param name="Position">The newest by its own time; null when it was never heard. Stale after 90 s.</param>
/// <param name="HeadingDegrees">Clockwise from north, 0 to below 360, as it drove last; null when unknown.</param>
/// <param name="Mode">Who drives; null when nobody said.</param>
/// <param name="Service">occupied, empty or unknown.</param>
/// <param name="Persons">Aboard; null when unknown.</param>
/// <param name="Stop">The last arrival or departure.</param>
/// <param name="Faults">Open ones.</param>
public sealed record ShuttleAnswer(
    PositionAnswer? Position, double? HeadingDegrees, ModeAnswer? Mode, string Service, int? Persons, StopAnswer? Stop, ImmutableArray<FaultAnswer> Faults)
{
    public static ShuttleAnswer Of(ShuttleNow now, Instant asOf) => new(
        now.Fix is { } fix ? new(fix.Place.Lat, fix.Place.Lon, fix.At, Shown.Age(fix.At, asOf)!, fix.Freshness) : null,
        now.HeadingDegrees,
        now.Mode is { } mode ? new(mode.Mode, mode.Since) : null,
        now.Service, now.Persons,
        now.Stop is { } stop ? new(stop.Stop, stop.IsThere ? "arrived" : "departed", stop.At, stop.Trip) : null,
        [.. now.Faults.Select(fault => new FaultAnswer(fault.Code, fault.IsMajor ? "major" : "minor", fault.Since))]);
}

/// <param name="Lat">WGS84 degrees.</param>
/// <param name="Age">ISO 8601 duration.</param>
public sealed record PositionAnswer(double Lat, double Lon, Instant At, string Age, Freshness Freshness);

/// <param name="Mode">auto, remote, manual or safe-stop.</param>
public sealed record ModeAnswer(string Mode, Instant Since);

/// <param name="Event">arrived or departed.</param>
public sealed record StopAnswer(string Stop, string Event, Instant At, string? Trip);

/// <param name="Code">The maker's own.</param>
/// <param name="Severity">major or minor; major where it was not said.</param>
public sealed record FaultAnswer(string Code, string Severity, Instant Since);

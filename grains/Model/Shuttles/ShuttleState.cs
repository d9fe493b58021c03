using System.Collections.Immutable;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Shuttles;

/// <summary>A shuttle as of a moment: what its channels say, what it did today, what is wrong, and where and how it drives.</summary>
/// <param name="Applied">The last journal offset it includes.</param>
[GenerateSerializer, Immutable, Alias("shuttle-state")]
public sealed record ShuttleState(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] Instant AsOf, [property: Id(2)] long Applied,
    [property: Id(3)] ImmutableArray<ChannelNow> Channels, [property: Id(4)] ImmutableArray<DayAmount> Today, [property: Id(5)] ImmutableArray<Alarm> Alarms,
    [property: Id(6)] ShuttleNow Now);

/// <summary>Where a vehicle is and how it drives.</summary>
/// <param name="Fix">Null when it was never heard.</param>
/// <param name="HeadingDegrees">Clockwise from north, 0 to below 360, as it drove last; null when unknown.</param>
/// <param name="Mode">Null when nobody said.</param>
/// <param name="Service">"occupied", "empty" or "unknown".</param>
/// <param name="Persons">Aboard; null when unknown.</param>
/// <param name="Stop">The last arrival or departure; null when there was none.</param>
/// <param name="Faults">Open ones, by code.</param>
[GenerateSerializer, Immutable, Alias("shuttle-now")]
public sealed record ShuttleNow(
    [property: Id(0)] ShuttleFix? Fix, [property: Id(1)] double? HeadingDegrees, [property: Id(2)] ShuttleMode? Mode,
    [property: Id(3)] string Service, [property: Id(4)] int? Persons, [property: Id(5)] ShuttleStop? Stop, [property: Id(6)] ImmutableArray<ShuttleFault> Faults);

/// <summary>The newest position by its own time, whatever came later.</summary>
[GenerateSerializer, Immutable, Alias("shuttle-fix")]
public sealed record ShuttleFix([property: Id(0)] Place Place, [property: Id(1)] Instant At, [property: Id(2)] Freshness Freshness);

/// <param name="Mode">"auto", "remote", "manual" or "safe-stop".</param>
/// <param name="Since">As far back as is known without interruption.</param>
[GenerateSerializer, Immutable, Alias("shuttle-mode")]
public sealed record ShuttleMode([property: Id(0)] string Mode, [property: Id(1)] Instant Since);

/// <param name="IsThere">It arrived and was not heard to leave.</param>
[GenerateSerializer, Immutable, Alias("shuttle-stop")]
public sealed record ShuttleStop([property: Id(0)] string Stop, [property: Id(1)] bool IsThere, [property: Id(2)] Instant At, [property: Id(3)] string? Trip);

/// <param name="IsMajor">It keeps the vehicle from service; so does one of unsaid severity.</param>
[GenerateSerializer, Immutable, Alias("shuttle-fault")]
public sealed record ShuttleFault([property: Id(0)] string Code, [property: Id(1)] bool IsMajor, [property: Id(2)] Instant Since);

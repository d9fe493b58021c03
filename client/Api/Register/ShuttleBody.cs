using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Api.Register;

/// <summary>What is known of a shuttle; each may be left out when nobody knows it.</summary>
/// <param name="Capacity">Persons, 1 to 500.</param>
/// <param name="Battery">Usable capacity, above 0, at most 10 MWh.</param>
/// <param name="TopSpeed">Above 0, at most 100 m/s; a faster jump of its position is not counted as driven. 40 m/s when left out.</param>
/// <param name="Route">Vehicles of one route share their headways; 1 to 64 letters, digits or . _ : / + -</param>
/// <param name="Loop">The way it drives round and round, 2 to 200 points in order; the first is a stop, and the last leads back to it.</param>
/// <param name="FormerModes">How its passengers would have travelled without it, each with days of its own; without it there are no avoided emissions. At most 100.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ShuttleBody(int? Capacity = null, AmountBody? Battery = null, AmountBody? TopSpeed = null, string? Route = null, ImmutableArray<LoopPointBody>? Loop = null,
    ImmutableArray<FormerModesBody>? FormerModes = null)
{
    const int MostPersons = 500;
    const decimal MostWattHours = 10_000_000, MostMetresPerSecond = 100;
    static readonly Unit WattHour = Unit.Parse("Wh"), Speed = Unit.Parse("m/s");

    public static ShuttleBody? Of(ShuttleFacts? facts) => facts is null ? null : new(
        facts.CapacityPersons,
        facts.BatteryMilliwattHours is { } battery ? new(Shown.Plain(battery / 1_000_000m), "kWh") : null,
        facts.TopSpeedMillimetresPerSecond is { } speed ? new(Shown.Plain(speed / 1000m), "m/s") : null,
        facts.Route, facts.Loop is { } loop ? [.. loop.Select(LoopPointBody.Of)] : null,
        facts.FormerModes is { } splits ? [.. splits.Select(FormerModesBody.Of)] : null);

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal static ShuttleFacts? Read(string kind, ShuttleBody? body, Ask ask)
    {
        if (body is null) return null;
        if (kind != Kinds.Shuttle) ask.Fault("shuttle", kind, "Only a shuttle has this.", "Leave it out, or register the twin as a shuttle.");
        if (body.Capacity is < 1 or > MostPersons)
            ask.Fault("shuttle.capacity", body.Capacity, "No vehicle carries so many.", $"Send 1 to {MostPersons} persons; leave it out when unknown.");
        if (body.Route is not null && !TwinEvent.IsCode(body.Route))
            ask.Fault("shuttle.route", body.Route, "This cannot name a route.", "Send 1 to 64 letters, digits or . _ : / + - or leave it out.");
        return new(body.Capacity,
            TwinRules.Thousandths("shuttle.battery", body.Battery, WattHour, MostWattHours, "Send Wh or kWh.", ask),
            TwinRules.Thousandths("shuttle.topSpeed", body.TopSpeed, Speed, MostMetresPerSecond, "Send km/h or m/s.", ask),
            body.Route, body.Loop is { IsDefault: false } loop ? LoopPointBody.Read("shuttle.loop", loop, ask) : null,
            body.FormerModes is { IsDefaultOrEmpty: false } splits ? FormerModesBody.Read("shuttle.formerModes", splits, ask) : null);
    }
}

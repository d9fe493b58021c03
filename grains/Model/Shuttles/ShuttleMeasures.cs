using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What a vehicle does, by quarter hours. The rules stand in README.md, each with its test.</summary>
public static class ShuttleMeasures
{
    static readonly Unit One = Unit.Parse("1"), Persons = Unit.Parse("{persons}"), Metre = Unit.Parse("m"), WattHour = Unit.Parse("Wh"), Second = Unit.Parse("s"),
        PerMegametre = Unit.Parse("1/Mm");

    public static Measure VehicleDistance { get; } = Adding("vehicle-distance", Metre, 1000, "distance driven, by who drove and whether anyone was aboard") with
    {
        Sources = [ShuttleChannels.Position, ShuttleChannels.Occupancy],
        Events = [ShuttleEvents.ModeChanged],
        Dimensions = ["mode", "service"],
        Along = ShuttleChannels.Position,
        By = Driving.VehicleDistance,
    };

    public static Measure PassengerDistance { get; } = Adding("passenger-distance", Metre, 1000, "distance driven times persons aboard") with
    {
        Sources = [ShuttleChannels.Position, ShuttleChannels.Occupancy],
        Along = ShuttleChannels.Position,
        By = Driving.PassengerDistance,
    };

    public static Measure Boardings { get; } = Adding("boardings", Persons, 1, "persons who got on") with { Sources = [ShuttleChannels.Boardings] };
    public static Measure Alightings { get; } = Adding("alightings", Persons, 1, "persons who got off") with { Sources = [ShuttleChannels.Alightings] };

    public static Measure Energy { get; } = Adding("shuttle-energy", WattHour, 1000, "energy drawn from the batteries; what flows back while braking or charging is not subtracted") with
    {
        Sources = [ShuttleChannels.Energy, ShuttleChannels.BatteryPower],
        By = DrawnEnergy.Compute,
    };

    public static Measure ChargeEnergy { get; } = Adding("charge-energy", WattHour, 1000, "energy charged") with { Sources = [ShuttleChannels.ChargeEnergy] };

    public static Measure Disengagements { get; } = Adding("disengagements", One, 1, "times that automatic driving was ended early") with
    {
        Events = [ShuttleEvents.Disengagement],
        IsCounted = true,
        By = Happenings.Disengagements,
    };

    public static Measure SafetyStops { get; } = Adding("safety-stops", One, 1, "times that a vehicle went into safe stop") with
    {
        Events = [ShuttleEvents.ModeChanged],
        IsCounted = true,
        By = Happenings.SafetyStops,
    };

    public static Measure StopVisits { get; } = Adding("stop-visits", One, 1, "visits at stops, by the window of the departure") with
    {
        Events = [ShuttleEvents.StopArrived, ShuttleEvents.StopDeparted],
        Dimensions = ["stop"],
        IsCounted = true,
        By = Visits.Count,
    };

    public static Measure DwellTime { get; } = Adding("dwell-time", Second, 1000, "time stood at stops, by the window of the departure") with
    {
        Events = [ShuttleEvents.StopArrived, ShuttleEvents.StopDeparted],
        Dimensions = ["stop"],
        IsCounted = true,
        By = Visits.Time,
    };

    public static Measure TimeObserved { get; } = Adding("time-observed", Second, 1000, "time in which it is known where the vehicle was") with
    {
        Sources = [ShuttleChannels.Position],
        Along = ShuttleChannels.Position,
        By = Availability.Observed,
    };

    public static Measure TimeAvailable { get; } = Adding("time-available", Second, 1000, "observed time without safe stop and without open major fault") with
    {
        Sources = [ShuttleChannels.Position],
        Events = [ShuttleEvents.ModeChanged, ShuttleEvents.Fault],
        Along = ShuttleChannels.Position,
        By = Availability.Available,
    };

    public static IReadOnlyList<Measure> All { get; } =
    [
        VehicleDistance, PassengerDistance, Boardings, Alightings, Energy, ChargeEnergy, Disengagements, SafetyStops, StopVisits, DwellTime, TimeObserved, TimeAvailable,
    ];

    public static IReadOnlyList<Ratio> Ratios { get; } =
    [
        new("dwell", Second, DwellTime, StopVisits, "mean time stood at a stop"),
        new("availability", One, TimeAvailable, TimeObserved, "share of the observed time in which the vehicle could serve"),
        new("disengagement-rate", PerMegametre, Disengagements, VehicleDistance, "times that automatic driving was ended early per 1,000 km driven by whomever; 1 Mm is 1,000 km", Scale: 1_000_000),
        new("safety-stop-rate", PerMegametre, SafetyStops, VehicleDistance, "times that a vehicle went into safe stop per 1,000 km driven by whomever; 1 Mm is 1,000 km", Scale: 1_000_000),
        new("energy-per-distance", Unit.Parse("Wh/km"), Energy, VehicleDistance, "energy drawn from the batteries per distance driven", Scale: 1000),
        new("mean-occupancy", Persons, PassengerDistance, VehicleDistance, "persons aboard, weighted by distance; where nobody knows how many were, the distance counts and carries nobody: it is never less than this"),
        new("mean-speed", Unit.Parse("km/h"), VehicleDistance, TimeObserved, "distance driven per observed time, standing at stops and elsewhere included", Scale: 3.6m),
    ];

    static Measure Adding(string name, Unit unit, int stepsPerUnit, string says) => new(name, unit, stepsPerUnit, AddsOverTwins: true, IntegralIsMeasured: false, [], says);
}

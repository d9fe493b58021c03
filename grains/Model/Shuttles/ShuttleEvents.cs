using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What happens to a cart or a car.</summary>
public static class ShuttleEvents
{
    static readonly string[] Shuttle = [Kinds.Shuttle];

    public static EventType ModeChanged { get; } = new("mode-changed", Shuttle, EventBearing.Holds,
        [EventField.Choice("mode", "who drives from now on", "auto", "remote", "manual", "safe-stop").Needed, EventField.Text("cause", "why")], null, "who drives changed");

    public static EventType Disengagement { get; } = new("disengagement", Shuttle, EventBearing.Alone,
        [EventField.Text("cause", "why"), EventField.Choice("by", "who ended it", "vehicle", "operator")], null, "automatic driving was ended before its time");

    public static EventType Fault { get; } = new("fault", Shuttle, EventBearing.Holds,
        [
            EventField.Code("code", "the maker's own").Needed, EventField.Choice("state", "came or went", "raised", "cleared").Needed,
            EventField.Choice("severity", "does it keep the vehicle from service", "minor", "major"),
        ], "code", "a fault came or went");

    public static EventType StopArrived { get; } = Stop("stop-arrived", "it stands at a stop");
    public static EventType StopDeparted { get; } = Stop("stop-departed", "it left a stop");

    public static IReadOnlyList<EventType> All { get; } = [ModeChanged, Disengagement, Fault, StopArrived, StopDeparted];

    static EventType Stop(string name, string says) => new(name, Shuttle, EventBearing.Holds,
        [EventField.Code("stop", "the stop's name").Needed, EventField.Code("trip", "the trip's name")], "stop", says);
}

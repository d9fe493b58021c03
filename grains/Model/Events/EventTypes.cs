using System.Collections.Frozen;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory.Closing;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.Events;

/// <summary>Every type of event this program knows; each room brings its own.</summary>
public static class EventTypes
{
    static readonly FrozenDictionary<string, EventType> ByName =
        new[] { ShuttleEvents.All, WasteEvents.All, EWasteEvents.All, FactorEvents.All, ClosingEvents.All }.SelectMany(room => room).ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    public static IReadOnlyList<EventType> All { get; } = [.. ByName.Values.OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Null when there is none of that name.</summary>
    public static EventType? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Names of the types that hold until the next of their type and subject.</summary>
    public static IReadOnlySet<string> Holding { get; } = All.Where(type => type.Bearing == EventBearing.Holds).Select(type => type.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Kinds of twin at which anything can happen.</summary>
    public static IReadOnlySet<string> Kinds { get; } = All.SelectMany(type => type.Kinds).ToFrozenSet(StringComparer.Ordinal);
}

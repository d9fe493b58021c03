using System.Collections.Frozen;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Things;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.Ledger;

/// <summary>Every measure this program knows; each room brings its own.</summary>
public static class Measures
{
    static readonly FrozenDictionary<string, Measure> ByName =
        new[] { BuildingMeasures.All, ShuttleMeasures.All, WasteMeasures.All, EWasteMeasures.All, ThingMeasures.All }.SelectMany(room => room).ToFrozenDictionary(measure => measure.Name, StringComparer.Ordinal);

    static readonly FrozenDictionary<Channel, Measure[]> ByChannel = ByName.Values
        .SelectMany(measure => measure.Sources.Select(channel => (channel, measure)))
        .GroupBy(pair => pair.channel, pair => pair.measure).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    static readonly FrozenDictionary<EventType, Measure[]> ByEvent = ByName.Values
        .SelectMany(measure => measure.Events.Select(type => (type, measure)))
        .GroupBy(pair => pair.type, pair => pair.measure).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public static IReadOnlyList<Measure> All { get; } = [.. ByName.Values.OrderBy(measure => measure.Name, StringComparer.Ordinal)];

    /// <summary>Null when there is none of that name.</summary>
    public static Measure? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The measures that a channel's readings bear on; none for most temperatures.</summary>
    public static IReadOnlyList<Measure> From(Channel channel) => ByChannel.GetValueOrDefault(channel) ?? [];

    /// <summary>The measures that a type of event bears on.</summary>
    public static IReadOnlyList<Measure> From(EventType type) => ByEvent.GetValueOrDefault(type) ?? [];
}

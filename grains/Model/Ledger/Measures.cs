using System.Collections.Frozen;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Things;

namespace YPort.Twin.Model.Ledger;

/// <summary>Every measure this program knows; each room brings its own.</summary>
public static class Measures
{
    static readonly FrozenDictionary<string, Measure> ByName =
        new[] { BuildingMeasures.All, ThingMeasures.All }.SelectMany(room => room).ToFrozenDictionary(measure => measure.Name, StringComparer.Ordinal);

    static readonly FrozenDictionary<Channel, Measure[]> ByChannel = ByName.Values
        .SelectMany(measure => measure.Sources.Select(channel => (channel, measure)))
        .GroupBy(pair => pair.channel, pair => pair.measure).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public static IReadOnlyList<Measure> All { get; } = [.. ByName.Values.OrderBy(measure => measure.Name, StringComparer.Ordinal)];

    /// <summary>Null when there is none of that name.</summary>
    public static Measure? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The measures that a channel's readings bear on; none for most temperatures.</summary>
    public static IReadOnlyList<Measure> From(Channel channel) => ByChannel.GetValueOrDefault(channel) ?? [];
}

using System.Collections.Frozen;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Things;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.Readings;

/// <summary>Every channel this program knows; each room brings its own.</summary>
public static class Channels
{
    static readonly FrozenDictionary<string, Channel> ByName =
        new[] { BuildingChannels.All, ThingChannels.All, ShuttleChannels.All, WasteChannels.All }.SelectMany(room => room).ToFrozenDictionary(channel => channel.Name, StringComparer.Ordinal);

    public static IReadOnlyList<Channel> All { get; } = [.. ByName.Values.OrderBy(channel => channel.Name, StringComparer.Ordinal)];

    /// <summary>Null when there is none of that name.</summary>
    public static Channel? Named(ReadOnlySpan<char> name) =>
        ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var channel) ? channel : null;
}

/// <summary>What a twin can stand for. A kind is a name with a room of code behind it.</summary>
public static class Kinds
{
    public const string Building = "building";
    public const string Shuttle = "shuttle";
    public const string WasteSite = "waste-site";
    public const string EWastePoint = "e-waste-point";
    public const string Thing = "thing";

    /// <summary>Who declares what no sensor can tell: factors, shares, plans.</summary>
    public const string Office = "office";

    public static IReadOnlyList<string> All { get; } = [Building, Shuttle, WasteSite, EWastePoint, Thing, Office];
}

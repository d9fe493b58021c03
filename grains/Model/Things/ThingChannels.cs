using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Things;

/// <summary>What weather stations and other sensors report that belong to no building; see <see cref="Buildings.BuildingChannels"/> for those shared.</summary>
public static class ThingChannels
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Quarter = TimeSpan.FromMinutes(15), Hour = TimeSpan.FromHours(1);
    static readonly string[] Thing = [Kinds.Thing];

    public static Channel IrradianceGlobal { get; } = Gauge("irradiance-ghi", "W/m2", -50, 2000, "sunlight on the horizontal");
    public static Channel IrradianceDiffuse { get; } = Gauge("irradiance-dhi", "W/m2", -50, 2000, "sky light on the horizontal, the sun's disc shaded");
    public static Channel IrradianceDirect { get; } = Gauge("irradiance-dni", "W/m2", -50, 2000, "the sun's own beam");
    public static Channel Humidity { get; } = Gauge("relative-humidity", "%", 0, 110, "relative humidity of the air");
    public static Channel AirPressure { get; } = Gauge("air-pressure", "Pa", 50_000, 120_000, "air pressure at the station");

    public static IReadOnlyList<Channel> All { get; } = [IrradianceGlobal, IrradianceDiffuse, IrradianceDirect, Humidity, AirPressure];

    static Channel Gauge(string name, string unit, decimal least, decimal most, string says) =>
        new(name, ChannelNature.Gauge, Unit.Parse(unit), 1000, least, most, Minute, Quarter, Hour, Thing, says);
}

using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Shuttles;

/// <summary>What a cart's or a car's sensors report.</summary>
public static class ShuttleChannels
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Quarter = TimeSpan.FromMinutes(15), Hour = TimeSpan.FromHours(1), Month = TimeSpan.FromDays(35);
    static readonly string[] Shuttle = [Kinds.Shuttle];

    /// <summary>Stale after 90 s, as GTFS-realtime asks of vehicle positions; over five minutes without a fix nobody knows where it drove.</summary>
    public static Channel Position { get; } = new("position", ChannelNature.Position, Unit.Parse("1"), 1, 0, 0,
        TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(5), Shuttle, "where it is, WGS84");

    public static Channel Speed { get; } = Gauge("speed", "m/s", 1000, 0, 100, Minute, "speed over ground");
    public static Channel StateOfCharge { get; } = Gauge("state-of-charge", "%", 1000, 0, 100, Minute, "charge of the battery");
    public static Channel BatteryPower { get; } = Gauge("battery-power", "W", 1000, -1_000_000, 1_000_000, Minute, "power drawn from the battery; negative while charging or braking");
    public static Channel Energy { get; } = Register("energy", "Wh", 1000, 1_000_000_000, "energy drawn from the battery, counting up");
    public static Channel ChargeEnergy { get; } = Register("charge-energy", "Wh", 1000, 1_000_000_000, "energy charged, counting up");

    /// <summary>Holds until the next reading: people do not leave bit by bit.</summary>
    public static Channel Occupancy { get; } = Gauge("occupancy", "{persons}", 1, 0, 500, Minute, "persons aboard") with { Holds = true };

    public static Channel Boardings { get; } = Register("boardings", "{persons}", 1, 1_000_000_000, "persons who got on, counting up");
    public static Channel Alightings { get; } = Register("alightings", "{persons}", 1, 1_000_000_000, "persons who got off, counting up");

    public static IReadOnlyList<Channel> All { get; } = [Position, Speed, StateOfCharge, BatteryPower, Energy, ChargeEnergy, Occupancy, Boardings, Alightings];

    static Channel Gauge(string name, string unit, int stepsPerUnit, decimal least, decimal most, TimeSpan expected, string says) =>
        new(name, ChannelNature.Gauge, Unit.Parse(unit), stepsPerUnit, least, most, expected, Quarter, Hour, Shuttle, says);

    static Channel Register(string name, string unit, int stepsPerUnit, decimal most, string says) =>
        new(name, ChannelNature.Register, Unit.Parse(unit), stepsPerUnit, 0, most, Quarter, Hour, Month, Shuttle, says);
}

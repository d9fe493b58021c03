using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Buildings;

/// <summary>What a building's meters and its roof's sensors report.</summary>
public static class BuildingChannels
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Quarter = TimeSpan.FromMinutes(15), Hour = TimeSpan.FromHours(1), Week = TimeSpan.FromDays(7), Month = TimeSpan.FromDays(35);
    static readonly string[] Building = [Kinds.Building], AlsoAlone = [Kinds.Building, Kinds.Thing];

    // The roof's meter and its power are held against each other over half an hour until the meter's last word, which may be 75 min old before it
    // is stale; a sensor that stands still is looked at for an hour, with a quarter hour before it. See BuildingAlarms.
    static readonly TimeSpan AgainstEachOther = TimeSpan.FromHours(2);

    // Power may be a little below zero: an inverter draws a few watts at night.
    public static Channel PvPower { get; } = Gauge("pv-power", "W", 1000, -10_000, 1_000_000_000, Building, "AC power of the roof's inverters") with { AtHand = AgainstEachOther };
    public static Channel PvEnergy { get; } = Register("pv-energy", Building, "energy meter behind the inverters, counting up") with { AtHand = AgainstEachOther };
    public static Channel IrradiancePoa { get; } = Gauge("irradiance-poa", "W/m2", 1000, -50, 2000, AlsoAlone, "sunlight on the panels' own plane") with { AtHand = AgainstEachOther };
    public static Channel ModuleTemperature { get; } = Gauge("module-temperature", "Cel", 1000, -60, 150, AlsoAlone, "back of a panel");
    public static Channel AirTemperature { get; } = Gauge("air-temperature", "Cel", 1000, -60, 70, AlsoAlone, "air in the shade");
    public static Channel WindSpeed { get; } = Gauge("wind-speed", "m/s", 1000, 0, 120, AlsoAlone, "wind at the sensor");
    public static Channel LoadPower { get; } = Gauge("load-power", "W", 1000, -10_000, 1_000_000_000, Building, "what the building uses now, whatever feeds it");
    public static Channel ImportEnergy { get; } = Register("import-energy", Building, "meter of energy taken from the grid, counting up");
    public static Channel ExportEnergy { get; } = Register("export-energy", Building, "meter of energy given to the grid, counting up");

    // The greatest half hour of the greatest customer: 1 GW for one hour.
    public static Channel LoadIntervalEnergy { get; } = new("load-interval-energy", ChannelNature.IntervalAmount, Unit.Parse("Wh"), 1000, 0, 1_000_000_000,
        TimeSpan.FromMinutes(30), Week, Week, Building, "energy used in a span with start and end, as smart meters send it");

    public static IReadOnlyList<Channel> All { get; } =
        [PvPower, PvEnergy, IrradiancePoa, ModuleTemperature, AirTemperature, WindSpeed, LoadPower, ImportEnergy, ExportEnergy, LoadIntervalEnergy];

    static Channel Gauge(string name, string unit, int stepsPerUnit, decimal least, decimal most, string[] kinds, string says) =>
        new(name, ChannelNature.Gauge, Unit.Parse(unit), stepsPerUnit, least, most, Minute, Quarter, Hour, kinds, says);

    // A register's difference is true over any gap; which quarter hour it belongs to is known only over short ones.
    // 1e12 Wh is a century of 1 MW: a greater count is a broken meter.
    static Channel Register(string name, string[] kinds, string says) =>
        new(name, ChannelNature.Register, Unit.Parse("Wh"), 1000, 0, 1_000_000_000_000, Quarter, Hour, Month, kinds, says);
}

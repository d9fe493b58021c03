using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Waste;

/// <summary>What the sensors of a waste site report.</summary>
public static class WasteChannels
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Quarter = TimeSpan.FromMinutes(15), Hour = TimeSpan.FromHours(1), Month = TimeSpan.FromDays(35);
    static readonly string[] Site = [Kinds.WasteSite];

    public static Channel LandfillGasFlow { get; } = Gauge("landfill-gas-flow", "m3/h", 0, 100_000, Minute, Site, "gas drawn from the landfill");
    public static Channel MethaneFraction { get; } = Gauge("methane-fraction", "%", 0, 100, Minute, Site, "methane in that gas, by volume");
    public static Channel GasDestroyed { get; } = Register("gas-destroyed", "m3", 100_000_000_000, "gas burned or used, counting up; what is merely collected does not count");
    public static Channel WtePower { get; } = Gauge("wte-power", "W", -10_000_000, 1_000_000_000, Minute, Site, "electrical power of the waste-to-energy plant");
    public static Channel WteEnergy { get; } = Register("wte-energy", "Wh", 1_000_000_000_000_000, "energy of the waste-to-energy plant, counting up");
    public static Channel LeachateLevel { get; } = Gauge("leachate-level", "m", -100, 100, Quarter, Site, "leachate in the sump");
    public static Channel FillLevel { get; } = Gauge("fill-level", "%", 0, 150, Quarter, [Kinds.WasteSite, Kinds.EWastePoint], "how full it is; over 100 where it is heaped");

    public static IReadOnlyList<Channel> All { get; } = [LandfillGasFlow, MethaneFraction, GasDestroyed, WtePower, WteEnergy, LeachateLevel, FillLevel];

    static Channel Gauge(string name, string unit, decimal least, decimal most, TimeSpan expected, string[] kinds, string says) =>
        new(name, ChannelNature.Gauge, Unit.Parse(unit), 1000, least, most, expected, Quarter, Hour, kinds, says);

    static Channel Register(string name, string unit, decimal most, string says) =>
        new(name, ChannelNature.Register, Unit.Parse(unit), 1000, 0, most, Quarter, Hour, Month, Site, says);
}

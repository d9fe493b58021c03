using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Things;

/// <summary>What a weather station tells, by quarter hours.</summary>
public static class ThingMeasures
{
    public static Measure GlobalIrradiation { get; } = new("irradiation-horizontal", Unit.Parse("Wh/m2"), 1000, AddsOverTwins: false, IntegralIsMeasured: true,
        [ThingChannels.IrradianceGlobal], "sunlight received per square metre of ground");

    public static IReadOnlyList<Measure> All { get; } = [GlobalIrradiation];
}

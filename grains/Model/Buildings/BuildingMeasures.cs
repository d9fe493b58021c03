using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Buildings;

/// <summary>What a building does, by quarter hours.</summary>
public static class BuildingMeasures
{
    public static Measure PvEnergy { get; } = Energy("pv-energy", "energy made by the roof", BuildingChannels.PvEnergy, BuildingChannels.PvPower);
    public static Measure LoadEnergy { get; } = Energy("load-energy", "energy used, whatever fed it", BuildingChannels.LoadIntervalEnergy, BuildingChannels.LoadPower);
    public static Measure ImportEnergy { get; } = Energy("import-energy", "energy taken from the grid", BuildingChannels.ImportEnergy);
    public static Measure ExportEnergy { get; } = Energy("export-energy", "energy given to the grid", BuildingChannels.ExportEnergy);

    public static Measure Irradiation { get; } = new("irradiation", Unit.Parse("Wh/m2"), 1000, AddsOverTwins: false, IntegralIsMeasured: true,
        [BuildingChannels.IrradiancePoa], "sunlight received per square metre of panel");

    public static IReadOnlyList<Measure> All { get; } = [PvEnergy, LoadEnergy, ImportEnergy, ExportEnergy, Irradiation];

    static Measure Energy(string name, string says, params Channel[] sources) => new(name, Unit.Parse("Wh"), 1000, AddsOverTwins: true, IntegralIsMeasured: false, sources, says);
}

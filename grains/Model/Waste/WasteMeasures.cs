using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Waste;

/// <summary>What a waste site does, by quarter hours. Each adds over sites; which ticket counts where stands in README.md.</summary>
public static class WasteMeasures
{
    public static Measure Collected { get; } = Weighed("waste-collected", Weighing.Collected, "waste weighed for the first time, by category and where it came from", "category", "origin");
    public static Measure Transferred { get; } = Weighed("waste-transferred", Weighing.Transferred, "waste hauled on from transfer stations", "category", "destination");
    public static Measure Delivered { get; } = Weighed("waste-delivered", Weighing.Delivered, "waste brought to landfills, waste-to-energy and composting plants", "category", "origin");
    public static Measure Composted { get; } = Weighed("waste-composted", Weighing.Composted, "waste brought to composting and not taken away untreated, by category and where it came from", "category", "origin");
    public static Measure Burned { get; } = Weighed("waste-burned", Weighing.Burned, "waste brought to waste-to-energy plants and not taken away unburned", "category");

    public static Measure GateEntries { get; } = new("gate-entries", Unit.Parse("1"), 1, AddsOverTwins: true, IntegralIsMeasured: false, [], "lorries that came in where nothing is weighed")
    {
        Events = [WasteEvents.GateEntry],
        IsCounted = true,
        By = Weighing.Entries,
    };

    public static Measure GasDestroyed { get; } = new("landfill-gas-destroyed", Unit.Parse("m3"), 1000, AddsOverTwins: true, IntegralIsMeasured: false,
        [WasteChannels.GasDestroyed], "landfill gas burned or used");

    public static Measure WteEnergy { get; } = new("wte-energy", Unit.Parse("Wh"), 1000, AddsOverTwins: true, IntegralIsMeasured: false,
        [WasteChannels.WteEnergy, WasteChannels.WtePower], "energy made of waste");

    public static IReadOnlyList<Measure> All { get; } = [Collected, Transferred, Delivered, Composted, Burned, GateEntries, GasDestroyed, WteEnergy];

    static Measure Weighed(string name, Amounts by, string says, params string[] dimensions) =>
        new(name, Unit.Parse("kg"), 1000, AddsOverTwins: true, IntegralIsMeasured: false, [], says) { Events = [WasteEvents.WeighbridgeTicket], Dimensions = dimensions, IsCounted = true, By = by };
}

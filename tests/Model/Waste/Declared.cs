using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Tests.Model.Waste;

/// <summary>Factors, tonnages and compositions as somebody would declare them, shortly said.</summary>
static class Declared
{
    /// <summary>As published: 2006 IPCC Guidelines, volume 5, tables 2.4, 3.1 to 3.3, 4.1, 5.2, 5.3, 5.6; 2019 Refinement, table 3.0; read in secondary copies.</summary>
    static readonly (string Id, decimal Value, string Unit)[] Published =
    [
        ("fod-k-food", 0.40m, "1/a"), ("fod-k-garden", 0.17m, "1/a"), ("fod-k-nappies", 0.17m, "1/a"), ("fod-k-paper", 0.07m, "1/a"), ("fod-k-textiles", 0.07m, "1/a"), ("fod-k-wood", 0.035m, "1/a"),
        ("doc-food", 0.15m, "t/t"), ("doc-garden", 0.20m, "t/t"), ("doc-paper", 0.40m, "t/t"), ("doc-wood", 0.43m, "t/t"), ("doc-textiles", 0.24m, "t/t"), ("doc-nappies", 0.24m, "t/t"),
        ("docf-2006", 0.5m, "1"), ("docf-2019-high", 0.7m, "1"), ("docf-2019-moderate", 0.5m, "1"), ("docf-2019-low", 0.1m, "1"), ("landfill-gas-f", 0.5m, "1"),
        ("mcf-managed", 1, "1"), ("mcf-semi-aerobic", 0.5m, "1"), ("mcf-deep", 0.8m, "1"), ("mcf-shallow", 0.4m, "1"), ("mcf-uncategorised", 0.6m, "1"),
        ("landfill-ox-covered", 0.1m, "1"), ("landfill-ox-none", 0, "1"), ("methane-density-normal", 0.7168m, "kg/m3"), ("compost-ch4", 4, "kg/t"), ("compost-n2o", 0.24m, "kg/t"), ("digestion-ch4", 0.8m, "kg/t"),
        .. Burning("plastic", 1, 0.75m, 1), .. Burning("paper", 0.9m, 0.46m, 0.01m), .. Burning("textiles", 0.8m, 0.5m, 0.2m), .. Burning("nappies", 0.4m, 0.7m, 0.1m),
        .. Burning("rubber", 0.84m, 0.67m, 0.2m), .. Burning("food", 0.4m, 0.38m, 0), .. Burning("wood", 0.85m, 0.5m, 0), .. Burning("garden", 0.4m, 0.49m, 0),
        ("burn-of", 1, "1"), ("burn-n2o", 50, "g/t"), ("burn-ch4", 0.2m, "g/t"),
    ];

    static readonly FactorSource Somewhere = new("A report", "A publisher", 2024);

    public static readonly Declaration Said = new(new(2024, 10, 1), Somewhere), Unsourced = new(new(2024, 10, 1), new("", ""));

    public static readonly FactorRegistry Factors = With();

    public static readonly DecaySet Set2006 = DecaySet.Of(Factors, DecaySet.Ipcc2006).Set!, Set2019 = DecaySet.Of(Factors, DecaySet.Refinement2019).Set!;

    /// <summary>Of Bangkok's mixed waste, as published for the fiscal year 2024; 23 % is not stated.</summary>
    public static readonly Composition Bangkok = new(1900, new Dictionary<WasteType, decimal> { [WasteType.Food] = 0.49m, [WasteType.Plastic] = 0.18m, [WasteType.Paper] = 0.10m }, Said);

    /// <summary>The published factors, with other ones in the place of some; one that is null is missing.</summary>
    public static FactorRegistry With(params (string Id, decimal? Value, string Unit)[] others) => FactorRegistry.Of(
        from published in Published.Select(one => (one.Id, Value: (decimal?)one.Value, one.Unit))
        let one = others.FirstOrDefault(other => other.Id == published.Id) is { Id: not null } other ? other : published
        where one.Value is not null
        select new Factor(one.Id, 1, one.Id, one.Value!.Value, Unit.Parse(one.Unit), "", "", "a test", "world", null, null, null, Somewhere, FactorStatus.Secondary)).Registry!;

    /// <summary>Managed and without cover unless said otherwise.</summary>
    public static DisposalSite Landfill(int opened, SiteManagement management = SiteManagement.Anaerobic, bool covered = false, int? closed = null, int delayMonths = 6) =>
        DisposalSite.Of(Factors, "landfill-1", opened, management, covered, closed, delayMonths).Site!;

    public static TonnageYear Year(int year, string category, decimal tonnes) => new(year, category, (long)(tonnes * 1_000_000), Said);

    public static TonnageHistory Deposited(params IReadOnlyCollection<TonnageYear> years) =>
        TonnageHistory.Of(TonnageKind.Deposited, "landfill-1", years.Min(one => one.Year), years.Max(one => one.Year), years).History!;

    public static LandfillMethane Methane(DisposalSite site, DecaySet set, TonnageHistory history, int through, params (int Year, double Grams)[] destroyed)
    {
        var (methane, faults) = FirstOrderDecay.Of(site, set, history, [Bangkok], destroyed.ToDictionary(one => one.Year, one => one.Grams), through);
        Assert.Empty(faults);
        return methane!;
    }

    static (string, decimal, string)[] Burning(string type, decimal dry, decimal carbon, decimal fossil) =>
        [($"burn-dm-{type}", dry, "1"), ($"burn-cf-{type}", carbon, "1"), ($"burn-fcf-{type}", fossil, "1")];
}

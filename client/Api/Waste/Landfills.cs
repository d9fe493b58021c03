using YPort.Twin.Api.Metrics;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Waste;

/// <summary>A landfill in one year.</summary>
/// <param name="ReportedYear">That year, or the last one that is over.</param>
/// <param name="Account">Null where it cannot be worked out; <paramref name="Faults"/> then say why.</param>
sealed record LandfillYear(TwinRegister Twin, int Year, int ReportedYear, LandfillLedger Ledger, LandfillAccount? Account, IReadOnlyList<WasteFault> Faults)
{
    public string Id => Twin.Id.ToString();

    public LandfillFacts? Facts => Twin.Current.Waste?.Landfill;

    /// <summary>Where what came counts: the same table that places what was weighed.</summary>
    public Placement Placed(WasteOrigin origin) => Allocation.Of(WasteMeasures.Delivered, new(Twin.Current.InCity, Role: WasteRole.Landfill, Origin: origin));

    /// <summary>Address of all that is behind it.</summary>
    public string Report => $"/v1/reports/methane?year={ReportedYear}&twin={Id}&set={City.FigureComposer.Word(Twin.Current.Set)}";
}

/// <summary>The landfills of a set, with what the register and the ledger know of them.</summary>
sealed class Landfills(ILedger ledger, IGrainFactory grains, IDistricts districts, TimeProvider clock)
{
    /// <summary>The ledger has nothing of an earlier year.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last year that is over in Bangkok: decay is worked out for whole years.</summary>
    public int LastYear => BangkokDay.Of(Instant.From(clock)).Date.Year - 1;

    /// <summary>In order of id.</summary>
    /// <param name="decay">One of <see cref="DecaySet.Names"/>.</param>
    public async Task<IReadOnlyList<LandfillYear>> In(int year, CitySet set, string decay, FactorRegistry registry, CancellationToken stop)
    {
        var twins = (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current.Set == set).ToDictionary(register => register.Id.ToString(), StringComparer.Ordinal);
        List<LandfillYear> all = [];
        foreach (var site in twins.Values.Where(twin => twin.Current is { Kind: Kinds.WasteSite, Waste.Role: WasteRole.Landfill }).OrderBy(twin => twin.Id))
        {
            var told = await Told(site, year, twins, stop);
            var (account, faults) = site.Current.Waste!.Landfill is not { } facts ? (null, [new(site.Id.ToString(), "Its methane depends on every year since the site opened, which nobody has declared.", "Declare waste.landfill in the register.")])
                : year > LastYear ? (null, [new(site.Id.ToString(), $"{year} is not over, and decay is worked out for whole years.", $"Ask for {LastYear} or an earlier year.")])
                : LandfillAccount.Of(site.Id.ToString(), facts, told, registry, decay, year);
            all.Add(new(site, year, Math.Min(year, LastYear), told, account, faults));
        }
        return all;
    }

    async Task<LandfillLedger> Told(TwinRegister site, int year, Dictionary<string, TwinRegister> twins, CancellationToken stop)
    {
        Window[] years = [.. Enumerable.Range(FirstYear, year - FirstYear + 1).Select(one => Window.Of(BangkokDay.Of(new DateOnly(one, 1, 1)).Start))];
        var end = Window.Of(BangkokDay.Of(new DateOnly(year + 1, 1, 1)).Start);
        var delivered = await Sums(WasteMeasures.Delivered, LedgerSplit.Dimensions);
        var gas = await Sums(WasteMeasures.GasDestroyed, LedgerSplit.None);
        return new(
            [
                .. from sum in delivered
                   group sum by (Year: FirstYear + sum.StepIndex, Category: DimensionSlice.Value(sum.Group, "category"), Origin: Origin(DimensionSlice.Value(sum.Group, "origin"))) into same
                   select new WeighedAmount(same.Key.Year, same.Key.Category, same.Key.Origin, checked((long)same.Aggregate(Int128.Zero, (all, one) => all + one.Steps))),
            ],
            gas.GroupBy(sum => FirstYear + sum.StepIndex).ToDictionary(same => same.Key, same => WasteMeasures.GasDestroyed.InUnit(same.Aggregate(Int128.Zero, (all, one) => all + one.Steps))));

        Task<IReadOnlyList<LedgerSum>> Sums(Measure measure, LedgerSplit by) => ledger.Sums(new(measure.Name, site.Current.Set, site.Id, null, years[0], end, years, by), stop);

        WasteOrigin Origin(string origin) => origin.Length > 0 ? ActivityCase.OriginOf(origin, districts, other => twins.TryGetValue(other, out var found) ? found.Current.InCity : null) : WasteOrigin.Unknown;
    }
}

using YPort.Twin.Api.Metrics;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Api.Accounting;

/// <summary>What the twins of a set did in a time, as the ledger has it, with the facts of the register that decide where it counts.</summary>
sealed class YearAmounts(ILedger ledger, IGrainFactory grains, IDistricts districts)
{
    /// <summary>Of one measure over some twins; null where nothing is known.</summary>
    public async Task<Int128?> Of(Measure measure, CitySet set, IEnumerable<TwinId> twins, Window from, Window to, CancellationToken stop)
    {
        Int128? sum = null;
        foreach (var twin in twins)
            foreach (var part in await ledger.Sums(new(measure.Name, set, twin, null, from, to, [from], LedgerSplit.None), stop)) sum = (sum ?? 0) + part.Steps;
        return sum;
    }

    /// <summary>Waste burned in the city by category, in grams.</summary>
    public async Task<IReadOnlyList<(string Category, long Grams)>> Burned(CitySet set, Window from, Window to, CancellationToken stop)
    {
        SortedDictionary<string, long> grams = new(StringComparer.Ordinal);
        foreach (var site in await Sites(set))
            if (site.Current.InCity)
                foreach (var sum in await ledger.Sums(new(WasteMeasures.Burned.Name, set, site.Id, null, from, to, [from], LedgerSplit.Dimensions), stop))
                {
                    var category = DimensionSlice.Value(sum.Group, "category");
                    grams[category] = checked(grams.GetValueOrDefault(category) + (long)sum.Steps);
                }
        return [.. grams.Select(one => (one.Key, one.Value))];
    }

    async Task<IReadOnlyList<TwinRegister>> Sites(CitySet set) =>
        [.. (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current is { Kind: Kinds.WasteSite, Waste: not null } && register.Current.Set == set)];

    /// <summary>Every amount that may stand in an inventory. Energy of buildings is summed over the city, for nobody says yet who uses it.</summary>
    public async Task<IReadOnlyList<MeasuredAmount>> All(CitySet set, Window from, Window to, CancellationToken stop)
    {
        List<MeasuredAmount> amounts = [];
        var twins = (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current.Set == set).ToArray();
        foreach (var sum in await ledger.Sums(new("import-energy", set, null, null, from, to, [from], LedgerSplit.None), stop)) Add(Measures.Named("import-energy")!, new(InCity: true), sum.Steps);
        foreach (var shuttle in twins.Where(twin => twin.Current.Kind == Kinds.Shuttle))
            foreach (var sum in await ledger.Sums(new("charge-energy", set, shuttle.Id, null, from, to, [from], LedgerSplit.None), stop))
                Add(Measures.Named("charge-energy")!, new(shuttle.Current.InCity, Charger: shuttle.Current.MeteredBy is null ? ChargerMeter.Unknown : ChargerMeter.Building), sum.Steps);
        foreach (var site in await Sites(set))
            foreach (var measure in (Measure[])[WasteMeasures.Delivered, WasteMeasures.Composted, WasteMeasures.Burned])
                foreach (var sum in await ledger.Sums(new(measure.Name, set, site.Id, null, from, to, [from], LedgerSplit.Dimensions), stop))
                    Add(measure, new(site.Current.InCity, Role: site.Current.Waste!.Role, Origin: Origin(sum.Group)), sum.Steps);
        return amounts;

        void Add(Measure measure, ActivityCase @case, Int128 steps) => amounts.Add(new(measure, @case, measure.InUnit(steps)));

        // A transfer station in the city takes the city's waste.
        WasteOrigin Origin(string dimensions) => DimensionSlice.Value(dimensions, "origin") is { Length: > 0 } origin
            ? ActivityCase.OriginOf(origin, districts, site => twins.FirstOrDefault(twin => twin.Id.ToString() == site)?.Current.InCity) : WasteOrigin.Unknown;
    }
}

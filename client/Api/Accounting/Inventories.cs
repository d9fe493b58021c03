using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Accounting;

/// <summary>Makes inventories of what is known now, or of what was committed by a moment, as if nothing had been said since.</summary>
sealed class Inventories(AsKnown known, IGrainFactory grains, IDistricts districts, TimeProvider clock)
{
    /// <param name="gwp">AR5 or AR6.</param>
    /// <param name="about">The only reference that is asked about, where the rest need not be known; null for all.</param>
    public async Task<MadeInventory> Of(CitySet set, int year, string gwp, Instant? knownAt, CancellationToken stop, GpcReference? about = null)
    {
        var ((from, to), factors) = (AccountingEndpoints.Year(year, Instant.From(clock)), await known.Factors(set, knownAt, stop));
        var warming = GwpSet.Of(factors, gwp) ?? throw new InvalidOperationException($"The registry lacks a factor of {gwp}; factors.json came with it.");
        var told = await known.Ledger(knownAt);
        var spans = await new YearAmounts(told, grains, districts).All(set, factors.Cuts(from, to, InventoryMaker.Series), to, measure => Bears(measure, about), stop);
        var landfills = about is not null && about.SubSector != "III.1" ? [] : await new Landfills(told, grains, districts, clock).In(year, set, DecaySet.Ipcc2006, factors, stop);
        var (inventory, placed, rows, faults) = InventoryMaker.Of(year, warming, spans, landfills, factors, (decimal)districts.All.Sum(district => district.AreaKm2));
        return new(year, from, to, inventory, placed, rows, factors, faults);
    }

    // A row of waste asks no meter and one of energy no scale: what was known earlier is recounted reading by reading.
    static bool Bears(Measure measure, GpcReference? about) => about is null || WasteMeasures.All.Contains(measure) == (about.Sector == GpcSector.Waste || about.Number == "I.4.4");

    /// <summary>The landfills of a year; see <see cref="Landfills.In"/>.</summary>
    public async Task<(IReadOnlyList<LandfillYear> Landfills, FactorRegistry Factors)> Methane(CitySet set, int year, string decay, Instant? knownAt, CancellationToken stop)
    {
        var factors = await known.Factors(set, knownAt, stop);
        return (await new Landfills(await known.Ledger(knownAt), grains, districts, clock).In(year, set, decay, factors, stop), factors);
    }
}

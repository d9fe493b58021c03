using System.Globalization;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Treatment;

namespace YPort.Twin.Api.Accounting;

/// <summary>Makes an inventory of what was measured. What is not twinned or has no method here stays NE and says why.</summary>
static class InventoryMaker
{
    static readonly Unit Tonne = Unit.Parse("t");

    const string Grid = "th-grid-scope-2";
    static readonly string[] Composting = ["compost-ch4", "compost-n2o"];

    /// <summary>The series whose factors go by the day: amounts are given by parts cut where one of these changes.</summary>
    public static IReadOnlyList<string> Series { get; } = [Grid, .. Composting];

    /// <param name="spans">The year's amounts, cut by <see cref="Series"/>.</param>
    /// <param name="landfills">In that year; they answer III.1, with all that came since they opened.</param>
    public static (CityInventory? Inventory, Placed Placed, IReadOnlyList<MadeRow> Rows, IReadOnlyList<AccountFault> Faults) Of(
        int year, GwpSet gwp, IReadOnlyList<SpanAmounts> spans, IReadOnlyList<LandfillYear> landfills, FactorRegistry factors, decimal areaKm2)
    {
        var placed = Placed.Of(spans.SelectMany(span => span.Amounts));
        var parts = spans.Select(span => (span.From, Placed.Of(span.Amounts).Counted)).ToArray();
        List<MadeRow> rows = [.. LandfillRows.Of(landfills, factors)];
        List<AccountFault> faults = [];
        foreach (var counted in placed.Counted.Where(row => row.Key.Measure != WasteMeasures.Delivered).OrderBy(row => row.Key.Reference.Number, StringComparer.Ordinal))
        {
            var (reference, measure) = counted.Key;
            var (made, wrong) = measure == WasteMeasures.Burned ? BurnedRow(reference, [.. counted], year, [.. spans.SelectMany(span => span.Burned)], factors)
                : Rows(reference, measure, [.. from part in parts where part.Counted.Contains(counted.Key) select (part.From, (IReadOnlyList<MeasuredAmount>)[.. part.Counted[counted.Key]])], factors);
            rows.AddRange(made);
            faults.AddRange(wrong);
        }
        rows.AddRange(placed.IncludedElsewhere().Where(row => !rows.Exists(made => made.Row.Reference == row.Reference))
            .Select(row => new MadeRow(row, [.. placed.NotCounted.Where(left => left.Key.Why.OwnRow == row.Reference).SelectMany(left => left)])).ToArray());
        if (faults.Count > 0) return (null, placed, rows, faults);
        InventoryHeader header = new("Bangkok", year, "the fifty districts of Bangkok, as far as they are twinned", areaKm2, CityPlan.Bangkok.Data.Populations);
        var (inventory, together) = CityInventory.Of(header, gwp, rows.Select(made => made.Row));
        return (inventory, placed, MadeInventory.Of(inventory, rows), together);
    }

    static (IReadOnlyList<MadeRow> Rows, IReadOnlyList<AccountFault> Faults) Rows(
        GpcReference reference, Measure measure, IReadOnlyList<(DateOnly From, IReadOnlyList<MeasuredAmount> Amounts)> parts, FactorRegistry factors)
    {
        if (reference.Scope == 2)
        {
            var whose = measure == ShuttleMeasures.ChargeEnergy ? "vehicles" : "buildings";
            return ByFactor(reference, measure, parts, factors, [Grid], (activity, held) =>
            {
                var (rows, faults) = GridElectricity.WithLossesInFactor(reference, activity, held[0], DataQuality.M, $"Energy metered by twinned {whose}, by the national factor, location-based.");
                return (rows ?? [], faults);
            });
        }
        return ByFactor(reference, measure, parts, factors, Composting, (activity, held) =>
        {
            var (row, faults) = ValuedRow.Of(reference, activity with { Amount = measure.Unit.Convert(activity.Amount, Tonne), Unit = Tonne }, held, DataQuality.L, "Wet waste weighed in at composting plants, by the IPCC's default factors.");
            return (row is null ? [] : [row], faults);
        });
    }

    // A row for each time in which the same factors hold; an IE or NE beside them stands once. Without a factor for all of it there is none: a sum of the rest would pass for the whole.
    static (IReadOnlyList<MadeRow>, IReadOnlyList<AccountFault>) ByFactor(GpcReference reference, Measure measure, IReadOnlyList<(DateOnly From, IReadOnlyList<MeasuredAmount> Amounts)> parts, FactorRegistry factors,
        string[] series, Func<ActivityAmount, IReadOnlyList<Factor>, (IReadOnlyList<InventoryRow> Rows, IReadOnlyList<AccountFault> Faults)> make)
    {
        var id = $"{measure}/{reference}";
        var held = parts.Select(part => (part.From, part.Amounts, Factors: series.Select(one => factors.On(part.From, one)).ToArray())).ToArray();
        foreach (var (from, amounts, found) in held)
            if (Array.IndexOf(found, null) is >= 0 and var lacks)
                return Unknown(reference, string.Create(CultureInfo.InvariantCulture, $"No factor of {series[lacks]} holds from {from:yyyy-MM-dd} on, and {amounts.Sum(one => one.Amount)} {measure.Unit} are of that time."), [.. held.SelectMany(part => part.Amounts)]);
        var spans = held.GroupBy(part => string.Join(" and ", part.Factors.Select(factor => $"{factor}"))).ToArray();
        List<MadeRow> rows = [];
        List<AccountFault> faults = [];
        foreach (var span in spans)
        {
            MeasuredAmount[] amounts = [.. span.SelectMany(part => part.Amounts)];
            ActivityAmount whole = new(id, amounts.Sum(one => one.Amount), measure.Unit, DataQuality.H);
            var day = span.First().From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            // The same meters: their error is one, however the year is cut.
            var (made, wrong) = make(spans.Length == 1 ? whole : whole with { Id = $"{id}/{day}", DerivedFrom = id }, [.. span.First().Factors.OfType<Factor>()]);
            rows.AddRange(made.Select(row => row is not ValuedRow ? new MadeRow(row, []) : new(spans.Length == 1 ? row : row with { Explanation = $"From {day} on: {row.Explanation}" }, amounts)));
            faults.AddRange(wrong);
        }
        var keyed = rows.Select(made => made.Row).OfType<KeyedRow>().GroupBy(row => row.Reference).Select(same => same.First() with { Explanation = string.Join(' ', same.Select(row => row.Explanation).Distinct()) });
        return ([.. rows.Where(made => made.Row is ValuedRow), .. keyed.Select(row => new MadeRow(row, []))], faults);
    }

    static (IReadOnlyList<MadeRow>, IReadOnlyList<AccountFault>) BurnedRow(
        GpcReference reference, IReadOnlyList<MeasuredAmount> amounts, int year, IReadOnlyList<(string Category, long Grams)> burned, FactorRegistry factors)
    {
        var (set, lacking) = BurnSet.Of(factors);
        var composition = Composition.In(year, Compositions.Bangkok);
        var (mass, faults) = MassByType.Of(reference.Number, burned, composition);
        if (set is null || mass is null) return Unknown(reference, string.Join(' ', lacking.Concat(faults)), amounts);
        var burning = Incineration.Of(set, mass);
        var open = burning.BurnedGrams > 0 ? mass.NotEstimatedGrams.Values.Sum() / burning.BurnedGrams : 0;
        string[] used = [.. burning.Lines.SelectMany(line => (string[])[$"burn-dm-{line.Type}", $"burn-cf-{line.Type}", $"burn-fcf-{line.Type}"]), "burn-of", "burn-n2o", "burn-ch4"];
        ValuedRow row = new(reference, new(Co2Kg: burning.Gases.FossilCo2Kilograms, Ch4Kg: burning.Gases.Ch4Kilograms, N2OKg: burning.Gases.N2OKilograms), burning.Gases.BiogenicCo2Kilograms,
            new($"{WasteMeasures.Burned}/{reference}", amounts.Sum(one => one.Amount), WasteMeasures.Burned.Unit, DataQuality.H), [.. used.Select(id => factors.Named(id)!)], DataQuality.L,
            string.Create(CultureInfo.InvariantCulture, $"Waste weighed in and burned for power, by the IPCC's default factors{(composition is null ? "" : $" and what mixed waste consists of by {composition.Said}")}. Carbon dioxide of {open:P0} of it, whose contents nobody stated, is not estimated: a lower bound."), IsModelled: true);
        return ([new(row, amounts) { Lines = IncinerationExplanation.Of(set, burning) }], []);
    }

    static (IReadOnlyList<MadeRow>, IReadOnlyList<AccountFault>) Unknown(GpcReference reference, string because, IReadOnlyList<MeasuredAmount> amounts) =>
        ([new(new KeyedRow(reference, NotationKey.NotEstimated, because), amounts)], []);
}

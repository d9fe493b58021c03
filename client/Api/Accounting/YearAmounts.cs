using YPort.Twin.Api.Metrics;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Api.Accounting;

/// <summary>What was done from a day on, until the next part's or the end.</summary>
/// <param name="Burned">Waste burned in the city by category, in grams; part of <paramref name="Amounts"/>.</param>
sealed record SpanAmounts(DateOnly From, IReadOnlyList<MeasuredAmount> Amounts, IReadOnlyList<(string Category, long Grams)> Burned);

/// <summary>What the twins of a set did in a time, as the ledger has it, with the facts of the register that decide where it counts.</summary>
sealed class YearAmounts(ILedger ledger, IGrainFactory grains, IDistricts districts)
{
    /// <summary>Of one measure over some twins, part by part; null where nothing is known.</summary>
    /// <param name="starts">Of the parts.</param>
    public async Task<Int128?[]> Of(Measure measure, CitySet set, IEnumerable<TwinId> twins, IReadOnlyList<Window> starts, Window to, CancellationToken stop)
    {
        var sums = new Int128?[starts.Count];
        foreach (var twin in twins)
            foreach (var part in await ledger.Sums(new(measure.Name, set, twin, null, starts[0], to, starts, LedgerSplit.None), stop)) sums[part.StepIndex] = (sums[part.StepIndex] ?? 0) + part.Steps;
        return sums;
    }

    /// <summary>The parts' starts, and each quarter hour in which a description of a building or a shuttle begins to hold.</summary>
    static Window[] RegisterCuts(IEnumerable<TwinRegister> twins, IReadOnlyList<Window> starts, Window to) =>
    [
        .. starts.Concat(
            from twin in twins
            where twin.Current.Kind is Kinds.Building or Kinds.Shuttle && twin.Entries.OfType<Described>().Skip(1).Any()
            from entry in twin.Entries.OfType<Described>()
            let cut = Window.Ceiling(entry.From)
            where cut > starts[0] && cut < to
            select cut).Distinct().Order(),
    ];

    /// <summary>Every amount that may stand in an inventory, part by part. A building's energy goes by who used it then, a shuttle's by whose meter its charger was behind, as the register says.</summary>
    /// <param name="starts">Of the parts.</param>
    /// <param name="counts">Which measures are asked for.</param>
    public async Task<IReadOnlyList<SpanAmounts>> All(CitySet set, IReadOnlyList<Window> starts, Window to, Func<Measure, bool> counts, CancellationToken stop)
    {
        List<MeasuredAmount>[] amounts = [.. starts.Select(_ => new List<MeasuredAmount>())];
        SortedDictionary<string, long>[] burned = [.. starts.Select(_ => new SortedDictionary<string, long>(StringComparer.Ordinal))];
        var twins = (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current.Set == set).ToArray();
        var registers = twins.ToDictionary(twin => twin.Id.ToString(), StringComparer.Ordinal);
        var cuts = RegisterCuts(twins, starts, to);
        foreach (var sum in !counts(BuildingMeasures.ImportEnergy) ? [] : await ledger.Sums(new(BuildingMeasures.ImportEnergy.Name, set, null, null, starts[0], to, cuts, LedgerSplit.Twin), stop))
            Add(BuildingMeasures.ImportEnergy, new(InCity: true, User: User(sum.Group, cuts[sum.StepIndex])), TwinId.Parse(sum.Group), sum, cuts, "");
        foreach (var shuttle in twins.Where(twin => twin.Current.Kind == Kinds.Shuttle && counts(ShuttleMeasures.ChargeEnergy)))
            foreach (var sum in await ledger.Sums(new(ShuttleMeasures.ChargeEnergy.Name, set, shuttle.Id, null, starts[0], to, cuts, LedgerSplit.None), stop))
            {
                var (at, held) = (cuts[sum.StepIndex], shuttle.At(cuts[sum.StepIndex].Start));
                Add(ShuttleMeasures.ChargeEnergy, new(held.InCity, Charger: ChargerMeters.Of(shuttle.Id, held.MeteredBy), User: User(held.MeteredBy ?? "", at)), shuttle.Id, sum, cuts, "");
            }
        foreach (var site in twins.Where(twin => twin.Current is { Kind: Kinds.WasteSite, Waste: not null }))
            foreach (var measure in new[] { WasteMeasures.Delivered, WasteMeasures.Composted, WasteMeasures.Burned }.Where(counts))
            {
                var sums = await Sums(measure, site.Id, LedgerSplit.Dimensions);
                // A landfill's row is made of its own account, which judges that itself.
                var whose = measure == WasteMeasures.Composted ? ActivityCase.OriginsAt(sums.Select(sum => (Origin(sum.Group), sum.Steps))) : origin => origin;
                foreach (var sum in sums)
                {
                    Add(measure, new(site.Current.InCity, Role: site.Current.Waste!.Role, Origin: whose(Origin(sum.Group))), site.Id, sum, starts, sum.Group);
                    if (measure == WasteMeasures.Burned && site.Current.InCity) Burn(burned[sum.StepIndex], DimensionSlice.Value(sum.Group, "category"), (long)sum.Steps);
                }
            }
        return [.. starts.Select((start, part) => new SpanAmounts(start.Day.Date, amounts[part], [.. burned[part].Select(one => (one.Key, one.Value))]))];

        int PartOf(Window at) => starts.Count(start => start <= at) - 1;

        Task<IReadOnlyList<LedgerSum>> Sums(Measure measure, TwinId? twin, LedgerSplit by) => ledger.Sums(new(measure.Name, set, twin, null, starts[0], to, starts, by), stop);

        void Add(Measure measure, ActivityCase @case, TwinId twin, LedgerSum sum, IReadOnlyList<Window> steps, string dimensions)
        {
            var (first, end) = (steps[sum.StepIndex], sum.StepIndex + 1 < steps.Count ? steps[sum.StepIndex + 1] : to);
            amounts[PartOf(first)].Add(new(measure, @case, measure.InUnit(sum.Steps), new(twin, first, end, dimensions, sum.Quality, sum.Steps, sum.CoveredMicroseconds)));
        }

        EnergyUser User(string building, Window at) => registers.TryGetValue(building, out var register) ? register.At(at.Start).Building?.Use ?? EnergyUser.Unknown : EnergyUser.Unknown;

        static void Burn(SortedDictionary<string, long> grams, string category, long more) => grams[category] = checked(grams.GetValueOrDefault(category) + more);

        // A transfer station in the city takes the city's waste.
        WasteOrigin Origin(string dimensions) => DimensionSlice.Value(dimensions, "origin") is { Length: > 0 } origin
            ? ActivityCase.OriginOf(origin, districts, site => twins.FirstOrDefault(twin => twin.Id.ToString() == site)?.Current.InCity) : WasteOrigin.Unknown;
    }
}

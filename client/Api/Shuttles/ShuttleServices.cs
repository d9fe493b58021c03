using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Api.Shuttles;

/// <summary>What vehicles did in a time, as the ledger has it.</summary>
sealed class ShuttleServices(AnswerLedger ledger)
{
    public async Task<ServiceRecord> Of(TwinRegister vehicle, Window from, Window to, CancellationToken stop)
    {
        var sums = ImmutableDictionary.CreateBuilder<string, Int128>(StringComparer.Ordinal);
        var driven = ImmutableSortedDictionary.CreateBuilder<(string, string), Int128>();
        foreach (var measure in ShuttleMeasures.All)
            foreach (var part in await Sums(measure, [from], measure == ShuttleMeasures.VehicleDistance ? LedgerSplit.Dimensions : LedgerSplit.None))
            {
                sums[measure.Name] = checked(sums.GetValueOrDefault(measure.Name) + part.Steps);
                if (measure != ShuttleMeasures.VehicleDistance) continue;
                var how = (DimensionSlice.Value(part.Group, "mode"), DimensionSlice.Value(part.Group, "service"));
                driven[how] = checked(driven.GetValueOrDefault(how) + part.Steps);
            }
        // By day, for factors and splits are of days; and cut where the charger went behind another meter.
        var days = Cuts(from, to, vehicle);
        var charged = await Sums(ShuttleMeasures.ChargeEnergy, days, LedgerSplit.None);
        var carried = await Sums(ShuttleMeasures.PassengerDistance, days, LedgerSplit.None);
        return new(sums.ToImmutable(), driven.ToImmutable(), [.. charged.Select(part => Charge.Of(days[part.StepIndex], part.Steps, vehicle))],
            [.. carried.Select(part => new Carried(days[part.StepIndex].Day.Date, part.Steps))]);

        Task<IReadOnlyList<LedgerSum>> Sums(Measure measure, IReadOnlyList<Window> bounds, LedgerSplit by) =>
            ledger.Sums(new(measure.Name, vehicle.Current.Set, vehicle.Id, null, from, to, bounds, by), stop);
    }

    static Window[] Cuts(Window from, Window to, TwinRegister vehicle)
    {
        SortedSet<Window> cuts = [from];
        for (var day = Window.Of(from.Day.End); day < to; day = Window.Of(day.Day.End)) cuts.Add(day);
        cuts.UnionWith(vehicle.Entries.OfType<Described>().Select(entry => Window.Ceiling(entry.From)).Where(cut => cut > from && cut < to));
        return [.. cuts];
    }
}

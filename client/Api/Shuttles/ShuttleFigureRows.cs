using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Api.Shuttles;

/// <summary>The figures of a report on shuttles, of one vehicle or several.</summary>
sealed class ShuttleFigureRows(CitySet set, Window from, Window to)
{
    readonly FigureAddresses _addresses = new(set, from, to);

    /// <summary>Figures that have an explanation of their own.</summary>
    public const string Gross = "avoided-emissions-gross", Net = "avoided-emissions-net";

    const string Own = "own-emissions", Kilogram = "kg",
        OwnLimits = "energy charged times the grid factor of its day, CO2e, location-based; losses of charger and battery are in it",
        GrossLimits = "what passengers would have emitted by their former modes, as declared: exhaust only, by the distance that the shuttle drove; where occupancy is unknown nobody counts as carried; beside the city's totals, never in them",
        NetLimits = GrossLimits + "; less all own emissions, wherever the inventory counts them: below zero where the shuttle emitted more";

    public IEnumerable<ReportedFigure> Of(IReadOnlyList<TwinRegister> vehicles, ServiceRecord did, AvoidedEmissions avoided)
    {
        foreach (var measure in ShuttleMeasures.All)
        {
            yield return Measured(measure.Name, null, did.Of(measure), measure.Unit.Text, measure.Says,
                measure.IsCounted ? "none was told, and nobody knows of what was not told" : "nothing was told of it", Addresses(vehicles, measure.Name));
            if (measure == ShuttleMeasures.VehicleDistance)
                foreach (var (how, steps) in did.Driven)
                    yield return Measured(measure.Name, ReportedFigure.Part(("mode", how.Mode), ("service", how.Service)), measure.InUnit(steps), measure.Unit.Text, "of that: service is occupied, empty or unknown", "", Addresses(vehicles, measure.Name));
        }
        foreach (var ratio in ShuttleMeasures.Ratios)
            yield return Measured(ratio.Name, null, did.Of(ratio) is { } quotient ? decimal.Round(quotient, 9) : null, ratio.Unit.Text, $"{ratio.Says}; {ratio.Numerator} through {ratio.Denominator}, sums through sums",
                $"{(did.Of(ratio.Denominator) is null or 0 ? ratio.Denominator : ratio.Numerator)} is unknown or 0", Addresses(vehicles, ratio.Name));
        foreach (var row in Emitted(vehicles, avoided.Own)) yield return row;
        foreach (var row in Avoided(vehicles, avoided)) yield return row;
    }

    IEnumerable<ReportedFigure> Emitted(IReadOnlyList<TwinRegister> vehicles, OwnEmissions own)
    {
        var factors = ReportedFigure.Uses(own.Parts.Select(part => part.Grid));
        yield return new(Own, null, ReportedFigure.Rounded(own.KilogramsCo2e), Kilogram, own.KilogramsCo2e is null ? own.Parts.IsEmpty ? "nothing is known to have been charged" : "no factor of the grid holds on a day of charging" : null,
            own.CanBeClosed, factors, OwnLimits, Addresses(vehicles, "charge-emissions"));
        foreach (var part in own.Parts)
            yield return new(Own, ReportedFigure.Part(("from", Day(part.From)), ("to", Day(part.To)), ("meteredBy", part.MeteredBy ?? "unknown")), ReportedFigure.Rounded(part.KilogramsCo2e), Kilogram, part.KilogramsCo2e is null ? "no factor of the grid holds then" : null,
                part.Grid?.CanBeClosed == true, ReportedFigure.Uses([part.Grid]), string.Create(CultureInfo.InvariantCulture, $"of that, {Shown.Plain(part.KilowattHours)} kWh; ")
                    + part.Meter switch
                    {
                        ChargerMeter.Own => "counts in the city's row II.1.2, electric road transport: the charger has a meter of its own, straight from the grid; outside the city it counts in no row",
                        ChargerMeter.Building => $"counted with the electricity of {part.MeteredBy}, behind whose meter the charger hangs",
                        _ => "counts in no row of the inventory: nobody declared behind whose meter the charger hangs",
                    },
                Addresses(vehicles, ShuttleMeasures.ChargeEnergy.Name));
    }

    IEnumerable<ReportedFigure> Avoided(IReadOnlyList<TwinRegister> vehicles, AvoidedEmissions avoided)
    {
        ImmutableArray<string> activity = [.. Addresses(vehicles, ShuttleMeasures.PassengerDistance.Name), .. Addresses(vehicles, "charge-emissions")];
        var factors = avoided.Parts.SelectMany(part => (Factor?[])[part.Baseline.Vehicle, part.Baseline.Persons]);
        var assumed = avoided.Parts.Any(part => part.Split.IsAssumed) ? "; rests on an assumption: nobody asked passengers" : "";
        yield return new(Gross, null, ReportedFigure.Rounded(avoided.GrossKilogramsCo2e), Kilogram, Lacks(avoided.GrossKilogramsCo2e, avoided.LackingOfTravel), avoided.GrossCanBeClosed, ReportedFigure.Uses(factors), GrossLimits + assumed,
            [Explained(Gross, vehicles), .. Addresses(vehicles, ShuttleMeasures.PassengerDistance.Name)]);
        foreach (var part in avoided.Parts)
            yield return new(Gross, ReportedFigure.Part(("formerMode", part.Baseline.Mode.Name), ("split", part.Split.Id)), ReportedFigure.Rounded(part.KilogramsCo2e), Kilogram, null, part.CanBeClosed, ReportedFigure.Uses([part.Baseline.Vehicle, part.Baseline.Persons]),
                string.Create(CultureInfo.InvariantCulture, $"of that, {Shown.Plain(part.PassengerKilometres)} km travelled by persons, a share of {Shown.Plain(part.Share)}; ")
                    + $"{(part.Split.Surveyed is { } asked ? $"surveyed {Day(asked)}" : "an assumption: nobody asked passengers")}, {part.Split.Source.Title}, {part.Split.Source.Publisher}",
                Addresses(vehicles, ShuttleMeasures.PassengerDistance.Name));
        yield return new(Net, null, ReportedFigure.Rounded(avoided.KilogramsCo2e), Kilogram, Lacks(avoided.KilogramsCo2e, avoided.Lacking), avoided.CanBeClosed, ReportedFigure.Uses(factors.Concat(avoided.Own.Parts.Select(part => part.Grid))), NetLimits + assumed, [Explained(Net, vehicles), .. activity]);
    }

    static ReportedFigure Measured(string name, ImmutableSortedDictionary<string, string>? by, decimal? value, string unit, string limits, string unknown, ImmutableArray<string> explain) =>
        new(name, by, ReportedFigure.Rounded(value), unit, value is null ? unknown : null, value is not null, [], limits, explain);

    string Explained(string figure, IReadOnlyList<TwinRegister> vehicles) => Address(figure, set, from, to, vehicles.Count == 1 ? vehicles[0].Id : null);

    /// <param name="only">One vehicle; null for all of the set.</param>
    public static string Address(string figure, CitySet set, Window from, Window to, TwinId? only) =>
        $"/v1/explain/shuttles/{figure}?set={City.FigureComposer.Word(set)}&from={from}&to={to}{(only is { } twin ? $"&twin={twin}" : "")}";

    ImmutableArray<string> Addresses(IReadOnlyList<TwinRegister> vehicles, string figure) => _addresses.Of(vehicles, figure);

    static string? Lacks(decimal? value, ImmutableArray<string> lacking) => value is null ? "lacking: " + string.Join("; ", lacking) : null;

    static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

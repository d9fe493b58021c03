using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Shuttles;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains what shuttles avoided: of several by vehicle, of one by former mode, and net of what it emitted itself.</summary>
sealed class AvoidedExplanation(ShuttleAccounts accounts, CitySet set, TwinId? only, Window from, Window to, Instant now)
{
    const string Kilogram = "kg", Method = "Passenger-kilometres by former mode × grams per kilometre of the vehicle ÷ persons in it, as declared by those who asked passengers; beside the city's totals, never in them. Rules: grains/Model/Shuttles/README.md.";

    /// <param name="figure">avoided-emissions-gross or avoided-emissions-net.</param>
    public ExplainAnswer Of(string figure)
    {
        var (avoided, isNet) = (accounts.Avoided, figure == ShuttleFigureRows.Net);
        var value = ReportedFigure.Rounded(isNet ? avoided.KilogramsCo2e : avoided.GrossKilogramsCo2e);
        var parts = only is null ? Vehicles(figure, isNet) : isNet ? Less(avoided) : Carried();
        Factor[] factors = [.. avoided.Parts.SelectMany(part => (Factor?[])[part.Baseline.Vehicle, part.Baseline.Persons]).OfType<Factor>().Distinct()];
        return new($"shuttles/{figure}", isNet ? "what passengers would have emitted by their former modes, less all that the shuttles emitted; below zero where that is more" : "what passengers would have emitted by their former modes",
            FigureComposer.Word(set), value, value is { } known ? Text(known) : null, Kilogram, from.Start, to.Start, now, null, null, null,
            only is null ? "sum over vehicles" : isNet ? "avoided by former modes - own emissions" : "sum over former modes of passenger-distance × share × g/km of the vehicle ÷ persons in it",
            value is null ? "Not known." : isNet ? $"{Text(avoided.GrossKilogramsCo2e!.Value)} - {Text(avoided.Own.KilogramsCo2e!.Value)} = {Text(value.Value)} kg CO2e"
                : $"{(avoided.Parts.IsEmpty ? "0" : string.Join(" + ", avoided.Parts.Select(part => Text(part.KilogramsCo2e))))} = {Text(value.Value)} kg CO2e", Method)
        {
            Lines = isNet ? [] : [.. avoided.Parts.Select(Line)],
            Parameters = isNet ? [] : [.. factors.Select(FactorAnswer.Of)],
            Parts = [.. parts],
            Notes = [.. (isNet ? avoided.Lacking : avoided.LackingOfTravel).Select(lacks => $"Lacking: {lacks}."), .. Splits(avoided), .. Compared(parts, value), .. isNet ? [] : factors.SelectMany(FactorUse.Trust)],
        };
    }

    static WorkedLine Line(AvoidedPart part) => new(string.Create(CultureInfo.InvariantCulture,
        $"{part.Baseline.Mode}, by {part.Split}: {Shown.Plain((decimal)part.PassengerMillimetres / 1_000_000)} km x {part.Share}{(part.Baseline is { Vehicle: { } vehicle, Persons: { } persons } ? $" x {vehicle.Value} {vehicle.Unit} / {persons.Value} persons" : " x 0, for nothing is claimed")}"),
        ReportedFigure.Rounded(part.KilogramsCo2e), "kg CO2e", [.. new[] { part.Baseline.Vehicle, part.Baseline.Persons }.OfType<Factor>().Select(factor => factor.ToString())]);

    IReadOnlyList<ExplainPart> Vehicles(string figure, bool isNet) => [.. accounts.Vehicles.Where(one => one.Did.DidAnything).Select(one => Part(one.Register.Id.ToString(),
        isNet ? one.Avoided.KilogramsCo2e : one.Avoided.GrossKilogramsCo2e, ShuttleFigureRows.Address(figure, set, from, to, one.Register.Id)))];

    IReadOnlyList<ExplainPart> Less(AvoidedEmissions avoided) =>
        [Part("avoided by former modes", avoided.GrossKilogramsCo2e, ShuttleFigureRows.Address(ShuttleFigureRows.Gross, set, from, to, only)), Part("own emissions, taken off", -avoided.Own.KilogramsCo2e, Twin(Model.City.Emissions.Charging.Name))];

    IReadOnlyList<ExplainPart> Carried() => [new(ShuttleMeasures.PassengerDistance.Name, accounts.Did.Of(ShuttleMeasures.PassengerDistance) is { } carried ? Shown.Plain(carried) : null, null,
        ShuttleMeasures.PassengerDistance.Unit.Text, null, Twin(ShuttleMeasures.PassengerDistance.Name))];

    static ExplainPart Part(string name, decimal? kilograms, string explain) => new(name, ReportedFigure.Rounded(kilograms), null, Kilogram, null, explain);

    static IEnumerable<string> Splits(AvoidedEmissions avoided) => avoided.Parts.Select(part => part.Split).DistinctBy(split => split.Id)
        .Select(split => split.Surveyed is { } asked ? $"{split}, surveyed {asked:yyyy-MM-dd}; {split.Source.Title}, {split.Source.Publisher}."
            : $"{split}, an assumption, nobody asked passengers: it cannot be closed; {split.Source.Title}, {split.Source.Publisher}.");

    // Both are rounded at the ninth digit behind the point.
    static IEnumerable<string> Compared(IReadOnlyList<ExplainPart> parts, decimal? value)
    {
        if (value is null || parts.Any(part => part.Value is null || part.Unit != Kilogram)) yield break;
        yield return Math.Abs(parts.Sum(part => part.Value!.Value) - value.Value) <= 0.000000001m * (parts.Count + 1) ? "The parts add up to the figure, as far as digits are shown." : "The parts do not add up to the figure: this should be looked at.";
    }

    string Twin(string figure) => $"/v1/explain/twins/{only}/{figure}?set={FigureComposer.Word(set)}&from={from}&to={to}";

    static string Text(decimal value) => ReportedFigure.Rounded(value)!.Value.ToString(CultureInfo.InvariantCulture);
}

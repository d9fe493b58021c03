using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Api.Metrics;

/// <summary>What may be asked for over time: a measure, a quotient of two, emissions of one, or the headways.</summary>
/// <param name="Dimensions">That it can be split by.</param>
sealed record Quantity(string Name, string Unit, IReadOnlyList<string> Dimensions, bool AddsOverTwins)
{
    static readonly Quantity Headway = new(HeadwaySeries.Name, "s", HeadwaySeries.Dimensions, true);

    public Measure? Measure { get; init; }

    public Ratio? Ratio { get; init; }

    public Emission? Emission { get; init; }

    public static IEnumerable<string> Names => Measures.All.Select(measure => measure.Name).Concat(Ratios.All.Select(ratio => ratio.Name))
        .Concat(Emissions.All.Select(emission => emission.Name)).Append(Headway.Name).Order(StringComparer.Ordinal);

    /// <summary>Null when there is none of that name.</summary>
    public static Quantity? Named(string name) =>
        Measures.Named(name) is { } measure ? new(measure.Name, measure.Unit.Text, measure.Dimensions, measure.AddsOverTwins) { Measure = measure }
        : Ratios.Named(name) is { } ratio ? new(ratio.Name, ratio.Unit.Text, [.. ratio.Numerator.Dimensions.Intersect(ratio.Denominator.Dimensions)],
            ratio.Numerator.AddsOverTwins && ratio.Denominator.AddsOverTwins)
        { Ratio = ratio }
        : Emissions.Named(name) is { } emission ? new(emission.Name, emission.Unit.Text, emission.Activity.Dimensions, emission.Activity.AddsOverTwins) { Emission = emission }
        : name == Headway.Name ? Headway : null;
}

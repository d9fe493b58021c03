using YPort.Twin.Api.City;
using YPort.Twin.Api.Metrics;

namespace YPort.Twin.Api.Explain;

/// <summary>Says where a number comes from.</summary>
sealed class Explainer(CityView view, MeasureExplanation measures, GaugeExplanation gauges, MadeExplanation made, HeadwayExplanation headways)
{
    /// <summary>False while the live city gathers itself.</summary>
    public bool Knows(Asked asked) => !asked.IsLive || asked.Twin is not null || view.Picture is not null;

    /// <returns>Null when it rests on more than is looked at in one answer.</returns>
    public async Task<ExplainAnswer?> Of(Asked asked, CancellationToken stop) => asked switch
    {
        { Gauge: { } gauge } => await gauges.Of(asked, gauge, stop),
        { Quantity.Emission: { } emission } => await made.Of(asked, emission, stop),
        { Quantity.Ratio: { } ratio } => await made.Of(asked, ratio, stop),
        { Quantity.Measure: { } measure } => await measures.Of(asked, measure, stop),
        { Quantity.Name: HeadwaySeries.Name } => await headways.Of(asked, stop),
        _ => throw new InvalidOperationException($"Nothing explains {asked.Name}; the endpoint lets it through."),
    };
}

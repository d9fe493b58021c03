using YPort.Twin.Api.City;

namespace YPort.Twin.Api.Explain;

/// <summary>Says where a number comes from.</summary>
sealed class Explainer(CityView view, MeasureExplanation measures, GaugeExplanation gauges, MadeExplanation made)
{
    /// <summary>False while the live city gathers itself.</summary>
    public bool Knows(Asked asked) => !asked.IsLive || asked.Twin is not null || view.Picture is not null;

    public Task<ExplainAnswer> Of(Asked asked, CancellationToken stop) => asked switch
    {
        { Gauge: { } gauge } => gauges.Of(asked, gauge, stop),
        { Quantity.Emission: { } emission } => made.Of(asked, emission, stop),
        { Quantity.Ratio: { } ratio } => made.Of(asked, ratio, stop),
        { Quantity.Measure: { } measure } => measures.Of(asked, measure, stop),
        _ => throw new InvalidOperationException($"Nothing explains {asked.Name}; the endpoint lets it through."),
    };
}
